import { findTrait } from '#libs/profiles';
import { compileRule, compileRuleSet, NOBODY_IN_PARTICULAR, type Fact, type RuleProfile, type RuleSet } from '#libs/rules';
import { BY_HAND, NAMES, type Known, type Name } from './rules-by-hand.js';

export const NOW = Temporal.Instant.from('2026-06-01T09:00:00Z');

/** One somebody, in the three shapes in which the contestants want to have it. */
export interface Somebody {
  profile: RuleProfile;
  known: Known;
  row: Int32Array;
}

/** So many people of whom all twenty traits are known; the same ones every time. */
export function people(count: number): Somebody[] {
  const random = randomFrom(20_260_601);
  return Array.from({ length: count }, (_, person) => somebody(person, random));
}

function somebody(person: number, random: () => number): Somebody {
  const latest = new Map<string, Fact>();
  const known = {} as Known;
  for (const [name, trait] of Object.entries(NAMES) as [Name, string][]) {
    const { levels, validDays } = findTrait(trait)!;
    const { value } = levels[Math.floor(random() * levels.length)]!;
    // Within its validity, whatever that is: expired is not known, and two values have no word for that.
    const observedAt = NOW.subtract({ minutes: Math.floor(random() * validDays * 24 * 60) });
    latest.set(trait, { id: `${person}-${name}`, trait, state: 'answered', value, observedAt, observedMs: observedAt.epochMilliseconds });
    known[name] = value;
  }
  const profile: RuleProfile = { latest, earlier: new Map(), person: NOBODY_IN_PARTICULAR, interventions: [], declined: [] };
  return { profile, known, row: Int32Array.from(Object.values(known)) };
}

/** The thirty rules as the product has them, in the order of BY_HAND. */
export function ourRules(): RuleSet {
  return compileRuleSet(
    BY_HAND.map(({ when }, index) => {
      const compiled = compileRule({
        rule: `rule-${String(index).padStart(2, '0')}`,
        version: 1,
        title: { nl: 'n', en: 'e' },
        when,
        then: [{ stance: 'talk_first', strength: 1 }],
        explanation: { nl: 'n', en: 'e' },
        author: 'bench',
        approver: 'somebody else',
        validFrom: '2026-01-01T00:00:00Z',
      });
      if ('problems' in compiled) throw new Error(`rule ${index}: ${JSON.stringify(compiled.problems)}`);
      return compiled;
    }),
  );
}

/** Mulberry32: small, and the same everywhere. */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
