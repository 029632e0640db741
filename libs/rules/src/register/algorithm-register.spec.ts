import { STANDARD_CATALOGUE } from '#libs/interventions';
import fc from 'fast-check';
import { STANDARD_RULES } from '../domain/standard-rules.js';
import { algorithmRegisterRecord, LONGEST_METHODS, sourcesOf, type RegisterRecord } from './algorithm-register.js';
import { problemsWithRecord } from './register-schema.js';

const GIVEN = { organization: 'gemeente Voorbeeld', contact: 'privacy@voorbeeld.example' };
const recordOf = (rules = STANDARD_RULES, given = GIVEN) => algorithmRegisterRecord(rules, STANDARD_CATALOGUE, given);
const [RULE] = STANDARD_RULES;

describe('the record for the Algoritmeregister', () => {
  it('of the standard rules is one that the standard takes', () => {
    expect(problemsWithRecord(recordOf().record)).toEqual({});
    const all = { ...GIVEN, website: 'https://voorbeeld.example', rulesUrl: 'https://voorbeeld.example/regels' };
    const assessed = { ...all, dpia: 'https://voorbeeld.example/dpia', iama: 'https://voorbeeld.example/iama' };
    expect(problemsWithRecord(recordOf(STANDARD_RULES, assessed).record)).toEqual({});
  });

  it('is in use since the oldest of the rules in force, and in development without any', () => {
    expect(recordOf().record).toMatchObject({ status: 'In gebruik', begin_date: '2025-01', lang: 'nld', standard_version: '1.0' });
    expect(recordOf([]).record.status).toBe('In ontwikkeling');
    expect(problemsWithRecord(recordOf([]).record)).toEqual({});
  });

  it('says that it does not learn, that a person decides, and that no sanction follows', () => {
    const { methods_and_models: methods, human_intervention: human, goal } = recordOf().record;
    expect(methods).toContain('niet zelflerend');
    expect(human).toContain('Een mens besluit altijd.');
    expect(goal).toContain('niet gebruikt voor controle, een maatregel, een boete of een besluit over de uitkering');
  });

  it('tells every rule that fits in words, and names what the rules read once', () => {
    const { record, rulesLeftOut } = recordOf(STANDARD_RULES.slice(0, 3));
    for (const { title } of STANDARD_RULES.slice(0, 3)) expect(record.methods_and_models).toContain(`<li>${title.nl}: Als `);
    expect(rulesLeftOut).toBe(0);
    expect(sourcesOf([{ when: { all: [{ trait: 'health.self_rated', atMost: 2 }, { none: [{ ageBand: ['under-27'] }] }] } }])).toEqual([
      'Gezondheid',
      'Leeftijd, in vijf brede groepen',
    ]);
  });

  it('names every standard rule, the last ones by name only, and says so', () => {
    const { record, namedOnly, rulesLeftOut } = recordOf();
    for (const { title } of STANDARD_RULES) expect(record.methods_and_models).toContain(`<li>${title.nl}`);
    expect([record.methods_and_models.match(/<li>[^<]+: Als /g)?.length, rulesLeftOut]).toEqual([STANDARD_RULES.length - namedOnly, 0]);
    expect(record.methods_and_models).toContain(`<p>Van ${namedOnly} regels staat hier alleen de naam.</p>`);
  });

  it('ends at a whole rule when there are too many, and says how many more there are', () => {
    const { record, rulesLeftOut } = recordOf(Array.from({ length: 300 }, () => RULE!));
    const told = record.methods_and_models.match(/<li>/g)?.length ?? 0;
    expect(told + rulesLeftOut).toBe(300);
    expect(record.methods_and_models).toMatch(new RegExp(`</li></ul><p>En nog ${rulesLeftOut} andere regels.</p>$`));
    expect(record.methods_and_models.length).toBeLessThanOrEqual(LONGEST_METHODS);
    expect(problemsWithRecord(record)).toEqual({});
  });

  it('is one that the standard takes, whatever somebody wrote as a title', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ minLength: 1, maxLength: 200 }), { maxLength: 60 }), (titles) => {
        const rules = titles.map((nl) => ({ ...RULE!, title: { nl, en: nl } }));
        expect(problemsWithRecord(recordOf(rules).record)).toEqual({});
      }),
      { numRuns: 30 },
    );
  });

  it.each<[string, Partial<Record<keyof RegisterRecord | 'extra', unknown>>, string]>([
    ['a contact that is no address', { contact_email: 'privacy' }, 'contact_email'],
    ['an organisation of 101 letters', { organization: 'a'.repeat(101) }, 'organization'],
    ['a subject of its own', { category: ['Controle'] }, 'category'],
    ['another markup', { goal: '<script>alert(1)</script>' }, 'goal'],
    ['markup with an attribute', { risks: '<p onclick="x">' }, 'risks'],
    ['another standard', { standard_version: '0.9' }, 'standard_version'],
    ['a month that is none', { begin_date: '2025-13' }, 'begin_date'],
    ['no name', { name: undefined }, 'name'],
    ['a field that the standard does not know', { extra: 'x' }, 'additionalProperties'],
  ])('is refused with %s', (_, change, field) => {
    const changed = JSON.parse(JSON.stringify({ ...recordOf().record, ...change })) as RegisterRecord;
    expect(Object.keys(problemsWithRecord(changed))).toEqual([field]);
  });
});
