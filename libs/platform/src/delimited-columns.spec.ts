import { delimiterAround, readHeader, recogniseDelimiter, type FileColumn } from './delimited-columns.js';

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
    expect(readHeader(COLUMNS, [' TIJD ', 'e mail', 'KLANTNUMMER', ''])).toEqual({
      columns: ['time', 'email', 'number', null],
      leftAlone: [],
    });
  });

  it('may lack what is not needed or optional; what is not needed is never read either', () => {
    expect(readHeader(COLUMNS, ['Klantnummer', 'E-mail'])).toEqual({ columns: ['number', 'email'], leftAlone: [] });
    expect(readHeader(COLUMNS, headers)).toEqual({ columns: ['number', 'email', null, 'time'], leftAlone: [] });
  });

  it('is refused when a column is missing, unknown or there twice', () => {
    expect(readHeader(COLUMNS, ['Klantnummer', 'BSN', 'Klantnummer'])).toEqual({
      missing: ['E-mail'],
      unknown: ['BSN'],
      doubled: ['Klantnummer'],
    });
  });

  it('may have columns that are not ours, when they are left where they are: they are told, and what is missing or doubled is refused all the same', () => {
    expect(readHeader(COLUMNS, ['Klantnummer', ' BSN ', 'E-mail', ''], true)).toEqual({
      columns: ['number', null, 'email', null],
      leftAlone: ['BSN'],
    });
    expect(readHeader(COLUMNS, ['BSN', 'Klantnummer', 'Klantnummer'], true)).toEqual({
      missing: ['E-mail'],
      unknown: [],
      doubled: ['Klantnummer'],
    });
  });
});

describe('a first line of which only some names are known', () => {
  it.each([
    ['id;time;event', ['time', 'event'], ';'],
    ['id,time,event', ['time', 'event'], ','],
    ['"time","event; or not"', ['time'], ','],
    ['a,b,c;time;event', ['time', 'event'], ';'],
    ['a,b,c', ['time', 'event'], ','],
    ['time', ['time'], ';'],
    ['time\tevent', ['event'], '\t'],
  ])('%j has the delimiter around %j', (firstLine, names, delimiter) => {
    expect(delimiterAround(names, firstLine)).toBe(delimiter);
  });
});
