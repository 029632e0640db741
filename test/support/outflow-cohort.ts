import { COHORT_CHANNELS, LADDER_NOT_KNOWN, NEVER, NO_REASON, NOT_KNOWN, WORK_AFTER, type Cohort } from '#libs/outflow';
import { END_REASONS, type EndReason } from '#libs/people';
import { AGE_BANDS, type AgeBand } from '#libs/rules';

type WorkAfter = (typeof WORK_AFTER)[number];

/** Somebody in a cohort; days are numbers from its first day, or dates. Without more: on the benefit for a year, and still. */
export interface CohortPerson {
  team?: string | null;
  scheme?: string;
  since?: number;
  left?: number | string;
  reason?: EndReason;
  back?: number | string;
  /** One, 6, 12 and 18 months after leaving. */
  workAfter?: readonly [WorkAfter, WorkAfter?, WorkAfter?, WorkAfter?];
  partTime?: number | string;
  /** Without: the step was known, and did not become higher; null: it was not known. */
  ladderUp?: number | string | null;
  ageBand?: AgeBand;
  channel?: (typeof COHORT_CHANNELS)[number];
  /** Codes: FIRST_VALUE + value, NOT_KNOWN, REFUSED, DOES_NOT_KNOW. */
  traits?: Readonly<Record<string, number>>;
}

export interface CohortOf {
  month?: string;
  knownUntil?: string;
  people: readonly CohortPerson[];
}

/** A cohort without a database. A trait that nobody has a code of is not kept. */
export function aCohort({ month = '2025-01-01', knownUntil = '2030-01-01', people }: CohortOf): Cohort {
  const first = Temporal.PlainDate.from(month);
  const day = (given: number | string | undefined) =>
    typeof given === 'string' ? first.until(given, { largestUnit: 'days' }).days : (given ?? NEVER);
  const teams = [null, ...new Set(people.flatMap(({ team = 'team' }) => team ?? []))];
  const schemes = [...new Set(people.map(({ scheme = 'PW' }) => scheme))];
  const worked = (nth: number) => Uint8Array.from(people, ({ workAfter }) => WORK_AFTER.indexOf(workAfter?.[nth] ?? 'not-known'));
  return {
    month: first,
    knownUntil: Temporal.PlainDate.from(knownUntil),
    madeAt: Temporal.Instant.from(`${knownUntil}T06:00:00Z`),
    people: people.length,
    teams,
    schemes,
    team: Uint16Array.from(people, ({ team = 'team' }) => teams.indexOf(team)),
    scheme: Uint8Array.from(people, ({ scheme = 'PW' }) => schemes.indexOf(scheme)),
    since: Int32Array.from(people, ({ since = 365 }) => since),
    left: Int32Array.from(people, ({ left }) => day(left)),
    reason: Uint8Array.from(people, ({ left, reason = 'WORK_EMPLOYED' }) => (left === undefined ? NO_REASON : END_REASONS.indexOf(reason))),
    back: Int32Array.from(people, ({ back }) => day(back)),
    workAfter: worked(0),
    workAfter6: worked(1),
    workAfter12: worked(2),
    workAfter18: worked(3),
    partTime: Int32Array.from(people, ({ partTime }) => day(partTime)),
    ladderUp: Int32Array.from(people, ({ ladderUp }) => (ladderUp === null ? LADDER_NOT_KNOWN : day(ladderUp))),
    ageBand: Uint8Array.from(people, ({ ageBand }) => (ageBand ? AGE_BANDS.indexOf(ageBand) + 1 : 0)),
    channel: Uint8Array.from(people, ({ channel = 'sms' }) => COHORT_CHANNELS.indexOf(channel)),
    trait: (key) =>
      people.some(({ traits = {} }) => key in traits) ? Uint8Array.from(people, ({ traits = {} }) => traits[key] ?? NOT_KNOWN) : null,
  };
}
