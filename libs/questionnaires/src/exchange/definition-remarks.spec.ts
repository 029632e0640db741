import { EVERYTHING } from '../../../../test/support/questionnaire-examples.js';
import { PROBLEM_CODES, type ProblemCode } from '../domain/problem.js';
import { definitionRemarks } from './definition-remarks.js';
import { tellRemark } from './exchange-texts.js';

const remarkOn = (place: string, code: ProblemCode) =>
  definitionRemarks(EVERYTHING, [{ place, code, values: {}, severity: 'refused' }]).map(({ sentence }) => sentence);

describe('what is wrong with a draft that came in', () => {
  it.each(PROBLEM_CODES)('has a sentence in both languages: %s', (code) => {
    const [remark] = definitionRemarks(EVERYTHING, [{ place: '', code, values: {}, severity: 'remark' }]);
    expect(remark?.code).toBe(`definition.${code}`);
    for (const language of ['nl', 'en'] as const) expect(remark && tellRemark(remark, language)).toMatch(/\.$/);
  });

  it('is told where it stands in the file, also of an item whose key has dots', () => {
    expect(remarkOn('items.wellbeing.general.options.2.label.nl', 'words-missing')).toEqual([
      'Vraag 1, antwoord 2, de tekst, in het Nederlands: er ontbreekt tekst.',
    ]);
    expect(remarkOn('sections.werk', 'empty-section')).toEqual(['Deel 2: in dit deel staan geen vragen.']);
    expect(remarkOn('title.en', 'words-missing')).toEqual(['De titel, in het Engels: er ontbreekt tekst.']);
  });

  it('is told all the same when it is a problem that this list does not know yet', () => {
    expect(remarkOn('', 'something-new' as ProblemCode)).toEqual(['hier klopt iets niet: something-new.']);
  });
});
