import { answering } from './answering.js';
import { caseload } from './caseload.js';
import { dispatch, type DispatchRatio } from './dispatch.js';
import { openOffice, type BenchOffice } from './office.js';
import { measure, type Contest, type Ratio } from './ratio.js';
import { recording } from './recording.js';

/**
 * `npm run bench [-- --json] [-- name …]`: how fast the product is, as ratios against the barest code that does the same, in one run on one
 * machine. Without a name everything, sending with fewer messages.
 */
const asJson = process.argv.includes('--json');
const names = process.argv.slice(2).filter((argument) => !argument.startsWith('--'));
const isAsked = (name: string) => names.length === 0 || names.includes(name);

const contests: Record<string, (office: BenchOffice) => Contest | Promise<Contest>> = { answering, caseload, recording };
const ratios: (Ratio | DispatchRatio)[] = [];

const strange = names.filter((name) => !(name in contests) && name !== 'dispatch');
if (strange.length > 0) throw new Error(`no bench is called ${strange.join(', ')}: ${[...Object.keys(contests), 'dispatch'].join(', ')}`);

const asked = Object.keys(contests).filter(isAsked);
if (asked.length > 0) {
  const office = await openOffice();
  try {
    for (const name of asked) {
      const contest = await contests[name]!(office);
      report(await measure(contest));
      await contest.close?.();
    }
  } finally {
    await office.close();
  }
}
if (isAsked('dispatch')) for (const ratio of await dispatch({ messages: names.includes('dispatch') ? 20_000 : 4_000 })) report(ratio);
if (asJson) process.stdout.write(`${JSON.stringify(ratios, null, 2)}\n`);

function report(ratio: Ratio | DispatchRatio): void {
  ratios.push(ratio);
  if (!asJson) process.stdout.write(`${line(ratio)}\n`);
}

function line({ name, unit, ratio, aim, productPerSecond, barePerSecond, ...more }: Ratio | DispatchRatio): string {
  const verdict = ratio >= aim ? 'reached' : 'NOT reached';
  const details =
    'details' in more ? Object.entries(more.details).map(([what, count]) => `\n  ${what}: ${Math.round(count * 100) / 100}`) : [];
  return `${name}: ${ratio.toFixed(2)} of bare (aim ${aim}, ${verdict}); ${Math.round(productPerSecond)} against ${Math.round(barePerSecond)} ${unit} a second${details.join('')}`;
}
