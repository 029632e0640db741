import fc from 'fast-check';
import { PROJECT_ROOT } from '#libs/platform';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { anyCondition } from '../../../../test/support/arbitrary-rules.js';
import { compileRule } from '../domain/compile-rule.js';
import { STANDARD_RULES } from '../domain/standard-rules.js';
import { exportRules } from '../editing/rule-file.js';
import { ruleSchemaText, schemaProblemsIn } from './rule-schemas.js';

const aRule = (given: Record<string, unknown> = {}) => ({
  rule: 'a-rule',
  version: 1,
  title: { nl: 'Een regel', en: 'A rule' },
  when: { trait: 'health.self_rated', atMost: 2 },
  then: [{ stance: 'suggest', intervention: 'COACH_CALL', strength: 1 }],
  explanation: { nl: 'Bel.', en: 'Call.' },
  author: 'een',
  approver: 'ander',
  validFrom: '2026-01-01T00:00:00Z',
  ...given,
});
const places = (rule: unknown) => schemaProblemsIn('rule', rule).map(({ at }) => at);
const isTaken = (rule: unknown) => !('problems' in compileRule(rule));

describe('the schema of a rule', () => {
  it('takes every standard rule, and a file of all of them', () => {
    for (const rule of STANDARD_RULES) expect(schemaProblemsIn('rule', rule)).toEqual([]);
    const file = JSON.parse(exportRules(STANDARD_RULES, Temporal.Instant.from('2026-06-01T09:00:00Z'))) as Record<string, unknown>;
    expect(schemaProblemsIn('rule-set', file)).toEqual([]);
    expect(schemaProblemsIn('rule-set', { ...file, format: 'iets anders' })).toEqual([
      { at: '/format', problem: 'must be equal to constant' },
    ]);
    expect(schemaProblemsIn('rule-set', { ...file, rules: [aRule({ version: 0 })] })[0]?.at).toBe('/rules/0/version');
  });

  it.each<[string, Record<string, unknown>, string]>([
    ['a condition that is none', { when: {} }, '/when'],
    ['two comparisons at once', { when: { trait: 'health.physical', is: 1, atMost: 2 } }, '/when'],
    [
      'a mistake deep inside, at its place',
      { when: { all: [{ trait: 'health.physical', is: 1 }, { any: [{ trait: 'x', is: 'one' }] }] } },
      '/when/all/1/any/0',
    ],
    ['all of nothing', { when: { all: [] } }, '/when'],
    ['an order instead of an advice', { then: [{ stance: 'oblige', intervention: 'COACH_CALL', strength: 1 }] }, '/then/0'],
    ['an advice with an amount', { then: [{ stance: 'suggest', intervention: 'COACH_CALL', strength: 1, amount: 100 }] }, '/then/0'],
    ['a rule that says nothing', { then: [] }, '/then'],
    ['a title in one language', { title: { nl: 'Een regel' } }, '/title'],
    ['a field nobody knows', { risk: 0.8 }, ''],
    ['a moment that is a day', { validFrom: '2026-01-01' }, '/validFrom'],
    ['a name that is no key', { rule: 'Een regel!' }, '/rule'],
    ['a period that is endless', { when: { silentForDays: 5_000 } }, '/when'],
    ['a running one with a period', { when: { intervention: 'COACH_CALL', was: 'running', withinDays: 3 } }, '/when'],
  ])('refuses %s, and so does the compiler', (_, given, place) => {
    expect(places(aRule(given))).toEqual([place]);
    expect(isTaken(aRule(given))).toBe(false);
  });

  it('takes the example in the docs, and so does the compiler', () => {
    const docs = readFileSync(path.join(PROJECT_ROOT, 'docs/rules.md'), 'utf8');
    const example: unknown = JSON.parse(/```json\n([^`]+)```/.exec(docs)?.[1] ?? 'null');
    expect(schemaProblemsIn('rule', example)).toEqual([]);
    expect(compileRule(example)).not.toHaveProperty('problems');
  });

  it('takes whatever the compiler takes', () => {
    fc.assert(
      fc.property(anyCondition, (when) => {
        const rule = aRule({ when: { all: [when, { trait: 'finance.debt', is: 1 }] } });
        fc.pre(isTaken(rule));
        expect(schemaProblemsIn('rule', rule)).toEqual([]);
      }),
    );
  });

  it('is refused by the compiler wherever it refuses: whatever is changed in a good rule', () => {
    const fields = Object.keys(aRule({ forWhom: { nl: 'n', en: 'e' }, wish: false, validUntil: null }));
    fc.assert(
      fc.property(
        fc.constantFrom(...fields, 'more'),
        fc.oneof(fc.jsonValue(), fc.constantFrom(null, '', 'x', 1, [], {})),
        (field, value) => {
          const rule = aRule({ [field]: value });
          if (schemaProblemsIn('rule', rule).length > 0) expect(isTaken(rule)).toBe(false);
        },
      ),
      { numRuns: 500 },
    );
  });

  it('says of every field what it is for', () => {
    const undescribed: string[] = [];
    const look = (schema: unknown, at: string): void => {
      if (typeof schema !== 'object' || schema === null) return;
      const { properties, ...rest } = schema as Record<string, unknown>;
      for (const [name, field] of Object.entries((properties ?? {}) as Record<string, Record<string, unknown>>)) {
        if (!field['description'] && !field['$ref']) undescribed.push(`${at}.${name}`);
        look(field, `${at}.${name}`);
      }
      for (const [name, inner] of Object.entries(rest)) look(inner, `${at}.${name}`);
    };
    look(JSON.parse(ruleSchemaText('rule')), 'rule');
    look(JSON.parse(ruleSchemaText('rule-set')), 'rule-set');
    expect(undescribed).toEqual([]);
  });
});
