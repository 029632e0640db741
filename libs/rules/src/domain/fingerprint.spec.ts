import { STANDARD_CATALOGUE } from '#libs/interventions';
import { aFact, aProfile, compiled, NOW } from '../../../../test/support/rule-profile.js';
import type { Fact } from './profile.js';
import { evaluate } from './evaluate.js';
import { fingerprintOf } from './fingerprint.js';
import { rank } from './ranking.js';
import type { RuleDefinition } from './rule.js';
import { STANDARD_RULES } from './standard-rules.js';

const said = [aFact('wish.help', 3, 3), aFact('health.self_rated', 1, 3)];
const aRule = (change: Partial<RuleDefinition>): RuleDefinition => ({ ...STANDARD_RULES[0]!, wish: false, ...change });
const asked = aRule({
  rule: 'asked',
  wish: true,
  when: { trait: 'wish.help', is: 3 },
  then: [{ stance: 'suggest', intervention: 'LANGUAGE_COURSE', strength: 3 }],
});
const caution = aRule({
  rule: 'caution',
  when: { trait: 'health.self_rated', atMost: 2 },
  then: [{ stance: 'advise_against', intervention: 'LANGUAGE_COURSE', strength: 1 }],
});

/** Of the language course, as these rules have it. */
function fingerprint(rules: readonly RuleDefinition[], facts: readonly Fact[] = said, now = NOW): string {
  const profile = aProfile(...facts);
  const verdicts = evaluate(rules.map(compiled), profile, now);
  const ranked = rank(verdicts, { interventions: [], setAside: [] }, STANDARD_CATALOGUE, now);
  return fingerprintOf(
    ranked.find(({ intervention }) => intervention === 'LANGUAGE_COURSE')!,
    verdicts,
    profile,
    now,
  );
}

describe('what a suggestion rests on, in one line', () => {
  it('is the same for the same rules and answers, in whatever order, an hour later too', () => {
    expect(fingerprint([asked, caution])).toBe(fingerprint([caution, asked], said.toReversed(), NOW.add({ hours: 1 })));
  });

  it('is another when another rule says the same against it', () => {
    expect(fingerprint([asked, { ...caution, rule: 'another-caution' }])).not.toBe(fingerprint([asked, caution]));
  });

  it.each<[string, readonly RuleDefinition[], readonly Fact[]]>([
    ['a caution beside what the client asked for', [asked, caution], said],
    ['another version of the rule', [{ ...asked, version: 9 }], said],
    ['another strength', [{ ...asked, then: [{ stance: 'suggest', intervention: 'LANGUAGE_COURSE', strength: 2 }] }], said],
    ['another answer that says the same', [asked], [aFact('wish.help', 3, 3), said[1]!]],
    ['no wish any more', [{ ...asked, wish: false }], said],
  ])('is another with %s', (_, rules, facts) => {
    expect(fingerprint(rules, facts)).not.toBe(fingerprint([asked]));
  });
});
