/** The columns of a file of observations. `Tijd` may be left out, and so may its cells. */
export const OBSERVATION_COLUMNS = [
  { key: 'clientNumber', header: 'Klantnummer' },
  { key: 'trait', header: 'Kenmerk' },
  { key: 'value', header: 'Waarde' },
  { key: 'date', header: 'Datum' },
  { key: 'time', header: 'Tijd', optional: true },
  { key: 'source', header: 'Bron' },
] as const;

export type ObservationColumn = (typeof OBSERVATION_COLUMNS)[number]['key'];

/** One row of the file by column, trimmed. */
export type ObservationFields = Record<ObservationColumn, string>;

export function observationHeader(key: ObservationColumn): string {
  return OBSERVATION_COLUMNS.find((column) => column.key === key)?.header ?? key;
}
