import { STANDARD_CATALOGUE } from '#libs/interventions';
import { aFact, anIntervention, aProfile, compiled, daysAgo, NOW } from '../../../../test/support/rule-profile.js';
import { evaluate } from './evaluate.js';
import { evidenceOf } from './evidence.js';
import { NOBODY_IN_PARTICULAR, type RuleProfile } from './profile.js';
import type { Condition } from './rule.js';
import { STANDARD_RULES } from './standard-rules.js';

const [FIRST] = STANDARD_RULES;

function evidenceOn(when: Condition, profile: RuleProfile) {
  const rule = compiled({ ...FIRST, rule: 'tried', wish: false, explanation: { nl: 'n', en: 'e' }, when });
  const [verdict] = evaluate([rule], profile, NOW);
  if (verdict?.verdict !== 'yes') throw new Error(`it says ${verdict?.verdict}`);
  return evidenceOf(verdict, 1, { catalogue: STANDARD_CATALOGUE, now: NOW, profile });
}

const wellbeing = (...said: readonly (readonly [value: number, ago: number])[]) =>
  aProfile(...said.map(([value, ago]) => aFact('wellbeing.general', value, ago)));
const somebody = (person: Partial<RuleProfile['person']>): RuleProfile => ({
  ...aProfile(),
  person: { ...NOBODY_IN_PARTICULAR, ...person },
});
const after = (...interventions: RuleProfile['interventions']): RuleProfile => ({ ...aProfile(), interventions });

describe('what is no answer by itself, in words', () => {
  it.each<[string, Condition, RuleProfile, string, string]>([
    [
      'a change',
      { trait: 'wellbeing.general', worsenedBy: 2, withinDays: 120 },
      wellbeing([4, 31], [2, 1]),
      'hoe het gaat is 2 stappen slechter dan op 1 mei 2026',
      'how things are is 2 steps worse than on 1 May 2026',
    ],
    [
      'what is usual',
      { trait: 'wellbeing.general', against: 'usual', is: 'worse' },
      wellbeing([5, 300], [5, 270], [5, 240], [5, 210], [5, 180], [2, 1]),
      'hoe het gaat: deze klant zegt meestal "het gaat heel goed" (5 eerdere antwoorden)',
      'how things are: this client usually says "things are very good" (5 earlier answers)',
    ],
    [
      'a trend',
      { trait: 'wellbeing.general', trend: 'worsening', withinDays: 365 },
      wellbeing([5, 300], [4, 200], [3, 100], [2, 1]),
      'hoe het gaat wordt slechter over 4 antwoorden, van 5 augustus 2025 tot 31 mei 2026',
      'how things are gets worse over 4 answers, from 5 August 2025 until 31 May 2026',
    ],
    [
      'what lasts',
      { trait: 'wellbeing.general', sustained: { atMost: 2 }, times: 3, ofLast: 4 },
      wellbeing([2, 200], [1, 150], [4, 100], [2, 1]),
      'het antwoord bij hoe het gaat was "het gaat slecht" of "het gaat heel slecht" bij minstens 3 van de laatste 4 antwoorden',
      'the answer about how things are was "things are bad" or "things are very bad" in at least 3 of the last 4 answers',
    ],
    [
      'what was not heard',
      { trait: 'work.adaptation', notHeard: ['never', 'expired'] },
      aProfile(aFact('work.adaptation', 1, 200)),
      'aanpassing van het werk: het antwoord is te oud',
      'adaptation of the work: the answer is too old',
    ],
    [
      'silence',
      { silentForDays: 60 },
      somebody({ silentSince: daysAgo(61) }),
      'geen antwoord op wat sinds 1 april 2026 gevraagd is',
      'no answer to what was asked since 1 April 2026',
    ],
    [
      'nothing arrives',
      { unreachable: true },
      somebody({ isUnreachable: true }),
      'onze berichten komen niet aan',
      'our messages do not arrive',
    ],
    [
      'how long the benefit runs',
      { benefitMonths: { atLeast: 12 } },
      somebody({ benefitSince: Temporal.PlainDate.from('2025-02-01') }),
      'de uitkering loopt sinds 1 februari 2025',
      'the benefit has been running since 1 February 2025',
    ],
    [
      'what runs',
      { intervention: 'LANGUAGE_COURSE', was: 'running' },
      after(anIntervention('LANGUAGE_COURSE', 'started')),
      '"Taalcursus" loopt nu',
      '"Language course" is running now',
    ],
    [
      'what was completed: the last time',
      { intervention: 'LANGUAGE_COURSE', was: 'completed', withinDays: 365 },
      after(anIntervention('LANGUAGE_COURSE', 'ended', 300), anIntervention('LANGUAGE_COURSE', 'ended', 31)),
      '"Taalcursus" is afgemaakt op 1 mei 2026',
      '"Language course" was completed on 1 May 2026',
    ],
    [
      'what was not chosen',
      { intervention: 'LANGUAGE_COURSE', was: 'declined', withinDays: 90 },
      { ...aProfile(), declined: [{ intervention: 'LANGUAGE_COURSE', at: daysAgo(31) }] },
      'voor "Taalcursus" is niet gekozen, op 1 mei 2026',
      '"Language course" was not chosen, on 1 May 2026',
    ],
  ])('%s', (_, when, profile, nl, en) => {
    const { grounds, sentence } = evidenceOn(when, profile);
    expect(grounds).toEqual([{ nl, en }]);
    expect(sentence.nl.endsWith(nl)).toBe(true);
  });

  it('is told of what holds only: neither the other half of an "any" nor what must not hold', () => {
    const { grounds } = evidenceOn(
      { all: [{ any: [{ unreachable: true }, { silentForDays: 60 }] }, { none: [{ intervention: 'COACH_CALL', was: 'running' }] }] },
      somebody({ isUnreachable: true }),
    );
    expect(grounds?.map(({ nl }) => nl)).toEqual(['onze berichten komen niet aan']);
  });

  it('a long row of answers is told by its last one, and every one of them stays in the evidence', () => {
    const { sentence, observations } = evidenceOn(
      { trait: 'wellbeing.general', trend: 'worsening', withinDays: 365 },
      wellbeing([5, 300], [4, 200], [3, 100], [2, 1]),
    );
    expect(observations).toHaveLength(4);
    expect(sentence.nl.match(/ op \d/g)).toHaveLength(1);
  });

  it('an answer by itself needs no other words', () => {
    expect(evidenceOn({ trait: 'finance.debt', is: 1 }, aProfile(aFact('finance.debt', 1)))).not.toHaveProperty('grounds');
  });
});
