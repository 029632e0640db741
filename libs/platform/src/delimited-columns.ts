/** A column of a file that people hand us: how the code calls it, what its first line says, and whether we want it at all. */
export interface FileColumn<Key extends string = string> {
  readonly key: Key;
  readonly header: string;
  /** Recognised and left where it is (AVG: least data). */
  readonly notNeeded?: boolean;
  /** May be left out of the file; it then reads as empty. */
  readonly optional?: boolean;
}

export const DELIMITERS = [';', ',', '\t', '|'] as const;
export type Delimiter = (typeof DELIMITERS)[number];

export type ReadHeader<Key extends string> =
  { columns: (Key | null)[]; leftAlone: string[] } | { missing: string[]; unknown: string[]; doubled: string[] };

/** Which delimiter makes most sense of the first line. */
export function recogniseDelimiter(columns: readonly FileColumn[], firstLine: string): Delimiter {
  const known = (delimiter: Delimiter) => firstLine.split(delimiter).filter((cell) => columnOf(columns, cell.replaceAll('"', ''))).length;
  return DELIMITERS.reduce((best, delimiter) => (known(delimiter) > known(best) ? delimiter : best));
}

/** Which delimiter stands around most of these column names; when that does not tell, which one parts the first line most. */
export function delimiterAround(names: readonly string[], firstLine: string): Delimiter {
  const found = (delimiter: Delimiter) => {
    const cells = firstLine.split(delimiter).map((cell) => cell.replaceAll('"', '').trim());
    return names.filter((name) => cells.includes(name)).length * 1_000_000 + cells.length;
  };
  return DELIMITERS.reduce((best, delimiter) => (found(delimiter) > found(best) ? delimiter : best));
}

/**
 * The key of every column, null for one that is not needed. All others must be there: a file without "Mobiel" would otherwise
 * read as "nobody has a telephone any more".
 * @param leavesOthers columns that are not ours are left where they are
 */
export function readHeader<Key extends string>(
  columns: readonly FileColumn<Key>[],
  cells: string[],
  leavesOthers = false,
): ReadHeader<Key> {
  const found = cells.map((cell) => columnOf(columns, cell));
  const unknown = cells.filter((cell, index) => !found[index] && cell.trim() !== '');
  const doubled = columns.filter((column) => found.filter((other) => other === column).length > 1).map(({ header }) => header);
  const missing = columns.filter((column) => !column.notNeeded && !column.optional && !found.includes(column)).map(({ header }) => header);
  const refused = leavesOthers ? [] : unknown;
  if (missing.length + refused.length + doubled.length > 0) return { missing, unknown: refused, doubled };
  return {
    columns: found.map((column) => (column && !column.notNeeded ? column.key : null)),
    leftAlone: unknown.map((cell) => cell.trim()),
  };
}

function columnOf<Key extends string>(columns: readonly FileColumn<Key>[], cell: string): FileColumn<Key> | undefined {
  return columns.find(({ header }) => plain(header) === plain(cell));
}

/** "E-mail", "e mail" and "EMAIL" are one column. */
function plain(text: string): string {
  return text.toLowerCase().replace(/[^a-z0-9]/g, '');
}
