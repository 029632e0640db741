import { parse, type Info } from 'csv-parse';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { pipeline } from 'node:stream';
import { delimiterAround, readHeader, recogniseDelimiter, type Delimiter, type FileColumn } from './delimited-columns.js';
import { DomainError } from './domain-errors.js';
import { EncodingRecogniser, type Encoding } from './encoding.js';

/** No row of a real file comes near this: what does has a quotation mark that nobody closed. */
const LONGEST_ROW = 64_000;

/** The file as a whole cannot be read as what it should be. The message is the sentence for whoever offered it, in Dutch. */
export class UnreadableFileError extends DomainError {
  readonly code = 'unreadable-file';
}

/** One row by column, trimmed; what is not needed is not in it. */
export type FileRecord<Key extends string> = { line: number } & (
  { fields: Record<Key, string> } | { columnCount: number; expected: number }
);

/** A file of rows and columns on disk, recognised and ready to be read row by row; it is never in memory as a whole. */
export interface DelimitedFile<Key extends string> {
  bytes: number;
  /** How far the reading has come. */
  bytesRead(): number;
  /** Columns that are not ours, as they are called; known when the first record was read. */
  leftAlone(): readonly string[];
  records(): AsyncGenerator<FileRecord<Key>>;
}

/**
 * Recognises delimiter (`;` `,` tab `|`), encoding (UTF-8, Windows-1252, UTF-16 with a mark) and line ends.
 * @param options.leavesOthers a column that is not ours is left where it is; otherwise it refuses the file
 * @throws UnreadableFileError with one Dutch sentence: not there, not text, columns missing or unknown
 */
export async function openDelimitedFile<Key extends string>(
  path: string,
  known: readonly FileColumn<Key>[],
  { leavesOthers = false }: { leavesOthers?: boolean } = {},
): Promise<DelimitedFile<Key>> {
  const bytes = await sizeOf(path);
  const encoding = await recogniseEncoding(path);
  let bytesRead = 0;
  let leftAlone: readonly string[] = [];
  const empty = Object.fromEntries(known.flatMap(({ key, notNeeded }) => (notNeeded ? [] : [[key, '']]))) as Record<Key, string>;
  return {
    bytes,
    bytesRead: () => bytesRead,
    leftAlone: () => leftAlone,
    async *records() {
      const source = createReadStream(path).on('data', (chunk) => (bytesRead += chunk.length));
      let columns: (Key | null)[] | undefined;
      const { rows } = await rowsIn(source, encoding, (firstLine) => recogniseDelimiter(known, firstLine));
      for await (const { line, cells } of rows) {
        if (!columns) ({ columns, leftAlone } = columnsOf(known, cells, leavesOthers));
        else
          yield {
            line,
            ...(fits(cells, columns)
              ? { fields: fieldsOf(empty, cells, columns) }
              : { columnCount: cells.length, expected: columns.length }),
          };
      }
      if (!columns) throw new UnreadableFileError('Het bestand is leeg.');
    },
  };
}

/** A file of which only who asks knows the columns. */
export interface OpenRows {
  delimiter: Delimiter;
  /** Every row as it stands, the first line included; lines without anything on them are passed over. */
  rows: AsyncGenerator<{ line: number; cells: string[] }>;
}

/**
 * Recognises a file as `openDelimitedFile` does, and leaves its columns to the reader.
 * @param wanted columns by which the delimiter is known; without any of them it is what parts the first line most
 * @throws UnreadableFileError with one Dutch sentence: not there, not text; while reading: a quotation mark that nobody closed
 */
export async function openRows(path: string, wanted: readonly string[]): Promise<OpenRows> {
  await sizeOf(path);
  return rowsIn(createReadStream(path), await recogniseEncoding(path), (firstLine) => delimiterAround(wanted, firstLine));
}

/** Rows together, as many as a statement takes at once. */
export async function* inBatches<T>(rows: AsyncIterable<T>, size: number): AsyncGenerator<T[]> {
  let batch: T[] = [];
  for await (const row of rows) {
    batch.push(row);
    if (batch.length < size) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}

async function sizeOf(path: string): Promise<number> {
  const found = await stat(path).catch(() => null);
  if (!found?.isFile()) throw new UnreadableFileError(`Het bestand ${path} is er niet.`);
  return found.size;
}

async function recogniseEncoding(path: string): Promise<Encoding> {
  const recogniser = new EncodingRecogniser();
  for await (const chunk of createReadStream(path)) recogniser.add(chunk as Buffer);
  const recognised = recogniser.recognise();
  if ('encoding' in recognised) return recognised.encoding;
  throw new UnreadableFileError(
    {
      spreadsheet: 'Dit is een spreadsheet. Sla het bestand op als CSV en probeer het opnieuw.',
      'not-text': 'Dit is geen tekstbestand. Exporteer de gegevens als CSV.',
      mixed: 'Het bestand is deels UTF-8 en deels iets anders, zodat namen verminkt zouden worden. Exporteer het opnieuw, in één tekenset.',
    }[recognised.problem],
  );
}

async function rowsIn(source: NodeJS.ReadableStream, encoding: Encoding, recognise: (firstLine: string) => Delimiter): Promise<OpenRows> {
  const text = textOf(source, encoding);
  const first = await text.next();
  const start = first.done ? '' : first.value;
  const delimiter = recognise(/^[^\n]*/.exec(start)?.[0] ?? '');
  return { delimiter, rows: cellsOf(start, text, delimiter) };
}

async function* cellsOf(
  start: string,
  text: AsyncGenerator<string, undefined>,
  delimiter: Delimiter,
): AsyncGenerator<{ line: number; cells: string[] }> {
  const parser = parse({
    delimiter,
    record_delimiter: '\n',
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    max_record_size: LONGEST_ROW,
    info: true,
  });
  pipeline(
    async function* () {
      yield start;
      yield* text;
    },
    parser,
    // What goes wrong is thrown to whoever reads the parser.
    () => undefined,
  );
  try {
    for await (const { record, info } of parser as AsyncIterable<{ record: string[]; info: Info }>) {
      // The parser counts to the end of a row; people look for its start.
      const inside = record.reduce((lines, cell) => (cell.includes('\n') ? lines + cell.split('\n').length - 1 : lines), 0);
      if (record.some((cell) => cell.trim() !== '')) yield { line: info.lines - inside, cells: record };
    }
  } catch (error) {
    const { code, lines } = error as { code?: string; lines?: number };
    if (code === 'CSV_QUOTE_NOT_CLOSED' || code === 'CSV_MAX_RECORD_SIZE')
      throw new UnreadableFileError(`Vóór regel ${lines} staat een aanhalingsteken dat nergens eindigt.`);
    throw error;
  }
}

/**
 * Decoded text in chunks of which the first holds the whole first line (in any file whose first line is shorter than a disk read).
 * Every kind of line end becomes one: the parser would count a line end of two characters inside a field as two lines.
 */
async function* textOf(source: NodeJS.ReadableStream, encoding: Encoding): AsyncGenerator<string, undefined> {
  const decoder = new TextDecoder(encoding);
  let held = '';
  for await (const chunk of source) {
    const text = held + decoder.decode(chunk as unknown as Buffer, { stream: true });
    // Whether a last carriage return stands alone is known when the next chunk is there.
    held = text.endsWith('\r') ? '\r' : '';
    yield text.slice(0, text.length - held.length).replace(/\r\n?/g, '\n');
  }
  yield (held + decoder.decode()).replace(/\r\n?/g, '\n');
}

function columnsOf<Key extends string>(
  known: readonly FileColumn<Key>[],
  cells: string[],
  leavesOthers: boolean,
): { columns: (Key | null)[]; leftAlone: string[] } {
  const header = readHeader(known, cells, leavesOthers);
  if ('columns' in header) return header;
  const told = [
    header.missing.length > 0 && `mist ${header.missing.map((name) => `"${name}"`).join(', ')}`,
    header.unknown.length > 0 && `kent ${header.unknown.map((name) => `"${name}"`).join(', ')} niet`,
    header.doubled.length > 0 && `ziet ${header.doubled.map((name) => `"${name}"`).join(', ')} twee keer`,
  ].filter(Boolean);
  throw new UnreadableFileError(
    `De eerste regel klopt niet: de import ${told.join(' en ')}. De kolommen zijn: ${known.map((column) => column.header).join(', ')}.`,
  );
}

/** Spreadsheets like to add empty cells behind the last column. */
function fits(cells: string[], columns: unknown[]): boolean {
  return cells.length >= columns.length && cells.slice(columns.length).every((cell) => cell.trim() === '');
}

/** A million rows are read by this, so it makes one object a row and nothing else. @param empty every column that is needed, without anything in it */
function fieldsOf<Key extends string>(empty: Record<Key, string>, cells: string[], columns: (Key | null)[]): Record<Key, string> {
  const fields = { ...empty };
  for (let index = 0; index < columns.length; index += 1) {
    const key = columns[index];
    if (key) fields[key] = tidy(cells[index] ?? '');
  }
  return fields;
}

/** Spaces of every kind become one; composed and combined accents become the same. Most cells have neither, and are left as they are. */
function tidy(cell: string): string {
  return /^[!-~]*$/.test(cell)
    ? cell
    : cell
        .normalize('NFC')
        .replace(/[\s\0]+/g, ' ')
        .trim();
}
