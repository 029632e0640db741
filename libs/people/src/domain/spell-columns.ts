/** The columns of a file of benefits, in the words of the benefits system. What else is in the file is left where it is. */
export const SPELL_COLUMNS = [
  { key: 'clientNumber', header: 'Klantnummer' },
  { key: 'unitNumber', header: 'Uitkeringsnummer', optional: true },
  { key: 'spellNumber', header: 'Periodenummer', optional: true },
  { key: 'scheme', header: 'Regeling' },
  { key: 'startsOn', header: 'Ingangsdatum' },
  { key: 'endsOn', header: 'Einddatum' },
  { key: 'endReason', header: 'Reden einde' },
  { key: 'withdrawn', header: 'Vervallen', optional: true },
] as const;

export type SpellColumn = (typeof SPELL_COLUMNS)[number]['key'];
/** One row of the file by column, trimmed. */
export type SpellFields = Record<SpellColumn, string>;
