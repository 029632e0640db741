import { EXPORT_COLUMNS, readHeader, recogniseDelimiter } from './export-columns.js';

const headers = EXPORT_COLUMNS.map(({ header }) => header as string);

describe('the first line of a client export', () => {
  it.each([';', ',', '\t', '|'])('tells that %j stands between the columns', (delimiter) => {
    expect(recogniseDelimiter(headers.join(delimiter))).toBe(delimiter);
    expect(recogniseDelimiter(headers.map((header) => `"${header}"`).join(delimiter))).toBe(delimiter);
  });

  it('may have its columns in any order, in any case', () => {
    const header = readHeader(headers.toReversed().map((name) => ` ${name.toUpperCase()} `));
    expect(header).toMatchObject({ columns: expect.arrayContaining(['coach', 'team', 'clientNumber']) });
  });

  it('may lack what is not needed, which is never read either', () => {
    const needed = headers.filter((name) => name !== 'Geslacht' && name !== 'Postcode');
    expect(readHeader(needed)).toEqual({ columns: expect.not.arrayContaining([null]) });
    expect(readHeader(headers)).toEqual({ columns: expect.arrayContaining([null]) });
  });

  it('is refused when a column is missing, unknown or there twice', () => {
    expect(readHeader([...headers.filter((name) => name !== 'Mobiel'), 'BSN', 'Team'])).toEqual({
      missing: ['Mobiel'],
      unknown: ['BSN'],
      doubled: ['Team'],
    });
  });
});
