import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { ROOT, sources, withoutComments, type Source } from './sources.js';

const LIBRARIES = readdirSync(path.join(ROOT, 'libs'));
const MOST_LINES = 350;

describe('a library', () => {
  it.each(LIBRARIES)('%s has a front door and says at it what it is', (library) => {
    expect(existsSync(path.join(ROOT, 'libs', library, 'src/index.ts'))).toBe(true);
    const [readme] = sources([`libs/${library}`], /^libs\/[^/]+\/README\.md$/);
    expect(readme?.text).toMatch(/^# \S/);
    expect(readme?.text.split('\n').length).toBeGreaterThan(10);
  });

  it('names what it lets out', () => {
    expect(sources(['libs'], /^libs\/[^/]+\/src\/index\.ts$/).filter(letsOutUnnamed)).toEqual([]);
  });

  it.each([
    `export * from './rooms.js';`,
    `export * as rooms from './rooms.js';`,
    `export default class Room {}`,
    `export { default } from './room.js';`,
  ])('may not say: %s', (text) => {
    expect(letsOutUnnamed({ file: 'libs/sinners/src/index.ts', text })).toBe(true);
  });

  it('may say what it names', () => {
    expect(
      letsOutUnnamed({ file: 'libs/honest/src/index.ts', text: `// not export * from\nexport { Room, type Key } from './room.js';` }),
    ).toBe(false);
  });
});

describe('a file', () => {
  const code = sources(['apps', 'libs', 'test', 'scripts'], /\.(ts|mjs|cjs|js|hbs)$/).filter(
    ({ file }) => !/\/(generated|vendor)\//.test(file),
  );

  it(`is read in one sitting: ${MOST_LINES} lines at most`, () => {
    expect(code.filter(isTooLong).map(({ file }) => file)).toEqual([]);
  });

  it.each([
    [MOST_LINES, false],
    [MOST_LINES + 1, true],
  ])('of %i lines is too long: %s', (lines, tooLong) => {
    expect(isTooLong({ file: 'libs/sinners/src/long.ts', text: 'x\n'.repeat(lines) })).toBe(tooLong);
  });

  it('is called after its one thing', () => {
    expect(code.filter(isBadlyNamed).map(({ file }) => file)).toEqual([]);
  });

  it.each([
    'libs/people/src/StaffService.ts',
    'libs/people/src/date-utils.ts',
    'libs/people/src/import-manager.service.ts',
    'apps/web/src/helpers.ts',
  ])('is not called %s', (file) => {
    expect(isBadlyNamed({ file, text: '' })).toBe(true);
  });

  it('is called caseload.page.ts, or 2026-figures.db-spec.ts', () => {
    expect(
      ['apps/web/src/caseload/caseload.page.ts', 'libs/outflow/src/2026-figures.db-spec.ts'].some((file) =>
        isBadlyNamed({ file, text: '' }),
      ),
    ).toBe(false);
  });
});

function letsOutUnnamed({ text }: Source): boolean {
  return /export\s*\*|export\s+default|\bdefault\b(\s+as\s+\w+)?\s*[,}]/.test(withoutComments(text));
}

function isTooLong({ text }: Source): boolean {
  return text.split('\n').length - 1 > MOST_LINES;
}

/** Kebab-case, and no word that says nothing. */
function isBadlyNamed({ file }: Source): boolean {
  const name = path.basename(file);
  return !/^_?[a-z0-9-]+(\.[a-z0-9-]+)+$/.test(name) || /(^|-)(helper|util|manager|handler|misc|common)s?[-.]/.test(name);
}
