import { LANGUAGES } from '#libs/platform';
import { STANDARD_QUESTIONNAIRE, type Reason } from '#libs/questionnaires';
import { askedBecause } from './asked-because.js';

const REASONS: Reason[] = [
  { kind: 'never' },
  { kind: 'stale', days: 94 },
  { kind: 'stale', days: 1 },
  { kind: 'uncertain', because: 'unknown', days: 30 },
  { kind: 'uncertain', because: 'sources', days: 30 },
  { kind: 'changing', direction: 'better', days: 30 },
  { kind: 'changing', direction: 'worse', days: 30 },
  { kind: 'changing', direction: 'different', days: 30 },
  { kind: 'wanted', by: 'rule', days: 94 },
  { kind: 'wanted', by: 'coach', days: null },
  { kind: 'follows', item: 'wellbeing.general' },
];

describe('why a question was asked', () => {
  it('says how long ago it was last heard', () => {
    expect(askedBecause({ kind: 'stale', days: 94 }, STANDARD_QUESTIONNAIRE, 'nl')).toBe(
      'gevraagd omdat wij dit 94 dagen daarvoor voor het laatst hoorden',
    );
  });

  it.each(LANGUAGES)('has words of its own for every reason there is (%s)', (language) => {
    const words = REASONS.map((reason) => askedBecause(reason, STANDARD_QUESTIONNAIRE, language));
    expect(new Set(words).size).toBe(REASONS.length);
    for (const one of words) expect(one).not.toMatch(/[{}]|because\./);
  });

  it('names the question that another one belongs to', () => {
    expect(askedBecause({ kind: 'follows', item: 'wellbeing.general' }, STANDARD_QUESTIONNAIRE, 'nl')).toContain('Hoe gaat het met u?');
  });

  it('says nothing of check-ins from before it was kept', () => {
    expect(askedBecause(undefined, STANDARD_QUESTIONNAIRE, 'nl')).toBeNull();
  });
});
