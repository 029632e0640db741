import { readHeader, recogniseDelimiter, type FileColumn } from './delimited-columns.js';

const COLUMNS: FileColumn<'number' | 'email' | 'sex' | 'time'>[] = [
  { key: 'number', header: 'Klantnummer' },
  { key: 'email', header: 'E-mail' },
  { key: 'sex', header: 'Geslacht', notNeeded: true },
  { key: 'time', header: 'Tijd', optional: true },
];
const headers = COLUMNS.map(({ header }) => header);

describe('the first line of a file with columns', () => {
  it.each([';', ',', '\t', '|'])('tells that %j stands between the columns', (delimiter) => {
    expect(recogniseDelimiter(COLUMNS, headers.join(delimiter))).toBe(delimiter);
    expect(recogniseDelimiter(COLUMNS, headers.map((header) => `"${header}"`).join(delimiter))).toBe(delimiter);
  });

  it('may have its columns in any order, in any case', () => {
    expect(readHeader(COLUMNS, [' TIJD ', 'e mail', 'KLANTNUMMER', ''])).toEqual({ columns: ['time', 'email', 'number', null] });
  });

  it('may lack what is not needed or optional; what is not needed is never read either', () => {
    expect(readHeader(COLUMNS, ['Klantnummer', 'E-mail'])).toEqual({ columns: ['number', 'email'] });
    expect(readHeader(COLUMNS, headers)).toEqual({ columns: ['number', 'email', null, 'time'] });
  });

  it('is refused when a column is missing, unknown or there twice', () => {
    expect(readHeader(COLUMNS, ['Klantnummer', 'BSN', 'Klantnummer'])).toEqual({
      missing: ['E-mail'],
      unknown: ['BSN'],
      doubled: ['Klantnummer'],
    });
  });
});
