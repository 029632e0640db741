import { NEVER, NOT_KNOWN } from '../cohort.js';

/** How many schemes, bands and states a situation tells apart; see `situationOf`. */
const [BANDS, STATES] = [3, 5];
/** What is known of a trait, as far as people are compared by it. Not known, refused and "weet ik niet" are like their own kind only. */
export const TRAIT_STATES = ['not-known', 'refused', 'does-not-know', 'no-barrier', 'barrier'] as const;
export const BARRIER = TRAIT_STATES.indexOf('barrier');

/** Rows of everybody together, person after person: those of person p are at places `at[p]` up to `at[p + 1]`. */
export interface PerPerson {
  at: Int32Array;
}

/**
 * What happened to people, a column at a time. Days are whole numbers from some first day; NEVER is a day that did not come (yet). Nobody has a
 * name here.
 */
export interface Lives {
  people: number;
  /** A number of each person by which chance is drawn; the same whenever it is asked. */
  chance: Uint32Array;
  /** In order. A benefit that begins on or before `backBy` went on with the one before it. */
  spells: PerPerson & { first: Int32Array; until: Int32Array; backBy: Int32Array; scheme: Uint8Array; exit: Uint8Array };
  /** The first day of what was begun, in order; only the first one counts. */
  starts: PerPerson & { day: Int32Array };
  /** Who looked after them: team numbers from 1; 0 is nobody. */
  teams: PerPerson & { from: Int32Array; until: Int32Array; team: Uint16Array };
  /**
   * Answers to the traits people are compared by, per trait in the order in which they were observed. `since`: the first day on which it was
   * known (observed and recorded before it); `until`: the first day on which it is too old. `state`: place in TRAIT_STATES.
   */
  answers: PerPerson & { trait: Uint8Array; since: Int32Array; until: Int32Array; state: Uint8Array };
}

/** Somebody on a day, by what was known that morning. */
export interface Situation {
  /** Days on the benefit; one that began again within a month went on. */
  since: number;
  scheme: number;
  team: number;
  /** Place in TRAIT_STATES, of each trait. */
  states: Uint8Array;
}

/** Days in a year, on average: bands of duration need no calendar. */
export const YEAR = 365.25;

/** How somebody was on a day, by what happened and was known before it only; null when not on a benefit. @param traits how many there are */
export function situationOf(lives: Lives, person: number, day: number, traits: number): Situation | null {
  const spell = spellOn(lives, person, day);
  if (spell === -1) return null;
  const { spells } = lives;
  let began = spell;
  while (began > spells.at[person]! && spells.backBy[began - 1]! >= spells.first[began]!) began -= 1;
  return {
    since: day - spells.first[began]!,
    scheme: spells.scheme[spell]!,
    team: teamOn(lives, person, day),
    states: statesOn(lives, person, day, traits),
  };
}

/** Bands of CBS (DURATION_BANDS): less than a year, one or two years, longer. */
export function bandOfDays(days: number): number {
  return days < YEAR ? 0 : days < 2 * YEAR ? 1 : 2;
}

/** One number for who is alike: the same scheme, band of duration and states of the first so many traits. */
export function likenessOf({ scheme, since, states }: Situation, traits: number): number {
  let likeness = scheme * BANDS + bandOfDays(since);
  for (let trait = 0; trait < traits; trait += 1) likeness = likeness * STATES + states[trait]!;
  return likeness;
}

/** Place of the spell in which somebody was on a benefit that day; -1: in none. */
export function spellOn({ spells }: Lives, person: number, day: number): number {
  for (let place = spells.at[person]!; place < spells.at[person + 1]!; place += 1)
    if (spells.first[place]! <= day && day < spells.until[place]!) return place;
  return -1;
}

/** The first day of what was begun; NEVER. */
export function firstStart({ starts }: Lives, person: number): number {
  return starts.at[person]! < starts.at[person + 1]! ? starts.day[starts.at[person]!]! : NEVER;
}

function teamOn({ teams }: Lives, person: number, day: number): number {
  for (let place = teams.at[person]!; place < teams.at[person + 1]!; place += 1)
    if (teams.from[place]! <= day && day < teams.until[place]!) return teams.team[place]!;
  return 0;
}

/** Of each trait the answer observed last of those that were recorded by then, unless it is too old. */
function statesOn({ answers }: Lives, person: number, day: number, traits: number): Uint8Array {
  const states = new Uint8Array(traits).fill(NOT_KNOWN);
  for (let place = answers.at[person]!; place < answers.at[person + 1]!; place += 1)
    if (answers.since[place]! <= day) states[answers.trait[place]!] = day < answers.until[place]! ? answers.state[place]! : NOT_KNOWN;
  return states;
}

/** The same lives with these traits only, numbered in their order: what is not looked at takes no time. */
export function withTraits(lives: Lives, traits: readonly number[]): Lives {
  const { answers } = lives;
  const at = new Int32Array(lives.people + 1);
  const kept: number[] = [];
  for (let person = 0; person < lives.people; person += 1) {
    for (let place = answers.at[person]!; place < answers.at[person + 1]!; place += 1)
      if (traits.includes(answers.trait[place]!)) kept.push(place);
    at[person + 1] = kept.length;
  }
  return {
    ...lives,
    answers: {
      at,
      trait: Uint8Array.from(kept, (place) => traits.indexOf(answers.trait[place]!)),
      since: Int32Array.from(kept, (place) => answers.since[place]!),
      until: Int32Array.from(kept, (place) => answers.until[place]!),
      state: Uint8Array.from(kept, (place) => answers.state[place]!),
    },
  };
}
