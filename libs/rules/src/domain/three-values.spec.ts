import fc from 'fast-check';
import { change, changeAgainstBaseline, traitOf, trendOf } from '#libs/profiles';
import { anyCondition, anyProfile } from '../../../../test/support/arbitrary-rules.js';
import { NOW } from '../../../../test/support/rule-profile.js';
import { compileRule, type CompiledRule } from './compile-rule.js';
import { evaluate } from './evaluate.js';
import { explain, type ExplainedCondition } from './explain.js';
import type { Fact, RuleProfile } from './profile.js';
import type { Condition, Level } from './rule.js';
import { compileRuleSet } from './rule-set.js';
import type { Verdict } from './verdict.js';

const DAY = 86_400_000;
const aRule = (when: Condition, rule = 'tried'): CompiledRule | null => {
  const compiled = compileRule({
    rule,
    version: 1,
    title: { nl: 'n', en: 'e' },
    when: { all: [when, { trait: 'wellbeing.general', notHeard: ['never'] }] },
    then: [{ stance: 'talk_first', strength: 1 }],
    explanation: { nl: 'n', en: 'e' },
    author: 'een',
    approver: 'ander',
    validFrom: '2026-01-01T00:00:00Z',
  });
  return 'problems' in compiled ? null : compiled;
};
/** What the compiler takes: it refuses what can never hold, and what always does. */
const aRuleFor = (when: Condition): CompiledRule => {
  const rule = aRule(when);
  fc.pre(rule !== null);
  return rule;
};

describe('the language of rules, said plainly', () => {
  /** What every condition means, one by one, without a thought for speed: what the compiler must agree with. */
  function plainly(when: Condition, profile: RuleProfile): Verdict {
    if ('all' in when) return joined(when.all, profile, (yes, no) => (no > 0 ? 'no' : yes === when.all.length ? 'yes' : 'unknown'));
    if ('any' in when) return joined(when.any, profile, (yes, no) => (yes > 0 ? 'yes' : no === when.any.length ? 'no' : 'unknown'));
    if ('none' in when) return joined(when.none, profile, (yes, no) => (yes > 0 ? 'no' : no === when.none.length ? 'yes' : 'unknown'));
    if ('of' in when)
      return joined(when.of, profile, (yes, no) => (yes >= when.atLeast ? 'yes' : when.of.length - no < when.atLeast ? 'no' : 'unknown'));
    if (!('trait' in when)) return circumstance(when, profile);
    const trait = traitOf(when.trait);
    const latest = profile.latest.get(when.trait);
    const isOld = latest !== undefined && daysSince(latest.observedAt) >= trait.validDays;
    if ('notHeard' in when) {
      const why = !latest ? 'never' : isOld ? 'expired' : latest.state === 'answered' ? null : latest.state;
      return why !== null && when.notHeard.includes(why) ? 'yes' : 'no';
    }
    if (!latest || isOld || latest.value === null) return 'unknown';
    const history = told(profile, latest);
    if ('newerThanDays' in when) return verdict(daysSince(latest.observedAt) < when.newerThanDays);
    if ('worsenedBy' in when || 'improvedBy' in when) {
      const before = history.slice(0, -1).filter((fact) => fact.value !== null && daysSince(fact.observedAt) <= when.withinDays);
      if (before.length === 0) return 'unknown';
      const way = 'worsenedBy' in when ? 'worse' : 'better';
      const points = 'worsenedBy' in when ? when.worsenedBy : when.improvedBy;
      return verdict(
        before.some((fact) => {
          const moved = change(latest, fact);
          return moved?.direction === way && moved.points >= points;
        }),
      );
    }
    if ('against' in when) {
      const found = changeAgainstBaseline(history, NOW);
      return found ? verdict(found.direction === when.is) : 'unknown';
    }
    if ('trend' in when) {
      const found = trendOf(history, NOW, when.withinDays);
      return found ? verdict(found.direction === (when.trend === 'worsening' ? 'worse' : 'better')) : 'unknown';
    }
    if ('sustained' in when) {
      const recent = history.filter((fact) => daysSince(fact.observedAt) <= Math.min(730, when.ofLast * trait.validDays));
      const last: Verdict[] = recent
        .slice(-when.ofLast)
        .map(({ value }) => (value === null ? 'unknown' : verdict(at(when.sustained, value))));
      while (last.length < when.ofLast) last.push('unknown');
      const count = (given: Verdict) => last.filter((one) => one === given).length;
      return count('yes') >= when.times ? 'yes' : when.ofLast - count('no') < when.times ? 'no' : 'unknown';
    }
    return verdict(at(when, latest.value));
  }

  function joined(parts: readonly Condition[], profile: RuleProfile, join: (yes: number, no: number) => Verdict): Verdict {
    const verdicts = parts.map((part) => plainly(part, profile));
    return join(verdicts.filter((one) => one === 'yes').length, verdicts.filter((one) => one === 'no').length);
  }

  function circumstance(
    when: Exclude<Condition, { trait: string } | { all: unknown } | { any: unknown } | { none: unknown } | { of: unknown }>,
    profile: RuleProfile,
  ): Verdict {
    const { person } = profile;
    if ('silentForDays' in when) return verdict(person.silentSince !== null && daysSince(person.silentSince) >= when.silentForDays);
    if ('unreachable' in when) return verdict(person.isUnreachable);
    if ('benefitMonths' in when) {
      const today = NOW.toZonedDateTimeISO('Europe/Amsterdam').toPlainDate();
      if (!person.benefitSince || Temporal.PlainDate.compare(person.benefitSince, today) > 0) return 'unknown';
      const { atLeast = 0, lessThan = Infinity } = when.benefitMonths;
      let months = 0;
      while (Temporal.PlainDate.compare(person.benefitSince.add({ months: months + 1 }), today) <= 0) months += 1;
      return verdict(months >= atLeast && months < lessThan);
    }
    if ('ageBand' in when) return person.ageBand === null ? 'unknown' : verdict(when.ageBand.includes(person.ageBand));
    const { intervention, was, withinDays = 100_000 } = when;
    if (was === 'declined')
      return verdict(profile.declined.some((one) => one.intervention === intervention && daysSince(one.at) < withinDays));
    return verdict(
      profile.interventions.some(({ type, state, outcome, endedAt }) => {
        if (type !== intervention) return false;
        if (was === 'running') return ['accepted', 'started', 'paused'].includes(state);
        if (was === 'waiting') return ['offered', 'waiting'].includes(state);
        const isSo = was === 'tried' ? outcome !== 'not_started' : outcome === was;
        return state === 'ended' && isSo && endedAt !== null && daysSince(endedAt) < withinDays;
      }),
    );
  }

  function at(level: Level, value: number): boolean {
    if ('is' in level) return value === level.is;
    if ('oneOf' in level) return level.oneOf.includes(value);
    return 'atLeast' in level ? value >= level.atLeast : value <= level.atMost;
  }

  /** Up to and including the latest; of one moment only what was recorded last. */
  function told(profile: RuleProfile, latest: Fact): Fact[] {
    const byMoment = new Map<string, Fact>();
    for (const fact of profile.earlier.get(latest.trait) ?? [])
      if (daysSince(fact.observedAt) <= 730) byMoment.set(fact.observedAt.toString(), fact);
    byMoment.set(latest.observedAt.toString(), latest);
    return [...byMoment.values()];
  }

  const daysSince = (moment: Temporal.Instant) => (NOW.epochMilliseconds - moment.epochMilliseconds) / DAY;
  const verdict = (holds: boolean): Verdict => (holds ? 'yes' : 'no');

  it('is what the compiled rule says, of anything about anybody', () => {
    const seen: Record<Verdict, number> = { yes: 0, no: 0, unknown: 0 };
    fc.assert(
      fc.property(anyCondition, anyProfile, (when, profile) => {
        const rule = aRuleFor(when);
        const expected = plainly(rule.definition.when, profile);
        expect(evaluate([rule], profile, NOW)[0]?.verdict).toBe(expected);
        seen[expected] += 1;
      }),
      // Always the same ones, because of each verdict there must be enough: that may not depend on the draw.
      { numRuns: 600, seed: 20_260_601 },
    );
    // A property about verdicts of one kind only would say little.
    for (const count of Object.values(seen)) expect(count).toBeGreaterThan(30);
  });
});

describe('a verdict', () => {
  it('is the one that is explained, and so is every part of it', () => {
    const isTold = ({ condition, verdict, facts, parts }: ExplainedCondition, profile: RuleProfile): void => {
      const alone = aRule(condition);
      if (alone) expect(explain(alone, profile, NOW).parts[0]?.verdict).toBe(verdict);
      if (verdict === 'unknown') expect(facts).toEqual([]);
      for (const part of parts) isTold(part, profile);
    };
    fc.assert(
      fc.property(anyCondition, anyProfile, (when, profile) => {
        const rule = aRuleFor(when);
        const explained = explain(rule, profile, NOW);
        expect(explained.verdict).toBe(evaluate([rule], profile, NOW)[0]?.verdict);
        isTold(explained, profile);
      }),
      { numRuns: 60 },
    );
  });

  it('does not depend on which other rules are judged, on their order, or on the order of what was observed', () => {
    fc.assert(
      fc.property(fc.array(anyCondition, { minLength: 1, maxLength: 8 }), anyProfile, (conditions, profile) => {
        const rules = conditions.flatMap((when, index) => aRule(when, `rule-${index}`) ?? []);
        const told = (given: readonly CompiledRule[], about: RuleProfile) =>
          evaluate(given, about, NOW).map(({ rule, verdict, facts }) => [rule.definition.rule, verdict, facts.map(({ id }) => id)]);
        const together = told(rules, profile);
        const shuffled: RuleProfile = {
          ...profile,
          latest: new Map([...profile.latest].toReversed()),
          earlier: new Map([...profile.earlier].map(([trait, facts]) => [trait, facts.toReversed()])),
          interventions: profile.interventions.toReversed(),
          declined: profile.declined.toReversed(),
        };
        expect(told(rules.toReversed(), shuffled)).toEqual(together);
        expect(rules.flatMap((rule) => told([rule], profile))).toEqual(together);
        expect(told(rules, profile)).toEqual(together);
      }),
      { numRuns: 60 },
    );
  });

  it('never comes from an answer that expired or was refused: without it everything is the same, but why nothing is known', () => {
    const asksWhy = (when: Condition): boolean => JSON.stringify(when).includes('notHeard');
    fc.assert(
      fc.property(anyCondition, anyProfile, (when, profile) => {
        const rule = aRuleFor(when);
        fc.pre(!asksWhy(when));
        const isCurrent = ({ trait, state, observedAt }: Fact) =>
          state === 'answered' && NOW.since(observedAt).total('days') < traitOf(trait).validDays;
        const current = new Map([...profile.latest].filter(([, fact]) => isCurrent(fact)));
        const without = { ...profile, latest: current, earlier: new Map([...profile.earlier].filter(([trait]) => current.has(trait))) };
        // The part that every rule here has about hearing something is left out of both.
        const [verdict, other] = [profile, without].map((given) => explain(rule, given, NOW).parts[0]?.verdict);
        expect(other).toBe(verdict);
      }),
      { numRuns: 100 },
    );
  });

  it('comes again from a row that was used before', () => {
    fc.assert(
      fc.property(fc.array(anyCondition, { minLength: 1, maxLength: 5 }), anyProfile, anyProfile, (conditions, one, other) => {
        const set = compileRuleSet(conditions.flatMap((when, index) => aRule(when, `rule-${index}`) ?? []));
        const [row, verdicts] = [set.prepare(one, NOW), new Uint8Array(set.rules.length)];
        set.verdicts(row, verdicts);
        expect(set.verdicts(set.prepare(other, NOW, row), verdicts)).toEqual(set.verdicts(set.prepare(other, NOW)));
      }),
      { numRuns: 60 },
    );
  });
});
