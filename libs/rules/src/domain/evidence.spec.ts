import { STANDARD_CATALOGUE } from '#libs/interventions';
import { aFact, aProfile, compiled, NOW } from '../../../../test/support/rule-profile.js';
import { STANDARD_RULES } from './standard-rules.js';
import { evaluate } from './evaluate.js';
import { evidenceOf } from './evidence.js';

const rules = STANDARD_RULES.map(compiled);
const evidenceFor = (rule: string, ...facts: ReturnType<typeof aFact>[]) =>
  evaluate(rules, aProfile(...facts), NOW)
    .filter(({ rule: { definition }, verdict }) => verdict === 'yes' && definition.rule === rule)
    .map((verdict) => evidenceOf(verdict, 3, { catalogue: STANDARD_CATALOGUE, now: NOW, profile: aProfile(...facts) }));

describe('evidence', () => {
  it('says rule, version, answer and date in words, in both languages', () => {
    const observedAt = Temporal.Instant.from('2026-05-02T22:30:00Z');
    const [evidence] = evidenceFor('feels-unhealthy', { ...aFact('health.self_rated', 2), id: '7', observedAt });
    expect(evidence).toEqual({
      rule: 'feels-unhealthy',
      version: 2,
      title: { nl: 'Voelt zich niet gezond', en: 'Feels unhealthy' },
      explanation: {
        nl: 'De klant noemt de eigen gezondheid "slecht". Kijk eerst samen welk werk kan en hoeveel. Een workshop helpt dan vaak nog niet.',
        en: 'The client calls their own health "bad". First look together at which work is possible and how much. A workshop often does not help yet.',
      },
      strength: 3,
      wish: false,
      observations: [
        {
          id: '7',
          trait: 'health.self_rated',
          label: { nl: 'Gezondheid', en: 'Health' },
          value: 2,
          level: { nl: 'slecht', en: 'bad' },
          observedAt: '2026-05-02T22:30:00Z',
        },
      ],
      // Half past midnight at the office: the third.
      sentence: {
        nl: 'Regel "Voelt zich niet gezond" v2: gezondheid "slecht" op 3 mei 2026',
        en: 'Rule "Feels unhealthy" v2: health "bad" on 3 May 2026',
      },
    });
  });

  it('of a change shows both values, oldest first', () => {
    const [evidence] = evidenceFor('wellbeing-dropped', aFact('wellbeing.general', 2, 1), aFact('wellbeing.general', 4, 31));
    expect(evidence?.sentence.nl).toBe(
      'Regel "Het gaat ineens veel minder goed" v2: hoe het gaat "het gaat goed" op 1 mei 2026; hoe het gaat "het gaat slecht" op 31 mei 2026; hoe het gaat is 2 stappen slechter dan op 1 mei 2026',
    );
  });

  it('of several answers shows each of them once', () => {
    const [evidence] = evidenceFor(
      'ready-for-work',
      aFact('workability.self', 8, 3),
      aFact('health.self_rated', 4, 4),
      aFact('health.physical', 1, 5),
      aFact('health.mental', 2, 6),
      aFact('housing.stability', 1, 7),
    );
    expect(evidence?.observations.map(({ trait }) => trait)).toEqual([
      'housing.stability',
      'health.mental',
      'health.physical',
      'health.self_rated',
      'workability.self',
    ]);
  });
});
