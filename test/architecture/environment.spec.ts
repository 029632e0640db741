import { sources, withoutComments, type Source } from './sources.js';

/** The settings are read in one file; the embedded server passes the rest of the environment on to PostgreSQL. */
const ALLOWED = ['libs/platform/src/configuration.ts', 'libs/platform/src/embedded-postgres.ts'];

describe('the environment', () => {
  it('is read in one place', () => {
    const readers = sources(['apps', 'libs'], /(?<!spec)\.ts$/).filter(readsTheEnvironment);

    expect(readers.map(({ file }) => file)).toEqual(ALLOWED);
  });

  it.each([
    `const port = process.env.PORT;`,
    `const port = process.env['PORT'];`,
    `const { PORT } = globalThis.process.env;`,
    `const { env } = process;`,
    `import { env } from 'node:process';`,
    `import process, { env as settings } from 'node:process';`,
  ])('is noticed in: %s', (text) => {
    expect(readsTheEnvironment({ file: 'apps/web/src/sinner.ts', text })).toBe(true);
  });

  it('may be talked about', () => {
    expect(readsTheEnvironment({ file: 'apps/web/src/honest.ts', text: '/** Not from process.env. */\nprocess.exitCode = 1;' })).toBe(
      false,
    );
  });
});

function readsTheEnvironment({ text }: Source): boolean {
  return /\bprocess\s*(\.|\[\s*['"])env\b|\{[^}]*\benv\b[^}]*\}\s*(=\s*(globalThis\.)?process\b|from\s*['"](node:)?process['"])/.test(
    withoutComments(text),
  );
}
