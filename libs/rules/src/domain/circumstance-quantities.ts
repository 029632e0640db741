import { localDate } from '#libs/platform';
import { AGE_BANDS, type PastIntervention, type RuleProfile } from './profile.js';
import { DAY, type Moment, type Quantity } from './quantity.js';
import type { Circumstance } from './rule.js';

type Was = Extract<Circumstance, { intervention: string }>['was'];

/** Whether it came about in a period; what runs or waits is now, and has none. */
export const HAS_PERIOD: Record<Was, boolean> = {
  running: false,
  waiting: false,
  tried: true,
  completed: true,
  stopped_early: true,
  declined: true,
};

/** Further back nothing is known of what was tried or declined. */
export const LONGEST_PERIOD_DAYS = 730;

/** In days, or months: longer than anything that is remembered. */
export const NEVER = 1_000_000;

const CIRCUMSTANCE = { trait: null, kind: 'circumstance', mayBeUnknown: false, facts: () => [] } as const;

/** How many days the first question that nobody answered waits; 0 when nothing was asked in vain. What we asked is always known. */
export const SILENCE: Quantity = {
  ...CIRCUMSTANCE,
  key: 'silence',
  range: { from: 0, below: NEVER + 1 },
  read: ({ person: { silentSince } }, at) => (silentSince === null ? 0 : Math.max(0, (at.ms - silentSince.epochMilliseconds) / DAY)),
};

/** 1: the latest question did not arrive. */
export const UNREACHABLE: Quantity = {
  ...CIRCUMSTANCE,
  key: 'unreachable',
  range: [0, 1],
  read: ({ person }) => Number(person.isUnreachable),
};

/** Whole months that the benefit runs. Not known of whom no benefit is known, or one that is yet to begin. */
export const BENEFIT_MONTHS: Quantity = {
  ...CIRCUMSTANCE,
  key: 'benefit months',
  mayBeUnknown: true,
  range: { from: 0, below: NEVER + 1 },
  read({ person: { benefitSince } }, at) {
    if (benefitSince === null) return NaN;
    const today = localDate(at.now);
    const months = (today.year - benefitSince.year) * 12 + today.month - benefitSince.month - (today.day < benefitSince.day ? 1 : 0);
    return months < 0 ? NaN : months;
  },
};

/** A place in AGE_BANDS. */
export const AGE_BAND: Quantity = {
  ...CIRCUMSTANCE,
  key: 'age band',
  mayBeUnknown: true,
  range: AGE_BANDS.map((_, place) => place),
  read: ({ person: { ageBand } }) => (ageBand === null ? NaN : AGE_BANDS.indexOf(ageBand)),
};

/** How many days ago it was so for the last time: 0 while it is, without end when it never was. What the office did is always known. */
export function pastOf(intervention: string, was: Was): Quantity {
  return {
    ...CIRCUMSTANCE,
    key: `${was} ${intervention}`,
    range: HAS_PERIOD[was] ? { from: 0, below: NEVER + 1 } : [0, NEVER],
    read: (profile, at) => Math.min(NEVER, ...momentsOf(profile, intervention, was, at)),
  };
}

function momentsOf(profile: RuleProfile, intervention: string, was: Was, at: Moment): number[] {
  const ago = (moment: Temporal.Instant) => Math.max(0, (at.ms - moment.epochMilliseconds) / DAY);
  if (was === 'declined') return profile.declined.filter((one) => one.intervention === intervention).map((one) => ago(one.at));
  return profile.interventions
    .filter((one) => one.type === intervention && IS[was](one))
    .map(({ endedAt }) => (HAS_PERIOD[was] && endedAt ? ago(endedAt) : 0));
}

const IS: Record<Exclude<Was, 'declined'>, (past: PastIntervention) => boolean> = {
  // Agreed with a day to begin is as good as running: nobody suggests it again.
  running: ({ state }) => state === 'accepted' || state === 'started' || state === 'paused',
  waiting: ({ state }) => state === 'offered' || state === 'waiting',
  tried: ({ state, outcome }) => state === 'ended' && outcome !== 'not_started',
  completed: ({ state, outcome }) => state === 'ended' && outcome === 'completed',
  stopped_early: ({ state, outcome }) => state === 'ended' && outcome === 'stopped_early',
};
