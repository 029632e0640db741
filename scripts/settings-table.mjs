// The settings as README.md shows them. `node scripts/settings-table.mjs` prints the table, with `--write` it puts it between the
// markers in README.md; a test compares the two (test/architecture/readme.spec.ts).
import { SETTINGS } from '#libs/platform';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';

export const START = '<!-- settings -->';
export const END = '<!-- /settings -->';

export function settingsTable(settings = SETTINGS) {
  const rows = settings.map(({ name, fallback, meaning }) => [`\`${name}\``, fallback, meaning]);
  return [['Setting', 'When not given', 'Meaning'], ['---', '---', '---'], ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

if (process.argv[1] === import.meta.filename) {
  if (process.argv.includes('--write')) await writeIntoReadme();
  else console.log(settingsTable());
}

async function writeIntoReadme() {
  const readme = path.resolve(import.meta.dirname, '../README.md');
  const text = await readFile(readme, 'utf8');
  const [before, rest] = text.split(START);
  const after = rest?.split(END)[1];
  if (after === undefined) throw new Error(`README.md has no ${START} … ${END}`);
  await writeFile(readme, `${before}${START}\n\n${settingsTable()}\n\n${END}${after}`);
}
