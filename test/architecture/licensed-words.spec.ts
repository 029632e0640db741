import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { ROOT, sources, type Source } from './sources.js';

/** So many words in a row are no coincidence. */
const WORDS = 5;

/**
 * Texts that others own and that may not be spread with this product: the WHO-5, the PHQ-4, descriptions of the Zelfredzaamheid-Matrix and
 * statements of Positieve Gezondheid, as far as we know them. Only hashes stand here, because the words themselves may not. The last ones are
 * of an invented sentence, to test the guard with. The Taalmeter is an online test whose questions nobody has shown us.
 */
const FORBIDDEN = new Map(
  readFileSync(path.join(ROOT, 'test/architecture/licensed-words.txt'), 'utf8')
    .split('\n# ')
    .slice(1)
    .flatMap((part) => {
      const [whose = '', ...hashes] = part.trim().split('\n');
      return hashes.map((hash) => [hash, whose] as const);
    }),
);

describe('what others own', () => {
  const files = [
    ...sources(['apps', 'libs', 'test', 'docs', 'docker', 'scripts'], /\.(ts|mjs|cjs|js|json|md|hbs|sql|txt|csv|html|ya?ml)$/),
    ...['README.md', 'CHANGELOG.md'].map((file): Source => ({ file, text: readFileSync(path.join(ROOT, file), 'utf8') })),
  ];

  it('is nowhere in the tree', () => {
    expect(files.flatMap(found)).toEqual([]);
  });

  it('is looked for in every text that anybody reads', () => {
    const kinds = new Set(files.map(({ file }) => path.extname(file)));
    expect(['.json', '.md', '.ts', '.hbs', '.sql'].filter((kind) => !kinds.has(kind))).toEqual([]);
    expect(new Set(FORBIDDEN.values())).toEqual(new Set(['who5', 'phq4', 'zrm', 'iph', 'sinner']));
  });

  // Back to front, or this file would be the sinner.
  const sinner = 'wekken te bewaker de om alleen hier staat zin deze'.split(' ').toReversed().join(' ');

  it.each([
    ['as it is', sinner],
    ['in a text of JSON', `{"items":[{"nl":"${sinner}."}]}`],
    ['with other capitals and signs', sinner.toUpperCase().replaceAll(' ', ', ')],
    ['over two lines', sinner.replace('hier', '\n   hier')],
    ['with accents', sinner.replaceAll('e', 'é')],
    ['in part', sinner.split(' ').slice(2, 7).join(' ')],
  ])('is found %s', (_, text) => {
    expect(found({ file: 'libs/sinners/messages/nl/items.json', text })).toContain(
      'libs/sinners/messages/nl/items.json has words of sinner',
    );
  });

  it('is not found in four words of it, or in others', () => {
    expect(found({ file: 'x', text: sinner.split(' ').slice(0, 4).join(' ') })).toEqual([]);
    expect(found({ file: 'x', text: 'Hoe gaat het met u? Heel slecht, slecht, gaat wel, goed, heel goed.' })).toEqual([]);
  });
});

/** What a row of words hashes to: code says the same again and again, and hashing is what costs. */
const known = new Map<string, string | null>();

function ownerOf(row: string): string | null {
  const before = known.get(row);
  if (before !== undefined) return before;
  const owner = FORBIDDEN.get(createHash('sha256').update(row).digest('hex').slice(0, 16)) ?? null;
  known.set(row, owner);
  return owner;
}

function found({ file, text }: Source): string[] {
  const words = text
    .toLowerCase()
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .match(/[a-z0-9]+/g);
  const owners = new Set((words ?? []).flatMap((_, index, all) => ownerOf(all.slice(index, index + WORDS).join(' ')) ?? []));
  return [...owners].map((owner) => `${file} has words of ${owner}`);
}
