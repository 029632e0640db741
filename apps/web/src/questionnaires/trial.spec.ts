import { isPossibleAnswer, type ItemAnswer } from '#libs/questionnaires';
import fc from 'fast-check';
import { EVERY_KIND } from '../../../../test/support/factories/every-kind.js';
import { journeyOf, languagesWithWords, readAnswers, readKnown, writeAnswers } from './trial.js';

const TODAY = Temporal.PlainDate.from('2026-11-22');
const NOW = Temporal.Instant.from('2026-11-22T09:00:00Z');

describe('what travels along with a trial', () => {
  it('comes back as it went', () => {
    const answers = new Map<string, ItemAnswer>([
      ['caring', { state: 'answered', value: 1 }],
      ['since', { state: 'answered', value: null, said: '2020-02-29' }],
      ['help', { state: 'skipped', value: null }],
      ['more', { state: 'answered', value: null, said: '<b>"x"</b>' }],
    ]);
    expect(readAnswers(writeAnswers(answers), EVERY_KIND, TODAY)).toEqual(answers);
  });

  it('is never more than answers that the items allow, whatever a form says', () => {
    const keys = EVERY_KIND.items.map(({ key }) => key);
    const state = fc.dictionary(fc.constantFrom(...keys, '__proto__', 'constructor'), fc.anything());
    fc.assert(
      fc.property(
        fc.oneof(
          fc.json(),
          fc.string(),
          fc.anything(),
          state.map((value) => JSON.stringify(value)),
        ),
        (raw) => {
          for (const [key, answer] of readAnswers(raw, EVERY_KIND, TODAY)) {
            const item = EVERY_KIND.items.find((each) => each.key === key)!;
            expect(isPossibleAnswer(item, answer, TODAY)).toBe(true);
          }
        },
      ),
    );
  });

  it.each([
    [['literacy.reading_nl:1', 'finance.debt:2'], { 'literacy.reading_nl': 1, 'finance.debt': 2 }],
    ['literacy.reading_nl:1', { 'literacy.reading_nl': 1 }],
    [['', 'x', 'a:b', 'a:-1', 3], {}],
    [undefined, {}],
  ])('knows of %j: %j', (raw, known) => {
    expect(readKnown(raw)).toEqual(known);
  });

  it('asks along the way that the answers make, in every language with words', () => {
    const trial = { definition: EVERY_KIND, language: 'nl' as const, known: {}, answers: new Map() };
    expect(journeyOf(trial, NOW).view.route.map(({ key }) => key)).toEqual(['caring', 'help', 'health', 'more']);
    expect(languagesWithWords({ ...EVERY_KIND, title: { nl: 'x', en: 'y' } })).toContain('ti');
    expect(
      languagesWithWords({ ...EVERY_KIND, title: { nl: 'x' }, purpose: { nl: 'x' }, refusal: { nl: 'x' }, items: [] } as never),
    ).toEqual(['nl']);
  });
});
