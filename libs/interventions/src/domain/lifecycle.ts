import type { InterventionState } from './ending.js';

/** What can have happened to an intervention; each is a row with who and when. */
export const STEPS = ['offered', 'refused', 'accepted', 'waiting', 'place_taken', 'started', 'paused', 'resumed', 'ended'] as const;
export type Step = (typeof STEPS)[number];

/** What a coach can do with one; the day that was agreed can only begin it. */
export const VERBS = ['accept', 'refuse', 'take_place', 'agree_day', 'start', 'pause', 'resume', 'end'] as const;
export type Verb = (typeof VERBS)[number];

const POSSIBLE: Record<InterventionState, readonly Verb[]> = {
  offered: ['accept', 'refuse', 'end'],
  waiting: ['take_place', 'end'],
  accepted: ['start', 'agree_day', 'end'],
  started: ['pause', 'end'],
  paused: ['resume', 'end'],
  ended: [],
};

/** What can be done next, the most usual first. */
export function possibleFrom(state: InterventionState): readonly Verb[] {
  return POSSIBLE[state];
}

/**
 * Who has a place: whoever agreed on a day, is in it, or paused (a pause keeps the place: somebody comes back to it). What is offered and who
 * waits has none.
 */
export const STATES_WITH_A_PLACE = ['accepted', 'started', 'paused'] as const satisfies readonly InterventionState[];

/**
 * Whether it counts as running for rules: agreed upon with a place, begun or paused. What is offered and who waits for a place is `waiting` to a
 * rule; neither is suggested again meanwhile.
 */
export function isRunning(state: InterventionState): boolean {
  return STATES_WITH_A_PLACE.some((one) => one === state);
}

/** Whether it has begun, whatever became of it: only that counts as the start of something. `startsOn` is then the day on which it did. */
export function hasBegun({ state, outcome }: { state: InterventionState; outcome: string | null }): boolean {
  return state === 'started' || state === 'paused' || (state === 'ended' && outcome !== 'not_started');
}

/** How the places of one intervention stand. */
export interface Occupancy {
  /** null: as many as there are. */
  places: number | null;
  taken: number;
  /** How many wait before whoever asks; for somebody new that is everybody who waits. */
  ahead: number;
}

/** Whether there is a place for whoever asks: a place that came free is for who waits longest. Places that were taken back by fewer of them stay taken. */
export function hasRoom({ places, taken, ahead }: Occupancy): boolean {
  return places === null || places - taken - ahead > 0;
}

/** What is wrong with a day on which something is to have begun. A start is a fact, so it does not lie in the future. */
export function problemsWithStart(startsOn: Temporal.PlainDate | null, today: Temporal.PlainDate): Record<string, string> {
  if (!startsOn) return { startsOn: 'form.date-needed' };
  return Temporal.PlainDate.compare(startsOn, today) > 0 ? { startsOn: 'form.start-in-future' } : {};
}
