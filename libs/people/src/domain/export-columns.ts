/** The columns of a client export, in the words of the benefits system. What is not needed is recognised and left where it is (AVG: least data). */
export const EXPORT_COLUMNS = [
  { key: 'clientNumber', header: 'Klantnummer' },
  { key: 'firstName', header: 'Voornaam' },
  { key: 'infix', header: 'Tussenvoegsel' },
  { key: 'lastName', header: 'Achternaam' },
  { key: 'birthDate', header: 'Geboortedatum' },
  { key: 'sex', header: 'Geslacht', notNeeded: true },
  { key: 'postcode', header: 'Postcode', notNeeded: true },
  { key: 'phone', header: 'Mobiel' },
  { key: 'email', header: 'E-mail' },
  { key: 'language', header: 'Taal' },
  { key: 'scheme', header: 'Regeling' },
  { key: 'startsOn', header: 'Ingangsdatum' },
  { key: 'endsOn', header: 'Einddatum' },
  { key: 'endReason', header: 'Reden einde' },
  { key: 'team', header: 'Team' },
  { key: 'coach', header: 'Klantmanager' },
] as const;

type Column = (typeof EXPORT_COLUMNS)[number];
export type ColumnKey = Exclude<Column, { notNeeded: true }>['key'];
/** One row of the file by column, trimmed; what is not needed is not in it. */
export type ExportFields = Record<ColumnKey, string>;

export const DELIMITERS = [';', ',', '\t', '|'] as const;
export type Delimiter = (typeof DELIMITERS)[number];

export type ReadHeader = { columns: (ColumnKey | null)[] } | { missing: string[]; unknown: string[]; doubled: string[] };

/** Which delimiter makes most sense of the first line. */
export function recogniseDelimiter(firstLine: string): Delimiter {
  const known = (delimiter: Delimiter) => firstLine.split(delimiter).filter((cell) => columnOf(cell.replaceAll('"', ''))).length;
  return DELIMITERS.reduce((best, delimiter) => (known(delimiter) > known(best) ? delimiter : best));
}

/**
 * The key of every column, null for one that is not needed. All others must be there: a file without "Mobiel" would otherwise
 * read as "nobody has a telephone any more".
 */
export function readHeader(cells: string[]): ReadHeader {
  const found = cells.map((cell) => columnOf(cell));
  const unknown = cells.filter((cell, index) => !found[index] && cell.trim() !== '');
  const headers = found.map((column) => column?.header);
  const doubled = EXPORT_COLUMNS.filter(({ header }) => headers.filter((other) => other === header).length > 1).map(({ header }) => header);
  const missing = EXPORT_COLUMNS.filter((column) => !isNotNeeded(column) && !found.includes(column)).map(({ header }) => header);
  if (missing.length + unknown.length + doubled.length > 0) return { missing, unknown, doubled };
  return { columns: found.map((column) => (column && !isNotNeeded(column) ? (column.key as ColumnKey) : null)) };
}

export function headerOf(key: ColumnKey): string {
  return EXPORT_COLUMNS.find((column) => column.key === key)?.header ?? key;
}

function columnOf(cell: string): Column | undefined {
  return EXPORT_COLUMNS.find(({ header }) => plain(header) === plain(cell));
}

function isNotNeeded(column: Column): boolean {
  return 'notNeeded' in column;
}

/** "E-mail", "e mail" and "EMAIL" are one column. */
function plain(text: string): string {
  return text.toLowerCase().replace(/[^a-z0-9]/g, '');
}
