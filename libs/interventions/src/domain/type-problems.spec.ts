import fc from 'fast-check';
import { Catalogue, STANDARD_CATALOGUE, type InterventionType } from './catalogue.js';
import { codeFrom, problemsWithType } from './type-problems.js';

const workshop = STANDARD_CATALOGUE.of('CV_WORKSHOP');
const keysOf = (change: Partial<InterventionType>, catalogue = STANDARD_CATALOGUE) =>
  Object.fromEntries(Object.entries(problemsWithType({ ...workshop, ...change }, catalogue)).map(([field, { key }]) => [field, key]));

describe('a type in the catalogue', () => {
  it('may be everything that comes with the product', () => {
    for (const type of STANDARD_CATALOGUE.all) expect(problemsWithType(type, STANDARD_CATALOGUE)).toEqual({});
  });

  it.each<[string, Partial<InterventionType>, Record<string, string>]>([
    ['without a name in English', { name: { nl: 'Fietsles', en: ' ' } }, { 'name.en': 'form.text-needed' }],
    ['without a summary', { summary: { nl: '', en: 'x' } }, { 'summary.nl': 'form.text-needed' }],
    ['with a name like a letter', { name: { nl: 'x'.repeat(61), en: 'x' } }, { 'name.nl': 'form.too-long' }],
    ['that is a sanction', { name: { nl: 'Boete', en: 'Talk' } }, { 'name.nl': 'form.forbidden-word' }],
    ['whose summary is one', { summary: { nl: 'x', en: 'Leads to a penalty.' } }, { 'summary.en': 'form.forbidden-word' }],
    ['that is not for who has one', { notFor: { nl: 'Na een sanctie', en: '' } }, { 'notFor.nl': 'form.forbidden-word' }],
    ['of who enforces', { provider: 'Afdeling Handhaving' }, { provider: 'form.forbidden-word' }],
    ['for no week', { durationWeeks: 0 }, { durationWeeks: 'form.weeks' }],
    ['for half a week', { durationWeeks: 0.5 }, { durationWeeks: 'form.weeks' }],
    ['without any place', { places: 0 }, { places: 'form.places' }],
    ['repeated in two years', { repeatAfterDays: 367 }, { repeatAfterDays: 'form.repeat' }],
    ['repeated before it ended', { repeatAfterDays: -1 }, { repeatAfterDays: 'form.repeat' }],
    ['with no approach', { approach: 'harsh' as never }, { approach: 'form.approach-needed' }],
    ['that asks for what does not exist first', { firstDo: ['MAGIC'] }, { firstDo: 'form.unknown-intervention' }],
    ['that asks for itself first', { firstDo: ['CV_WORKSHOP'] }, { firstDo: 'form.first-in-a-circle' }],
  ])('may not be one %s', (_, change, expected) => {
    expect(keysOf(change)).toEqual(expected);
  });

  it('tells which word it was', () => {
    expect(problemsWithType({ ...workshop, name: { nl: 'Sanctiegesprek', en: 'Talk' } }, STANDARD_CATALOGUE)).toEqual({
      'name.nl': { key: 'form.forbidden-word', found: 'Sanctiegesprek' },
    });
  });

  it('is never opened to rules when it prepares a decision of the law', () => {
    const review = STANDARD_CATALOGUE.of('EXEMPTION_REVIEW');
    expect(problemsWithType({ ...review, suggestible: true }, STANDARD_CATALOGUE)).toEqual({ suggestible: { key: 'form.never-by-rules' } });
    // Also when somebody wrote it into the database.
    expect(new Catalogue([{ ...review, suggestible: true }]).of('EXEMPTION_REVIEW').suggestible).toBe(false);
  });

  it('cannot ask first for what asks for it first, however far round', () => {
    const chained = new Catalogue(
      STANDARD_CATALOGUE.all.map((type) =>
        type.code === 'LANGUAGE_COURSE'
          ? { ...type, firstDo: ['LITERACY_SCREENING'] }
          : type.code === 'LITERACY_SCREENING'
            ? { ...type, firstDo: ['CV_WORKSHOP'] }
            : type,
      ),
    );
    expect(keysOf({ firstDo: ['LANGUAGE_COURSE'] }, chained)).toEqual({ firstDo: 'form.first-in-a-circle' });
    expect(keysOf({ firstDo: ['COACH_CALL'] }, chained)).toEqual({});
  });
});

describe('a code', () => {
  it.each([
    ['Fietsles voor vrouwen', 'FIETSLES_VOOR_VROUWEN'],
    ['  Één-op-één coaching! ', 'EEN_OP_EEN_COACHING'],
    ['3 dagen proef', 'I_3_DAGEN_PROEF'],
    ['CV workshop', 'CV_WORKSHOP_2'],
    ['!!!', 'I'],
  ])('is made of the name %s', (name, code) => {
    expect(codeFrom(name, (each) => STANDARD_CATALOGUE.find(each) !== null)).toBe(code);
  });

  it('is plain and new, whatever the name', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.uniqueArray(fc.constantFrom('A', 'A_2', 'I', 'I_2')), (name, taken) => {
        const code = codeFrom(name, (each) => (taken as string[]).includes(each));
        expect(code).toMatch(/^[A-Z][A-Z0-9_]*$/);
        expect(taken).not.toContain(code);
      }),
    );
  });
});
