import { DECISIONS_OF_THE_LAW, forbiddenWords, OUTCOMES, STANDARD_CATALOGUE, STEPS, STOP_REASONS } from '#libs/interventions';
import { RULE_SCHEMA } from '#libs/rules';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { PROJECT_ROOT } from '#libs/platform';

const MIGRATIONS = path.join(PROJECT_ROOT, 'libs/platform/migrations');

/** Requirement 30: no suggestion can create a sanction, an exemption or a decision about a benefit. There is nothing in the product that could be one. */
describe('nothing here decides about somebody:', () => {
  it('nothing that can be begun is a sanction, and what prepares a decision of the law is never for rules', () => {
    for (const { code, name, summary, forWhom, notFor, suggestible } of STANDARD_CATALOGUE.all) {
      const words = [name, summary, forWhom, notFor].flatMap(({ nl, en }) => [nl, en]).concat(code.replaceAll('_', ' ').toLowerCase());
      expect([code, words.flatMap((text) => forbiddenWords(text, code))]).toEqual([code, []]);
      expect([code, suggestible]).toEqual([code, !DECISIONS_OF_THE_LAW.has(code)]);
    }
  });

  it('nothing that happens with it, or becomes of it, is one', () => {
    for (const word of [...STEPS, ...OUTCOMES, ...STOP_REASONS]) expect(forbiddenWords(word.replaceAll('_', ' '))).toEqual([]);
  });

  it('a rule can suggest, advise against, have talked first or have asked again, and no more', () => {
    const { effect } = RULE_SCHEMA['$defs'] as { effect: { anyOf: { properties: { stance: { const?: string; enum?: string[] } } }[] } };
    const stances = effect.anyOf.flatMap(({ properties: { stance } }) => stance.enum ?? [stance.const]);
    expect(new Set(stances)).toEqual(new Set(['suggest', 'advise_against', 'talk_first', 'ask']));
  });

  it('no table holds one', () => {
    const tables = readdirSync(MIGRATIONS)
      .flatMap((file) => [...readFileSync(path.join(MIGRATIONS, file), 'utf8').matchAll(/^create table (\w+)/gm)])
      .map(([, table]) => table as string);
    expect(tables.length).toBeGreaterThan(40);
    expect(tables.filter((table) => /sanction|fine\b|penalty|exemption|benefit_decision|measure/.test(table))).toEqual([]);
  });
});
