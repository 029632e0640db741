import { openRows, UnreadableFileError } from '#libs/platform';
import type { RowProblem } from './import-telling.js';
import { readNumber, type Delimiter } from './survival-number.js';
import { NumberColumn, WordColumn, type SurvivalSample } from './survival-sample.js';

/** Which columns of the file are what. */
export interface SurvivalColumns {
  time: string;
  event: string;
  by?: string;
  cause?: string;
  entry?: string;
  covariates: readonly string[];
}

export type Problem = Pick<RowProblem, 'line' | 'column' | 'value' | 'reason'>;

/** Nothing is left out or filled in: with one problem there is no sample. */
export type ReadSample = { sample: SurvivalSample } | { problems: readonly Problem[]; count: number };

/** So many problems are told one by one. */
const TOLD = 100;
/** More groups or causes than anybody compares: such a column holds a number or a name of everybody. */
const MOST_WORDS = 100;

/**
 * Reads a file row by row into columns of numbers, and finds everything that is wrong with it.
 * @throws UnreadableFileError with one Dutch sentence, for a file that cannot be read at all or lacks a column
 */
export async function readSurvivalFile(path: string, columns: SurvivalColumns): Promise<ReadSample> {
  const wanted = [columns.time, columns.event, columns.by, columns.cause, columns.entry, ...columns.covariates].filter(
    (name) => name !== undefined,
  );
  const { delimiter, rows } = await openRows(path, wanted);
  const first = await rows.next();
  if (first.done) throw new UnreadableFileError('Het bestand is leeg.');
  const header = headerOf(first.value.cells);
  const reader = new RowReader(placesOf(header, wanted), columns, delimiter);
  for await (const { line, cells } of rows) reader.read(line, cells, header.length);
  if (reader.rows === 0) throw new UnreadableFileError('Het bestand heeft alleen een eerste regel: er is niemand om over te rekenen.');
  const read = reader.result();
  for (const [option, words] of 'sample' in read
    ? ([
        ['--by', read.sample.group],
        ['--cause', read.sample.cause],
      ] as const)
    : [])
    if (words && words.words.length > MOST_WORDS)
      throw new UnreadableFileError(`De kolom van ${option} heeft meer dan ${MOST_WORDS} verschillende waarden: dat is geen indeling.`);
  return read;
}

/** Spreadsheets like to add empty cells behind the last column. */
function headerOf(cells: readonly string[]): string[] {
  const header = cells.map(tidy);
  return header.slice(0, header.findLastIndex((name) => name !== '') + 1);
}

function placesOf(header: readonly string[], wanted: readonly string[]): (name: string) => number {
  const [missing, doubled] = [
    (name: string) => !header.includes(name),
    (name: string) => header.indexOf(name) !== header.lastIndexOf(name),
  ];
  const named = (which: (name: string) => boolean) =>
    [...new Set(wanted.map(tidy))]
      .filter(which)
      .map((name) => `"${name}"`)
      .join(', ');
  if (wanted.map(tidy).some(missing))
    throw new UnreadableFileError(`In regel 1 staat geen kolom ${named(missing)}. De kolommen zijn: ${header.join(', ')}.`);
  if (wanted.map(tidy).some(doubled)) throw new UnreadableFileError(`In regel 1 staat ${named(doubled)} twee keer.`);
  return (name) => header.indexOf(tidy(name));
}

class RowReader {
  rows = 0;
  private readonly problems: Problem[] = [];
  private count = 0;
  /** Where a decimal point and a decimal comma were first seen. */
  private readonly marks = new Map<string, Problem>();
  private readonly numbers = new Map<string, NumberColumn>();
  private readonly group = new WordColumn();
  private readonly cause = new WordColumn();

  constructor(
    private readonly placeOf: (name: string) => number,
    private readonly columns: SurvivalColumns,
    private readonly delimiter: Delimiter,
  ) {
    const { time, event, entry, covariates } = columns;
    for (const name of [time, event, ...(entry === undefined ? [] : [entry]), ...covariates]) this.numbers.set(name, new NumberColumn());
    this.places = new Map([...this.numbers.keys()].map((name) => [name, placeOf(name)]));
  }

  private readonly places: ReadonlyMap<string, number>;

  read(line: number, cells: readonly string[], expected: number): void {
    this.rows += 1;
    if (cells.length < expected || cells.slice(expected).some((cell) => cell.trim() !== ''))
      return this.refuse({ line, column: '', value: '', reason: `${cells.length} kolommen in plaats van ${expected}` });
    const found = new Map<string, number | null>();
    for (const [name, place] of this.places) found.set(name, this.number(line, name, tidy(cells[place]!)));
    this.judge(line, cells, found);
    for (const [name, value] of found) this.numbers.get(name)?.add(value ?? 0);
  }

  result(): ReadSample {
    const [point, comma] = [this.marks.get('.'), this.marks.get(',')];
    if (point && comma) {
      const later = point.line > comma.line ? point : comma;
      const other = later === point ? comma : point;
      this.refuse({ ...later, reason: `regel ${other.line} heeft "${other.value}": punt of komma, allebei kan niet` });
    }
    if (this.count > 0) return { problems: this.problems, count: this.count };
    const { time, event, entry, by, cause, covariates } = this.columns;
    const values = (name: string) => this.numbers.get(name)?.values() ?? new Float64Array();
    return {
      sample: {
        time: values(time),
        event: values(event),
        entry: entry === undefined ? undefined : values(entry),
        group: by === undefined ? null : this.group.values(),
        cause: cause === undefined ? null : this.cause.values(),
        covariates: covariates.map((name) => ({ name, values: values(name) })),
      },
    };
  }

  private number(line: number, column: string, text: string): number | null {
    const written = readNumber(text, this.delimiter);
    if (!written) {
      const reason =
        this.delimiter === ',' && /^[\d.,+-]+$/.test(text) && text.includes(',') ? 'schrijf decimalen met een punt' : 'geen getal';
      this.refuse({ line, column, value: text, reason: text === '' ? 'leeg' : reason });
      return null;
    }
    if (written.mark && !this.marks.has(written.mark)) this.marks.set(written.mark, { line, column, value: text, reason: '' });
    return written.value;
  }

  /** What may not be, though each number is one. */
  private judge(line: number, cells: readonly string[], found: ReadonlyMap<string, number | null>): void {
    const { time: timeColumn, event: eventColumn, entry: entryColumn, by, cause } = this.columns;
    const [time, event, entry] = [found.get(timeColumn), found.get(eventColumn), entryColumn === undefined ? null : found.get(entryColumn)];
    const refuse = (column: string, reason: string) => this.refuse({ line, column, value: this.cell(cells, column), reason });
    if (typeof time === 'number' && time < 0) refuse(timeColumn, 'een tijd is niet negatief');
    if (typeof event === 'number' && event !== 0 && event !== 1) refuse(eventColumn, 'kan alleen 1 of 0 zijn');
    if (typeof time === 'number' && typeof entry === 'number' && entry >= time)
      refuse(entryColumn ?? '', `niet vóór het einde (${this.cell(cells, timeColumn)})`);
    if (by !== undefined) {
      const group = this.cell(cells, by);
      if (group === '') refuse(by, 'leeg');
      this.group.add(group);
    }
    if (cause !== undefined) {
      const why = this.cell(cells, cause);
      if (event === 0 && why !== '') refuse(cause, `ingevuld, terwijl er niets gebeurde (${eventColumn} is 0)`);
      this.cause.add(why);
    }
  }

  private cell(cells: readonly string[], column: string): string {
    return tidy(cells[this.placeOf(column)] ?? '');
  }

  private refuse(problem: Problem): void {
    this.count += 1;
    if (this.problems.length < TOLD) this.problems.push(problem);
  }
}

/** Most cells have no spaces or accents, and are left as they are. */
function tidy(cell: string): string {
  return /^[!-~]*$/.test(cell) ? cell : cell.normalize('NFC').trim();
}
