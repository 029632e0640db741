import { TRAITS } from '#libs/profiles';
import { STANDARD_RULES } from './standard-rules.js';
import { compileRule } from './compile-rule.js';
import { isForbiddenInput } from './forbidden-inputs.js';

describe('forbidden inputs', () => {
  it.each([
    'person.nationality',
    'birth_country',
    'client.countryOfBirth',
    'interface_language',
    'client.language',
    'home.postcode',
    'Name',
    'person:sex',
    'gender',
  ])('%s is one', (key) => {
    expect(isForbiddenInput(key)).toBe(true);
  });

  it('speaking Dutch is a skill, not one of them', () => {
    expect(isForbiddenInput('language.dutch_speaking')).toBe(false);
    expect(isForbiddenInput('literacy.reading_nl')).toBe(false);
  });

  it('are not registered as a trait either', () => {
    expect(TRAITS.map(({ key }) => key).filter(isForbiddenInput)).toEqual([]);
  });

  it('are read by no standard rule; a rule planted among them that does is found', () => {
    const [honest] = STANDARD_RULES;
    const sinner = { ...honest, rule: 'sinner', when: { all: [honest?.when, { none: [{ trait: 'person.nationality', is: 1 }] }] } };
    const reading = (rules: readonly unknown[]) =>
      rules
        .map((rule) => compileRule(rule))
        .flatMap((compiled) => ('problems' in compiled ? compiled.problems : []))
        .filter(({ reason }) => reason === 'forbidden-input');
    expect(reading(STANDARD_RULES)).toEqual([]);
    expect(reading([...STANDARD_RULES, sinner])).toEqual([
      { at: 'when.all[1].none[0].trait', reason: 'forbidden-input', found: 'person.nationality' },
    ]);
  });
});
