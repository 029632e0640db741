import fc from 'fast-check';
import { STANDARD_CATALOGUE } from '#libs/interventions';
import { conditionInWords, conditionLines, effectInWords, ruleInWords } from './in-words.js';
import type { Condition, Effect } from './rule.js';
import { STANDARD_RULES } from './standard-rules.js';

const unwell: Condition = { trait: 'health.self_rated', atMost: 2 };
const debts: Condition = { trait: 'finance.debt', is: 1 };
const tired: Condition = { trait: 'health.mental', oneOf: [3, 4] };

describe('a condition in words', () => {
  it.each<[string, Condition, string, string]>([
    [
      'a level',
      debts,
      'het antwoord bij schulden is "heeft schulden of betaalt rekeningen te laat"',
      'the answer about debts is "has debts or pays bills late"',
    ],
    [
      'at most, on a short scale: each level that is meant',
      unwell,
      'het antwoord bij gezondheid is "slecht" of "zeer slecht"',
      'the answer about health is "bad" or "very bad"',
    ],
    [
      'at least, on a long scale: the bound',
      { trait: 'workability.self', atLeast: 7 },
      'het antwoord bij hoe goed werken nu gaat is "7" of hoger',
      'the answer about how well work would go now is "7" or higher',
    ],
    [
      'age',
      { trait: 'health.self_rated', newerThanDays: 60 },
      'het antwoord bij gezondheid is minder dan 60 dagen oud',
      'the answer about health is less than 60 days old',
    ],
    [
      'a change for the worse',
      { trait: 'wellbeing.general', worsenedBy: 2, withinDays: 120 },
      'het antwoord bij hoe het gaat is in de laatste 120 dagen minstens 2 stappen slechter geworden',
      'the answer about how things are became worse by at least 2 steps in the last 120 days',
    ],
    [
      'a change for the better',
      { trait: 'workability.self', improvedBy: 1, withinDays: 90 },
      'het antwoord bij hoe goed werken nu gaat is in de laatste 90 dagen minstens 1 stap beter geworden',
      'the answer about how well work would go now became better by at least 1 step in the last 90 days',
    ],
    [
      'what is usual',
      { trait: 'wellbeing.general', against: 'usual', is: 'worse' },
      'het antwoord bij hoe het gaat is duidelijk slechter dan wat deze klant meestal zegt',
      'the answer about how things are is clearly worse than what this client usually says',
    ],
    [
      'a trend',
      { trait: 'workability.self', trend: 'improving', withinDays: 365 },
      'de antwoorden bij hoe goed werken nu gaat worden over de laatste 365 dagen beter',
      'the answers about how well work would go now get better over the last 365 days',
    ],
    [
      'what lasts',
      { trait: 'health.mental', sustained: { atLeast: 3 }, times: 3, ofLast: 4 },
      'het antwoord bij stress en zorgen was "vaak veel stress of zorgen" of "altijd veel stress of zorgen" bij minstens 3 van de laatste 4 antwoorden',
      'the answer about stress and worries was "often much stress or worry" or "always much stress or worry" in at least 3 of the last 4 answers',
    ],
    [
      'what was not heard, with why',
      { trait: 'finance.debt', notHeard: ['expired', 'refused'] },
      'over schulden is nu niets bekend (het antwoord is te oud, of de klant wil het niet zeggen)',
      'nothing is known about debts now (the answer is too old, or the client would rather not say)',
    ],
    [
      'what was not heard, for whatever reason',
      { trait: 'finance.debt', notHeard: ['never', 'expired', 'refused', 'unknown'] },
      'over schulden is nu niets bekend',
      'nothing is known about debts now',
    ],
    [
      'silence',
      { silentForDays: 45 },
      'de klant geeft al 45 dagen geen antwoord op onze vragen',
      'the client has not answered our questions for 45 days',
    ],
    ['nothing arrives', { unreachable: true }, 'onze berichten komen niet aan', 'our messages do not arrive'],
    [
      'a benefit that runs long',
      { benefitMonths: { atLeast: 12 } },
      'de uitkering loopt 12 maanden of langer',
      'the benefit has been running for 12 months or longer',
    ],
    [
      'a benefit that runs short',
      { benefitMonths: { lessThan: 6 } },
      'de uitkering loopt korter dan 6 maanden',
      'the benefit has been running for less than 6 months',
    ],
    [
      'a band of age',
      { ageBand: ['under-27', '55-and-over'] },
      'de klant is jonger dan 27 jaar of 55 jaar of ouder',
      'the client is under 27 years old or 55 years old or over',
    ],
    ['what runs', { intervention: 'LANGUAGE_COURSE', was: 'running' }, '"Taalcursus" loopt nu', '"Language course" is running now'],
    [
      'what was done lately',
      { intervention: 'LITERACY_SCREENING', was: 'completed', withinDays: 365 },
      'de klant heeft in de laatste 365 dagen "Taalmeter" afgemaakt',
      'the client completed "Reading check" in the last 365 days',
    ],
    [
      'what was declined',
      { intervention: 'CV_WORKSHOP', was: 'declined' },
      'er is niet voor "Workshop cv maken" gekozen',
      '"CV workshop" was not chosen',
    ],
    [
      'none of one thing',
      { none: [debts] },
      'het is niet zo dat het antwoord bij schulden "heeft schulden of betaalt rekeningen te laat" is',
      'it is not so that the answer about debts is "has debts or pays bills late"',
    ],
    [
      'none of several things, with one of two inside: brackets say where it ends',
      { none: [debts, { any: [unwell, tired] }] },
      'niets hiervan is zo: het antwoord bij schulden is "heeft schulden of betaalt rekeningen te laat"; (minstens één hiervan is zo: het antwoord bij gezondheid is "slecht" of "zeer slecht"; het antwoord bij stress en zorgen is "vaak veel stress of zorgen" of "altijd veel stress of zorgen")',
      'none of this is so: the answer about debts is "has debts or pays bills late"; (at least one of these is so: the answer about health is "bad" or "very bad"; the answer about stress and worries is "often much stress or worry" or "always much stress or worry")',
    ],
    [
      'two of three',
      { atLeast: 2, of: [{ unreachable: true }, { silentForDays: 30 }, { benefitMonths: { atLeast: 24 } }] },
      'minstens 2 hiervan zijn zo: onze berichten komen niet aan; de klant geeft al 30 dagen geen antwoord op onze vragen; de uitkering loopt 24 maanden of langer',
      'at least 2 of these are so: our messages do not arrive; the client has not answered our questions for 30 days; the benefit has been running for 24 months or longer',
    ],
  ])('%s', (_, condition, nl, en) => {
    expect(conditionInWords(condition, STANDARD_CATALOGUE, 'nl')).toBe(nl);
    expect(conditionInWords(condition, STANDARD_CATALOGUE, 'en')).toBe(en);
  });

  it('is a list in a list for who wants to see how it hangs together', () => {
    expect(conditionLines({ all: [unwell, { none: [debts, tired] }] }, STANDARD_CATALOGUE, 'nl')).toEqual({
      words: 'dit is allemaal zo',
      parts: [
        { words: 'het antwoord bij gezondheid is "slecht" of "zeer slecht"', parts: [] },
        {
          words: 'niets hiervan is zo',
          parts: [
            { words: 'het antwoord bij schulden is "heeft schulden of betaalt rekeningen te laat"', parts: [] },
            { words: 'het antwoord bij stress en zorgen is "vaak veel stress of zorgen" of "altijd veel stress of zorgen"', parts: [] },
          ],
        },
      ],
    });
  });

  it('says of what is not finished that it is not, and never falls over it', () => {
    expect(conditionInWords({} as Condition, STANDARD_CATALOGUE, 'nl')).toBe('deze voorwaarde is nog niet af');
    expect(conditionInWords({ trait: 'person.shoe_size', is: 44 }, STANDARD_CATALOGUE, 'nl')).toBe(
      'het antwoord bij "person.shoe_size" is "44"',
    );
    fc.assert(
      fc.property(fc.anything(), (anything) => {
        expect(typeof ruleInWords({ when: anything as Condition, then: [anything as Effect] }, STANDARD_CATALOGUE, 'nl').when).toBe(
          'string',
        );
        conditionLines(anything as Condition, STANDARD_CATALOGUE, 'en');
      }),
    );
  });
});

describe('what a rule does, in words', () => {
  it.each<[Effect, string, string]>([
    [
      { stance: 'suggest', intervention: 'WORK_CAPACITY_ASSESSMENT', strength: 3 },
      'De regel stelt voor: "Belastbaarheidsonderzoek" (dit eerst).',
      'The rule suggests: "Work capacity assessment" (this first).',
    ],
    [
      { stance: 'advise_against', intervention: 'CV_WORKSHOP', strength: 1 },
      'De regel raadt nu af: "Workshop cv maken" (liever nog niet).',
      'The rule advises against, for now: "CV workshop" (rather not yet).',
    ],
    [
      { stance: 'talk_first', strength: 2 },
      'De regel zegt: praat er samen over voordat er iets begint.',
      'The rule says: talk about it together before anything begins.',
    ],
    [
      { stance: 'talk_first', strength: 1 },
      'Past er niets anders? Dan zegt de regel: praat er samen over.',
      'Does nothing else fit? Then the rule says: talk about it together.',
    ],
    [
      { stance: 'ask', trait: 'health.self_rated' },
      'De regel vraagt in de volgende check-in opnieuw naar gezondheid.',
      'The rule asks about health again in the next check-in.',
    ],
  ])('%j', (effect, nl, en) => {
    expect(effectInWords(effect, STANDARD_CATALOGUE, 'nl')).toBe(nl);
    expect(effectInWords(effect, STANDARD_CATALOGUE, 'en')).toBe(en);
  });
});

describe('a rule in words', () => {
  it('is a sentence in which the verb stands where Dutch wants it', () => {
    const when: Condition = { all: [unwell, { trait: 'health.self_rated', newerThanDays: 60 }, { none: [debts] }] };
    expect(ruleInWords({ when, then: [] }, STANDARD_CATALOGUE, 'nl').when).toBe(
      'Als het antwoord bij gezondheid "slecht" of "zeer slecht" is, en het antwoord bij gezondheid minder dan 60 dagen oud is, en het niet zo is dat het antwoord bij schulden "heeft schulden of betaalt rekeningen te laat" is.',
    );
    expect(ruleInWords({ when: { any: [unwell, { unreachable: true }] }, then: [] }, STANDARD_CATALOGUE, 'nl').when).toBe(
      'Als het antwoord bij gezondheid "slecht" of "zeer slecht" is, of onze berichten niet aankomen.',
    );
  });

  it.each(STANDARD_RULES.map((rule) => [rule.rule, rule] as const))(
    '%s can be read, in both languages, with no gap and no code',
    (_, rule) => {
      for (const language of ['nl', 'en'] as const) {
        const { when, then } = ruleInWords(rule, STANDARD_CATALOGUE, language);
        for (const sentence of [when, ...then]) {
          expect(sentence).toMatch(/^[A-Z].*\.$/);
          expect(sentence).not.toMatch(/…|undefined|null|NaN|[A-Z]{2,}_|[a-z]+\.[a-z]+_/);
        }
      }
    },
  );
});
