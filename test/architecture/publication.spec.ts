import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { ROOT, sources, type Source } from './sources.js';

const read = (file: string): string => readFileSync(path.join(ROOT, file), 'utf8');
const ON_TOP = ['README.md', 'CHANGELOG.md', 'CONTRIBUTING.md', 'CODE_OF_CONDUCT.md', 'SECURITY.md'];

describe('what is published', () => {
  it('has one version: in package.json, publiccode.yml and the changelog', () => {
    const { version } = JSON.parse(read('package.json')) as { version: string };

    expect(/^softwareVersion: (\S+)$/m.exec(read('publiccode.yml'))?.[1]).toBe(version);
    expect(/^## \[(\d\S*)\]/m.exec(read('CHANGELOG.md'))?.[1]).toBe(version);
  });

  it('has one licence: the EUPL-1.2, in full', () => {
    const { license } = JSON.parse(read('package.json')) as { license: string };

    expect(license).toBe('EUPL-1.2');
    expect(read('publiccode.yml')).toMatch(/^ {2}license: EUPL-1\.2$/m);
    expect(read('LICENSE')).toMatch(/^EUROPEAN UNION PUBLIC LICENCE v. 1.2[\s\S]*15\. Applicable Law[\s\S]*LiLiQ-R/);
  });

  it('speaks the version of publiccode.yml that its keys are from', () => {
    expect(read('publiccode.yml')).toMatch(/^publiccodeYmlVersion: '0\.7'$/m);
    for (const [, text] of read('publiccode.yml').matchAll(/^ {4}shortDescription: (.+)$/gm))
      expect(String(text).length).toBeLessThanOrEqual(150);
  });

  it('links to pages that are there', () => {
    const pages = [...sources(['docs', 'libs'], /\.md$/), ...ON_TOP.map((file) => ({ file, text: read(file) }))];

    expect(pages.flatMap(deadLinks)).toEqual([]);
    expect(deadLinks({ file: 'docs/sinner.md', text: '[here](architecture.md) [gone](gone.md#there) [web](https://example.org)' })).toEqual(
      ['docs/sinner.md links to gone.md'],
    );
  });
});

function deadLinks({ file, text }: Source): string[] {
  return [...text.matchAll(/\]\((?!\w+:|#)([^)#\s]+)(?:#[^)]*)?\)/g)]
    .map(([, link]) => String(link))
    .filter((link) => !existsSync(path.join(ROOT, path.dirname(file), link)))
    .map((link) => `${file} links to ${link}`);
}
