/** The columns of a file of paid work. Who pays and how much is recognised and left where it is (AVG: least data), as is what else is in the file. */
export const PAID_WORK_COLUMNS = [
  { key: 'clientNumber', header: 'Klantnummer' },
  { key: 'startsOn', header: 'Begindatum' },
  { key: 'endsOn', header: 'Einddatum' },
  { key: 'hours', header: 'Uren per week' },
  { key: 'kind', header: 'Soort' },
  { key: 'withdrawn', header: 'Vervallen', optional: true },
  { key: 'employer', header: 'Werkgever', notNeeded: true },
  { key: 'payrollNumber', header: 'Loonheffingennummer', notNeeded: true },
  { key: 'wage', header: 'Loon', notNeeded: true },
  { key: 'grossWage', header: 'Brutoloon', notNeeded: true },
  { key: 'netWage', header: 'Nettoloon', notNeeded: true },
  { key: 'income', header: 'Inkomsten', notNeeded: true },
  { key: 'occupation', header: 'Functie', notNeeded: true },
] as const;

type Column = (typeof PAID_WORK_COLUMNS)[number];
export type PaidWorkColumn = Exclude<Column, { notNeeded: true }>['key'];
/** One row of the file by column, trimmed; what is not needed is not in it. */
export type PaidWorkFields = Record<PaidWorkColumn, string>;
