import { SETTINGS } from '#libs/platform';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { ROOT } from './sources.js';

interface SettingsTable {
  START: string;
  END: string;
  settingsTable: (settings?: readonly { name: string; fallback: string; meaning: string }[]) => string;
}

/** Words of the Werkplein that a newcomer meets in the code on the first day. */
const FIRST_WORDS = ['klant', 'werkcoach', 'caseload', 'vragenlijst', 'kenmerk', 'belemmering', 'advies', 'uitkering', 'uitstroom'];

describe('README.md', () => {
  const readme = readFileSync(path.join(ROOT, 'README.md'), 'utf8');
  let table: SettingsTable;

  beforeAll(async () => {
    table = (await import(path.join(ROOT, 'scripts/settings-table.mjs'))) as SettingsTable;
  });

  it('has the settings as they are (else: node scripts/settings-table.mjs --write)', () => {
    const shown = readme.split(table.START)[1]?.split(table.END)[0];

    expect(rowsOf(shown ?? '')).toEqual(rowsOf(table.settingsTable()));
  });

  it('is noticed to lag behind when a setting is added', () => {
    const [first, ...others] = SETTINGS;

    expect(rowsOf(table.settingsTable(others))).not.toEqual(rowsOf(table.settingsTable()));
    expect(rowsOf(table.settingsTable([{ ...first, fallback: '8080' }, ...others]))).not.toEqual(rowsOf(table.settingsTable()));
  });

  it('explains the words of the Werkplein', () => {
    const glossary = /^#+ .*(Glossary|Woordenlijst)[\s\S]*?(?=^## |(?![\s\S]))/im.exec(readme)?.[0].toLowerCase() ?? '';

    expect(FIRST_WORDS.filter((word) => !glossary.includes(word))).toEqual([]);
  });
});

/** Prettier pads the cells of a table: what counts is what they say. */
function rowsOf(table: string): string[][] {
  return table
    .split('\n')
    .filter((line) => line.startsWith('|'))
    .map((line) => line.split('|').map((cell) => cell.trim().replace(/^-+$/, '---')));
}
