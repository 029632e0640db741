import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { EXPORT_COLUMNS } from './domain/export-columns.js';
import { openExportFile, type ExportRecord } from './export-file.js';

const HEADER = EXPORT_COLUMNS.map(({ header }) => header);
const ROW = [
  'K1',
  'Zoë',
  'van den',
  'Öztürk',
  '10-01-1980',
  'V',
  '6189 ED',
  '06-16000526',
  '',
  'nl',
  'PW',
  '01-03-2020',
  '',
  '',
  'Team Zuid',
  'P. de Boer',
];

describe('a client export on disk', () => {
  let folder: string;
  beforeAll(async () => void (folder = await mkdtemp(path.join(tmpdir(), 'export-'))));
  afterAll(() => rm(folder, { recursive: true }));

  async function records(content: string | Buffer): Promise<ExportRecord[]> {
    const file = path.join(folder, 'export.csv');
    await writeFile(file, content);
    const all: ExportRecord[] = [];
    for await (const record of (await openExportFile(file)).records()) all.push(record);
    return all;
  }
  const lines = (delimiter: string, end: string, ...rows: string[][]) => [HEADER, ...rows].map((row) => row.join(delimiter)).join(end);
  const fieldsOf = ([record]: ExportRecord[]) => (record as { fields: Record<string, string> }).fields;

  const text = lines(';', '\r\n', ROW);
  it.each<[string, Buffer]>([
    ['UTF-8', Buffer.from(text)],
    ['UTF-8 with a byte order mark', Buffer.from(`\u{FEFF}${text}`)],
    ['Windows-1252', Buffer.from(text, 'latin1')],
    ['UTF-16 with a byte order mark', Buffer.from(`\u{FEFF}${text}`, 'utf16le')],
  ])('is read from %s', async (_, content) => {
    expect(fieldsOf(await records(content))).toMatchObject({ firstName: 'Zoë', lastName: 'Öztürk', phone: '06-16000526' });
  });

  it('reads the signs that Windows-1252 has and Latin-1 has not', async () => {
    // In Windows-1252 the byte 0x92 is a curly apostrophe.
    const content = Buffer.from(text.replace('Öztürk', 'O\u0092Briën'), 'latin1');
    expect(fieldsOf(await records(content))).toMatchObject({ lastName: 'O’Briën' });
  });

  it('recognises UTF-8 when a character is cut in two by a disk read', async () => {
    const many = Array.from({ length: 20_000 }, (_, index) => ROW.with(0, `K${index}`));
    const all = await records(lines(';', '\n', ...many));
    expect(new Set(all.map((record) => fieldsOf([record])['lastName']))).toEqual(new Set(['Öztürk']));
    expect(all.at(-1)?.line).toBe(20_001);
  });

  it.each([
    [';', '\r\n'],
    [',', '\n'],
    ['\t', '\r\n'],
    ['|', '\n'],
  ])('is read with %j between columns and %j between rows', async (delimiter, end) => {
    const all = await records(lines(delimiter, end, ROW, ROW.with(0, 'K2')));
    expect(all.map(({ line }) => line)).toEqual([2, 3]);
    expect(fieldsOf(all)).toMatchObject({ clientNumber: 'K1', coach: 'P. de Boer' });
  });

  it('never hands out what is not needed', async () => {
    expect(Object.keys(fieldsOf(await records(text)))).toHaveLength(14);
    expect(JSON.stringify(fieldsOf(await records(text)))).not.toContain('6189 ED');
  });

  it('keeps a delimiter inside quotes, and counts lines by where a row begins', async () => {
    const all = await records(lines(';', '\r\n', ROW.with(3, '"Müller; Söhne"'), ROW.with(3, '"twee\r\nregels"'), ROW, ROW));
    expect(all.map(({ line }) => line)).toEqual([2, 3, 5, 6]);
    expect(fieldsOf(all)['lastName']).toBe('Müller; Söhne');
    expect(fieldsOf(all.slice(1))['lastName']).toBe('twee regels');
  });

  it('tells a row with too many or too few columns, without guessing what shifted', async () => {
    const all = await records(lines(';', '\n', ROW.with(3, 'Müller; Söhne'), ROW.slice(0, 15)));
    expect(all).toEqual([
      { line: 2, columnCount: 17, expected: 16 },
      { line: 3, columnCount: 15, expected: 16 },
    ]);
  });

  it('does not mind empty rows, and empty cells at the end of a row', async () => {
    const all = await records(lines(';', '\n', [...ROW, '', ''], [], Array<string>(16).fill(''), ROW));
    expect(all.map(({ line }) => line)).toEqual([2, 5]);
  });

  it.each<[string, string | Buffer, RegExp]>([
    ['empty', '', /leeg/],
    ['a spreadsheet', Buffer.from('PK\x03\x04....'), /spreadsheet/],
    ['a picture', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 1]), /geen tekstbestand/],
    [
      'pasted together from two encodings',
      Buffer.concat([Buffer.from(`${text}\r\n`), Buffer.from(ROW.join(';'), 'latin1')]),
      /deels UTF-8/,
    ],
    ['without a needed column', text.replace('Klantmanager', 'Coach'), /mist "Klantmanager" en kent "Coach" niet/],
    [
      'with a quotation mark that nobody closed',
      lines(';', '\n', ROW.with(3, '"Berg'), ...Array.from({ length: 2_000 }, () => ROW)),
      /aanhalingsteken dat nergens eindigt/,
    ],
  ])('is refused as a whole when it is %s', async (_, content, message) => {
    await expect(records(content)).rejects.toThrow(
      expect.objectContaining({ code: 'unreadable-file', message: expect.stringMatching(message) as string }),
    );
  });

  it('is refused when it is not there', async () => {
    await expect(openExportFile(path.join(folder, 'nowhere.csv'))).rejects.toThrow(/is er niet/);
  });
});
