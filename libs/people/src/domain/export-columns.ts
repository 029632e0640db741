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

export function headerOf(key: ColumnKey): string {
  return EXPORT_COLUMNS.find((column) => column.key === key)?.header ?? key;
}
