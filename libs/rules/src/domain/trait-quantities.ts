import { change, changeAgainstBaseline, trendOf, whatCounts, type TraitDefinition } from '#libs/profiles';
import { msOf, type Fact, type RuleProfile } from './profile.js';
import { DAY, holdsFor, type Moment, type Quantity, type Test } from './quantity.js';
import type { NotHeard } from './rule.js';

/** What is usual for somebody is read from at most two years: what was usual before that is not what is usual now. */
export const USUAL_LOOK_BACK_DAYS = 730;
export const LONGEST_LOOK_BACK_DAYS = 730;

/** The order is the number: 0 is something that counts. */
export const HEARD = ['known', 'never', 'expired', 'refused', 'unknown'] as const satisfies readonly (NotHeard | 'known')[];
export const DIRECTIONS = ['worse', 'same', 'better'] as const;

type Valued = Fact & { value: number };

/** The latest observation of a trait if it is a value that still counts; without making anything, because this is asked millions of times. */
function currentOf(profile: RuleProfile, trait: TraitDefinition, at: Moment): Valued | null {
  const fact = profile.latest.get(trait.key);
  if (fact === undefined || fact.state !== 'answered' || fact.value === null) return null;
  return at.ms - msOf(fact) >= trait.validDays * DAY ? null : (fact as Valued);
}

/** The value itself. */
export function levelOfTrait(trait: TraitDefinition): Quantity {
  const values = new Set(trait.levels.map(({ value }) => value));
  return {
    key: `level ${trait.key}`,
    trait: trait.key,
    kind: 'level',
    mayBeUnknown: true,
    range: [...values],
    read(profile, at) {
      const fact = currentOf(profile, trait, at);
      return fact !== null && values.has(fact.value) ? fact.value : NaN;
    },
    facts: (profile, at) => listed(currentOf(profile, trait, at)),
  };
}

/** How many days ago it was observed, fractions included. */
export function ageOfTrait(trait: TraitDefinition): Quantity {
  return {
    key: `age ${trait.key}`,
    trait: trait.key,
    kind: 'age',
    mayBeUnknown: true,
    range: { from: 0, below: trait.validDays },
    read(profile, at) {
      const fact = currentOf(profile, trait, at);
      return fact === null ? NaN : (at.ms - msOf(fact)) / DAY;
    },
    facts: (profile, at) => listed(currentOf(profile, trait, at)),
  };
}

/** Why nothing is known, as a place in HEARD. A refusal of long ago has expired as well: it says nothing about now. */
export function heardOfTrait(trait: TraitDefinition): Quantity {
  const read = (profile: RuleProfile, at: Moment) => {
    const fact = profile.latest.get(trait.key);
    if (!fact) return HEARD.indexOf('never');
    if (at.ms - msOf(fact) >= trait.validDays * DAY) return HEARD.indexOf('expired');
    return fact.state === 'answered' ? HEARD.indexOf('known') : HEARD.indexOf(fact.state);
  };
  return {
    key: `heard ${trait.key}`,
    trait: trait.key,
    kind: 'heard',
    mayBeUnknown: false,
    range: HEARD.map((_, place) => place),
    read,
    // What has expired is no ground for anything, not even as "what was said then".
    facts: (profile, at) => (HEARD[read(profile, at)] === 'expired' ? [] : listed(profile.latest.get(trait.key))),
  };
}

/** How many steps the latest value is worse (or better) than the one in a period from which it moved furthest that way; nothing to compare with: not known. */
export function movedOfTrait(trait: TraitDefinition, direction: 'worse' | 'better', days: number): Quantity {
  const room = roomOf(trait, direction);
  const moved = (latest: Fact, before: Fact) => {
    const found = change(latest, before);
    return found?.direction === direction ? found.points : 0;
  };
  const furthest = (profile: RuleProfile, at: Moment): { latest: Valued; before: Fact } | null => {
    const latest = currentOf(profile, trait, at);
    if (!latest) return null;
    const before = toldIn(profile, trait, latest, at, days)
      .slice(0, -1)
      .filter(({ state }) => state === 'answered')
      .toSorted((a, b) => moved(latest, b) - moved(latest, a) || msOf(b) - msOf(a))[0];
    return before ? { latest, before } : null;
  };
  return {
    key: `moved ${direction} ${days} ${trait.key}`,
    trait: trait.key,
    kind: 'course',
    mayBeUnknown: true,
    range: { from: 0, below: Math.max(...trait.levels.map(({ value }) => room(value))) + 1 },
    isPossibleWith: (level, value) => room(level) >= value,
    read(profile, at) {
      const found = furthest(profile, at);
      return found ? moved(found.latest, found.before) : NaN;
    },
    facts(profile, at) {
      const found = furthest(profile, at);
      return found ? [found.before, found.latest] : [];
    },
  };
}

/** Against what is usual for this person, as a place in DIRECTIONS. */
export function usualOfTrait(trait: TraitDefinition): Quantity {
  const told = (profile: RuleProfile, at: Moment) => {
    const latest = currentOf(profile, trait, at);
    const history = latest && toldIn(profile, trait, latest, at, USUAL_LOOK_BACK_DAYS);
    const found = history && changeAgainstBaseline(history, at.now);
    return found && { place: DIRECTIONS.indexOf(found.direction === 'within' ? 'same' : found.direction), history, inputs: found.inputs };
  };
  return courseOf(trait, `usual ${trait.key}`, told);
}

/** Where it is going in a period, as a place in DIRECTIONS. */
export function trendOfTrait(trait: TraitDefinition, days: number): Quantity {
  const told = (profile: RuleProfile, at: Moment) => {
    const latest = currentOf(profile, trait, at);
    const history = latest && toldIn(profile, trait, latest, at, days);
    const found = history && trendOf(history, at.now, days);
    return found && { place: DIRECTIONS.indexOf(found.direction === 'level' ? 'same' : found.direction), history, inputs: found.inputs };
  };
  return { ...courseOf(trait, `trend ${days} ${trait.key}`, told), isPossibleWith: () => true };
}

/**
 * Whether it held so many times of the last so many check-ins that heard of it: 1 or 0. A refusal and "weet ik niet" were heard, and are not
 * known; neither is a check-in that never was. An answer from before a validity for each check-in is no "last few" any more.
 */
export function sustainedOfTrait(trait: TraitDefinition, test: Test, times: number, ofLast: number): Quantity {
  const days = sustainedDays(trait, ofLast);
  const last = (profile: RuleProfile, at: Moment) => {
    const latest = currentOf(profile, trait, at);
    return latest && toldIn(profile, trait, latest, at, days).slice(-ofLast);
  };
  const isValue = (fact: Fact): fact is Valued => fact.state === 'answered' && fact.value !== null;
  return {
    key: `sustained ${times} ${ofLast} ${JSON.stringify(test)} ${trait.key}`,
    trait: trait.key,
    kind: 'course',
    mayBeUnknown: true,
    range: [0, 1],
    isPossibleWith: (level, value) => (value === 1 ? times < ofLast || holdsFor(test, level) : times > 1 || !holdsFor(test, level)),
    read(profile, at) {
      const heard = last(profile, at);
      if (!heard) return NaN;
      const values = heard.filter(isValue);
      const held = values.filter(({ value }) => holdsFor(test, value)).length;
      if (held >= times) return 1;
      return held + (ofLast - values.length) < times ? 0 : NaN;
    },
    facts: (profile, at) => (last(profile, at) ?? []).filter(isValue),
  };
}

/** How far back the history is needed for that. */
export function sustainedDays(trait: TraitDefinition, ofLast: number): number {
  return Math.min(LONGEST_LOOK_BACK_DAYS, ofLast * trait.validDays);
}

interface Told {
  place: number;
  history: readonly Fact[];
  inputs: readonly string[];
}

function courseOf(trait: TraitDefinition, key: string, told: (profile: RuleProfile, at: Moment) => Told | null): Quantity {
  return {
    key,
    trait: trait.key,
    kind: 'course',
    mayBeUnknown: true,
    range: DIRECTIONS.map((_, place) => place),
    // Nobody is worse than usual at the best there is.
    isPossibleWith: (level, place) => place === DIRECTIONS.indexOf('same') || roomOf(trait, place === 0 ? 'worse' : 'better')(level) > 0,
    read: (profile, at) => told(profile, at)?.place ?? NaN,
    facts(profile, at) {
      const found = told(profile, at);
      return found ? found.history.filter(({ id }) => found.inputs.includes(id)) : [];
    },
  };
}

/** Of a value: how many steps at most it can be worse (or better) than another. */
function roomOf(trait: TraitDefinition, direction: 'worse' | 'better'): (level: number) => number {
  const values = trait.levels.map(({ value }) => value);
  const end = (direction === 'worse') === (trait.better === 'higher') ? Math.max(...values) : Math.min(...values);
  return (level) => Math.abs(end - level);
}

/** What was told of a trait in the last days, oldest first, without what was replaced; the latest is the last of it. */
function toldIn(profile: RuleProfile, trait: TraitDefinition, latest: Fact, at: Moment, days: number): Fact[] {
  const from = at.ms - days * DAY;
  const until = msOf(latest);
  const isBefore = (fact: Fact, ms: number) =>
    ms < until || (ms === until && Temporal.Instant.compare(fact.observedAt, latest.observedAt) < 0);
  const within = (profile.earlier.get(trait.key) ?? []).filter((fact) => {
    const ms = msOf(fact);
    return ms >= from && isBefore(fact, ms);
  });
  return [...whatCounts(within, at.now), latest];
}

function listed(fact: Fact | null | undefined): Fact[] {
  return fact ? [fact] : [];
}
