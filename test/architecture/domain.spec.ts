import { sources, withoutComments } from './sources.js';

/**
 * A deciding function may take a value from the front door of a library below, when that value is itself pure: it comes out of that
 * library's `domain/`, or is one of these few of the ground floor. Types vanish, and may come from anywhere below.
 */
const PURE_ON_THE_GROUND_FLOOR = new Set([
  'localDate',
  'localInstant',
  'TIME_ZONE',
  'LANGUAGES',
  'CLIENT_LANGUAGES',
  'isClientLanguage',
  'wordingIn',
  'directionOf',
  'DEFAULT_LANGUAGE',
  'isLanguage',
  'readSendHours',
  'DEFAULT_SEND_HOURS',
  'DomainError',
  'ConflictError',
  'InvalidInputError',
  'NotAllowedError',
  'NotFoundError',
]);

describe('the domain folders', () => {
  it('take only pure things from the libraries below', () => {
    const doors = Object.fromEntries(
      sources(['libs'], /^libs\/[^/]+\/src\/index\.ts$/).map(({ file, text }) => [file.split('/')[1], text]),
    );
    const taken = sources(['libs'], /\/src\/domain\/(?!.*spec).*\.ts$/).flatMap(({ file, text }) =>
      impureValues(text, doors).map((value) => `${file} takes ${value}`),
    );

    expect(taken).toEqual([]);
  });

  const doors = {
    platform: `export { Clock, localDate } from './clock.js';`,
    profiles: `export { ProfilesService } from './profiles.service.js';\nexport { TRAITS, type Trait } from './domain/traits.js';`,
  };

  it.each([
    [`import { ProfilesService } from '#libs/profiles';`, ['ProfilesService']],
    [`import { TRAITS, ProfilesService as Profiles } from '#libs/profiles';`, ['ProfilesService']],
    [`import { Clock, localDate } from '#libs/platform';`, ['Clock']],
    [`import * as profiles from '#libs/profiles';`, ['* as profiles']],
  ])('may not say: %s', (text, values) => {
    expect(impureValues(text, doors)).toEqual(values);
  });

  it('may name types, and values that are pure where they come from', () => {
    const text = `import type { ProfilesService } from '#libs/profiles';\nimport { TRAITS, type Observation } from '#libs/profiles';\nimport { localDate } from '#libs/platform';`;

    expect(impureValues(text, doors)).toEqual([]);
  });
});

function impureValues(text: string, doors: Record<string, string>): string[] {
  const imports = withoutComments(text).matchAll(/^import\s+(?!type\b)(\*\s+as\s+\w+|\{([^}]*)\})\s+from\s+'#libs\/([a-z]+)'/gm);
  return [...imports].flatMap(([, all, names, library]) => {
    if (names === undefined) return [String(all)];
    return valuesOf(names).filter((name) => !isPure(name, String(library), doors[String(library)] ?? ''));
  });
}

function isPure(name: string, library: string, door: string): boolean {
  if (library === 'platform') return PURE_ON_THE_GROUND_FLOOR.has(name);
  const rooms = [...door.matchAll(/export\s*\{([^}]*)\}\s*from\s*'([^']+)'/g)];
  return rooms.some(([, names, room]) => valuesOf(String(names)).includes(name) && String(room).startsWith('./domain/'));
}

/** The names of an import or export list, without types and without what they are called here. */
function valuesOf(names: string): string[] {
  return names
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '' && !name.startsWith('type '))
    .map((name) => String(name.split(/\s+as\s+/)[0]));
}
