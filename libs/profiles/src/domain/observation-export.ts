import type { ObservationState } from './observation.js';
import { findTrait, isExpired, levelOf } from './traits.js';

/** One observation on its way out. No name, no BSN: the client is the municipality's client number. */
export interface ExportedObservation {
  clientNumber: string;
  trait: string;
  state: ObservationState;
  value: number | null;
  observedAt: Date;
  recordedAt: Date;
  source: string;
  channel: string;
  mode: string;
  language: string;
}

type Cell = string | number | boolean | null;

/** States in words, so that nobody reads a refusal as a zero or an empty cell as "goed". */
const STATES: Record<ObservationState, string> = { answered: 'beantwoord', refused: 'weigert', unknown: 'weet niet' };

/** The columns of an export, in their order: how a CSV calls them, how JSON Lines does, and what stands in them. */
export interface ExportColumn {
  header: string;
  key: string;
  cell: (observation: ExportedObservation, until: Temporal.Instant) => Cell;
}

const WHAT: ExportColumn[] = [
  { header: 'Klantnummer', key: 'clientNumber', cell: ({ clientNumber }) => clientNumber },
  { header: 'Kenmerk', key: 'trait', cell: ({ trait }) => trait },
  { header: 'Naam kenmerk', key: 'traitLabel', cell: ({ trait }) => findTrait(trait)?.label.nl ?? null },
  { header: 'Staat', key: 'state', cell: ({ state }) => STATES[state] },
  { header: 'Waarde', key: 'value', cell: ({ value }) => value },
  { header: 'Betekenis', key: 'label', cell: ({ trait, value }) => levelOf(trait, value)?.label.nl ?? null },
  { header: 'Waargenomen', key: 'observedAt', cell: ({ observedAt }) => observedAt.toISOString() },
];

/** A trait that is not registered any more has no validity: its age is told, whether it counts is not. */
const AGE: ExportColumn[] = [
  { header: 'Dagen oud', key: 'ageInDays', cell: ({ observedAt }, until) => daysOld(observedAt, until) },
  {
    header: 'Verlopen',
    key: 'expired',
    cell: ({ trait, observedAt }, until) => {
      const registered = findTrait(trait);
      return registered && isExpired(registered, observedAt.toTemporalInstant(), until);
    },
  },
];

const HOW: ExportColumn[] = [
  { header: 'Vastgelegd', key: 'recordedAt', cell: ({ recordedAt }) => recordedAt.toISOString() },
  { header: 'Bron', key: 'source', cell: ({ source }) => source },
  { header: 'Kanaal', key: 'channel', cell: ({ channel }) => channel },
  { header: 'Wijze', key: 'mode', cell: ({ mode }) => mode },
  { header: 'Taal', key: 'language', cell: ({ language }) => language },
];

export const EXPORTS = { profiles: [...WHAT, ...AGE, HOW[1]!], observations: [...WHAT, ...HOW] } as const satisfies Record<
  string,
  ExportColumn[]
>;
export type ExportedWhat = keyof typeof EXPORTS;

/** Whole days of 24 hours, as validity counts them. */
function daysOld(observedAt: Date, until: Temporal.Instant): number {
  return Math.floor((until.epochMilliseconds - observedAt.getTime()) / 86_400_000);
}

/** A line of JSON, its end included. */
export function jsonLine(columns: readonly ExportColumn[], observation: ExportedObservation, until: Temporal.Instant): string {
  return `${JSON.stringify(Object.fromEntries(columns.map(({ key, cell }) => [key, cell(observation, until)])))}\n`;
}

/** The first line of a CSV, with the mark by which a spreadsheet knows UTF-8. */
export function csvHeader(columns: readonly ExportColumn[]): string {
  return `\u{FEFF}${columns.map(({ header }) => header).join(';')}\r\n`;
}

/** A row as a Dutch spreadsheet opens it: semicolons, "ja" and "nee", an empty cell for what there is not. */
export function csvLine(columns: readonly ExportColumn[], observation: ExportedObservation, until: Temporal.Instant): string {
  return `${columns.map(({ cell }) => csvCell(cell(observation, until))).join(';')}\r\n`;
}

/** Quoted when needed; text that a spreadsheet would take for a formula stays text. */
function csvCell(cell: Cell): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return String(cell);
  if (typeof cell === 'boolean') return cell ? 'ja' : 'nee';
  const safe = /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell;
  return /[";\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
