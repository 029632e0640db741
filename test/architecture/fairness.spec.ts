import { sources, withoutComments, type Source } from './sources.js';

/** Who may read or write what is known of sex: the report, and the import with its forgetting. */
const MAY_READ = ['libs/insight/src/fairness.read-model.ts', 'libs/people/src/fairness-attributes.service.ts'];
/** Who may ask the report, and who may begin the import. */
const MAY_ASK = ['libs/insight/src/insight.module.ts', 'libs/insight/src/index.ts', 'apps/web/src/fairness/fairness.controller.ts'];
const MAY_IMPORT = ['libs/people/src/people.module.ts', 'libs/people/src/index.ts', 'apps/cli/src/fairness.command.ts'];

describe('what is known of sex', () => {
  const code = sources(['apps', 'libs'], /(?<!spec)\.(ts|hbs)$/);

  it('is read by the fairness report and its import, and by nothing else', () => {
    expect(code.filter(readsSex).map(({ file }) => file)).toEqual(MAY_READ);
  });

  it('is asked for by the screen of that report only, and taken in by the command only', () => {
    expect(new Set(code.filter(naming('FairnessReadModel')).map(({ file }) => file))).toEqual(new Set([...MAY_ASK, MAY_READ[0]]));
    expect(new Set(code.filter(naming('FairnessAttributesService')).map(({ file }) => file))).toEqual(
      new Set([...MAY_IMPORT, MAY_READ[1]]),
    );
  });

  it.each([
    `await tx.query('select sex from fairness_attribute where client_id = $1', [clientId]);`,
    `const JOINED = 'left join FAIRNESS_ATTRIBUTE f using (client_id)';`,
    'const sql = `select * from fairness_basis`;',
  ])('is found out where it is read: %s', (text) => {
    expect(readsSex({ file: 'libs/rules/src/sinner.service.ts', text })).toBe(true);
  });

  it('may be talked about', () => {
    expect(
      readsSex({ file: 'libs/rules/src/honest.service.ts', text: '/** Never fairness_attribute. */\nexport const fair = true;' }),
    ).toBe(false);
  });
});

function readsSex({ text }: Source): boolean {
  return /fairness_(attribute|basis)/i.test(withoutComments(text));
}

function naming(name: string): (source: Source) => boolean {
  return ({ text }) => new RegExp(`\\b${name}\\b`).test(withoutComments(text));
}
