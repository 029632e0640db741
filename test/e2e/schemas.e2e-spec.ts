import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { serveWeb, type ServedWeb } from '../support/web.js';

describe('the schemas of our files', () => {
  let web: ServedWeb;
  beforeAll(async () => {
    web = await serveWeb();
  });
  afterAll(() => web.close());

  it.each([
    ['vragenlijst', 'questionnaire'],
    ['tekstpakket', 'text-pack'],
    ['regel', 'rule'],
    ['regels', 'rule-set'],
  ])('are there for everybody, as they stand in the docs: %s', async (name, file) => {
    const answer = await fetch(`${web.url}/schemas/${name}.json`, { redirect: 'manual' });
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toContain('application/schema+json');
    expect(await answer.text()).toBe(await readFile(path.resolve(import.meta.dirname, `../../docs/schemas/${file}.schema.json`), 'utf8'));
  });

  it('are these four and no others', async () => {
    expect((await fetch(`${web.url}/schemas/package.json`)).status).toBe(404);
  });
});
