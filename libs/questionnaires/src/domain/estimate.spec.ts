import { aDefinition, anItem, say } from '../../../../test/support/factories/questionnaire.js';
import { STANDARD_QUESTIONNAIRE } from '../standard-questionnaire.js';
import { estimateOf } from './estimate.js';

const estimate = (given: Parameters<typeof aDefinition>[0]) => estimateOf(aDefinition({ closing: undefined, ...given }));

describe('the estimate of a check-in', () => {
  it('is under two minutes for the standard questionnaire, of who reads slowly, in plain Dutch', () => {
    expect(estimateOf(STANDARD_QUESTIONNAIRE)).toMatchObject({ items: 6, reading: 'plain' });
    expect(estimateOf(STANDARD_QUESTIONNAIRE).seconds).toBeLessThan(120);
  });

  it('counts two words a second, and four to choose one', () => {
    expect(estimate({ items: [anItem('a')] })).toEqual({ seconds: 6, items: 1, words: 4, reading: 'plain' });
  });

  it('is of the longest items that one check-in can ask', () => {
    const items = [anItem('a'), anItem('b', { kind: 'text', options: [] }), anItem('c', { kind: 'yes_no' })];
    expect(estimate({ items, maxItems: 1 })).toMatchObject({ items: 1, seconds: 41 });
    expect(estimate({ items, maxItems: 2 }).seconds).toBe(47);
    expect(estimate({ items, maxItems: 12 }).items).toBe(3);
    expect(estimate({ items: [], maxItems: 12 })).toEqual({ seconds: 0, items: 0, words: 0, reading: 'plain' });
  });

  it('has nobody read every number of a row', () => {
    const options = Array.from({ length: 11 }, (_, value) => ({ value, label: say(String(value)) }));
    expect(estimate({ items: [anItem('a', { kind: 'scale', options })] }).words).toBe(4);
  });

  it('counts the closing question', () => {
    expect(estimate({ items: [anItem('a')], closing: say('Wilt u nog iets kwijt?') })).toMatchObject({ words: 9, seconds: 13 });
  });

  it('tells how hard its Dutch is', () => {
    const hard = anItem('hard', { wording: say('Heeft u inzake dit traject een beschikking?') });
    const easy = Array.from({ length: 5 }, (_, number) => anItem(`easy-${number}`));
    expect(estimate({ items: [hard, ...easy] }).reading).toBe('some');
    expect(estimate({ items: [hard, easy[0]!] }).reading).toBe('hard');
  });
});
