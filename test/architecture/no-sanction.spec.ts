import { STANDARD_CATALOGUE } from '#libs/interventions';
import { STAFF_ROLES } from '#libs/people';
import { compileRule, STANDARD_RULES } from '#libs/rules';
import { sources, withoutComments, type Source } from './sources.js';

/** What this product cannot do, in the words in which somebody would build it. */
const FORBIDDEN =
  /sanction|penalt|exempti|exemptf|fraud|enforce|surveil|risk_?score|benefit_?(decision|stop|cut)|sanctie|boete|maatregel|handhav|ontheff|korting|strafkort|fraude|risicoscore/i;

/** A way to write down that this may not be, or what came in from elsewhere, is no way to do it. */
const ABOUT_IT = [
  'libs/interventions/src/domain/decisions-of-the-law.ts',
  // Why a benefit ended, as the municipality tells it.
  'libs/people/src/domain/end-reasons.ts',
];

describe('a suggestion can never be a sanction, an exemption or a decision about a benefit', () => {
  const code = sources(['apps', 'libs'], /(?<!spec)\.ts$/).filter(({ file }) => !ABOUT_IT.includes(file));

  it('because nobody works here for it', () => {
    expect([...STAFF_ROLES]).toEqual(['coach', 'team_lead', 'admin', 'privacy_officer', 'management']);
  });

  it('because there is no type, function or constant for it', () => {
    expect(code.flatMap(namedForIt)).toEqual([]);
  });

  it('because there is no route, screen or command for it', () => {
    expect(code.flatMap(waysToIt)).toEqual([]);
    expect(sources(['apps'], /\/(src|views)\//).filter(({ file }) => FORBIDDEN.test(file))).toEqual([]);
  });

  it('because there is no table, column or kind of decision for it', () => {
    const migrations = sources(['libs/platform/migrations'], /\.sql$/);
    expect(migrations.flatMap(roomForIt)).toEqual([]);
    // What a coach decides about a suggestion, in full.
    expect(migrations.flatMap(({ text }) => text.match(/decision text not null check \(decision in \([^)]*\)\)/g) ?? [])).toEqual([
      `decision text not null check (decision in ('accepted', 'adjusted', 'declined'))`,
    ]);
  });

  it('because no rule may suggest what prepares a decision of the law', () => {
    const [rule] = STANDARD_RULES;
    for (const { code: intervention } of STANDARD_CATALOGUE.all.filter(({ suggestible }) => !suggestible)) {
      const then = [{ stance: 'suggest', intervention, strength: 1 }];
      expect(compileRule({ ...rule, then }, STANDARD_CATALOGUE)).toHaveProperty('problems');
    }
    expect(compileRule(rule, STANDARD_CATALOGUE)).not.toHaveProperty('problems');
  });

  it.each([
    ['a type', `export interface SanctionProposal { clientId: string }`],
    ['a function', `export function proposeExemption(clientId: string) {}`],
    ['a constant', `const riskScore = 0.7;`],
    ['a member', `class Suggestion {\n  enforcementFlag = false;\n}`],
  ])('is found out as %s', (_, text) => {
    expect(namedForIt({ file: 'libs/rules/src/sinner.ts', text })).toHaveLength(1);
  });

  it.each([
    ['a route', `@Get('klanten/:id/maatregel')`],
    ['a controller', `@Controller("handhaving")`],
    ['a command', `program.command('export fraud')`],
  ])('is found out as %s', (_, text) => {
    expect(waysToIt({ file: 'apps/web/src/sinner.controller.ts', text })).toHaveLength(1);
  });

  it.each([
    ['a table', `create table sanction (\n  id uuid primary key\n);`],
    ['a column', `create table suggestion (\n  id uuid,\n  penalty_percent integer\n);`],
    ['a column of later', `alter table client add column risk_score numeric;`],
  ])('is found out as %s', (_, text) => {
    expect(roomForIt({ file: 'libs/platform/migrations/9999-sinner.sql', text })).toHaveLength(1);
  });

  it('may be written about, and a benefit may have ended because of it', () => {
    expect(namedForIt({ file: 'libs/honest.ts', text: `/** Never a sanction. */\nexport const END_REASONS = ['ENFORCEMENT'];` })).toEqual(
      [],
    );
    expect(
      roomForIt({ file: 'honest.sql', text: `-- no sanction\ncreate table spell (\n  reason text check (reason in ('ENFORCEMENT'))\n);` }),
    ).toEqual([]);
  });
});

/** Declared names that say it. */
function namedForIt({ file, text }: Source): string[] {
  const names = withoutStrings(withoutComments(text)).matchAll(
    /\b(?:class|interface|type|enum|function|const|let)\s+(\w+)|^\s+(?:readonly\s+|private\s+|static\s+)*(\w+)\s*[?!]?\s*[:=(]/gm,
  );
  return [...names]
    .map(([, declared, member]) => String(declared ?? member))
    .flatMap((name) => (FORBIDDEN.test(name) ? [`${file}: ${name}`] : []));
}

/** Addresses and commands that say it. */
function waysToIt({ file, text }: Source): string[] {
  const ways = withoutComments(text).matchAll(/(?:@(?:Controller|Get|Post|Put|Patch|Delete)|\.command)\(\s*(['"`])(.*?)\1/g);
  return [...ways].flatMap(([, , way]) => (FORBIDDEN.test(String(way)) ? [`${file}: ${way}`] : []));
}

/** Tables and columns whose name says it; what a value says is another thing. */
function roomForIt({ file, text }: Source): string[] {
  const names = withoutStrings(text.replaceAll(/--.*$/gm, '')).matchAll(
    /create table (\w+)|add column (?:if not exists )?(\w+)|^ {2}(\w+) [a-z]/gm,
  );
  return [...names]
    .map((found) => String(found[1] ?? found[2] ?? found[3]))
    .flatMap((name) => (FORBIDDEN.test(name) ? [`${file}: ${name}`] : []));
}

function withoutStrings(text: string): string {
  return text.replaceAll(/'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"/g, "''");
}
