import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Texts } from './texts.js';

describe('the texts of a face', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'texts-'));
  for (const language of ['nl', 'en']) mkdirSync(path.join(folder, language));
  writeFileSync(
    path.join(folder, 'nl/home.json'),
    JSON.stringify({ hello: 'Dag {{name}}', people_one: '{{count}} mens', people_other: '{{count}} mensen', only: 'alleen hier' }),
  );
  writeFileSync(
    path.join(folder, 'en/home.json'),
    JSON.stringify({ hello: 'Hello {{name}}', people_one: '{{count}} person', people_other: '{{count}} people' }),
  );
  const texts = new Texts(folder);
  afterAll(() => rmSync(folder, { recursive: true }));

  it('speak the language that is asked, with the values filled in', () => {
    expect(texts.text('nl', 'home.hello', { name: 'Noor' })).toBe('Dag Noor');
    expect(texts.text('en', 'home.hello', { name: 'Noor' })).toBe('Hello Noor');
  });

  it('leave escaping to the view, so that nothing is escaped twice', () => {
    expect(texts.text('nl', 'home.hello', { name: 'O’Brien & <b>' })).toBe('Dag O’Brien & <b>');
  });

  it('know one from many', () => {
    expect([0, 1, 2].map((count) => texts.text('nl', 'home.people', { count }))).toEqual(['0 mensen', '1 mens', '2 mensen']);
  });

  it('fall back to Dutch, and never show a key', () => {
    expect(texts.text('en', 'home.only')).toBe('alleen hier');
    expect(() => texts.text('nl', 'home.absent')).toThrow('no text for "home.absent"');
  });
});
