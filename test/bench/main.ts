import { answering } from './answering.js';
import { caseload } from './caseload.js';
import { chaos, type ChaosReport } from './chaos.js';
import { inbound } from './inbound.js';
import { kaplanMeierContest } from './kaplan-meier.js';
import { nightly } from './nightly.js';
import { dispatch, type DispatchRatio } from './dispatch.js';
import { openOffice, type BenchOffice } from './office.js';
import { outflow } from './outflow.js';
import { measure, type Contest, type Ratio } from './ratio.js';
import { recording } from './recording.js';
import { rules } from './rules.js';
import { traits } from './traits.js';

/**
 * `npm run bench [-- --json] [-- name …]`: how fast the product is, as ratios against the barest code that does the same, in one run on one
 * machine. Without a name everything but `chaos`, and `nightly`, `outflow` and `traits` (a large city: minutes, and 15 GB of disk),
 * and sending with fewer messages. `nightly` takes `--clients=`, `outflow` `--spells=`, `traits` also `--rows=`, for a smaller one.
 */
const asJson = process.argv.includes('--json');
const names = process.argv.slice(2).filter((argument) => !argument.startsWith('--'));
const isAsked = (name: string) => names.length === 0 || names.includes(name);

const contests: Record<string, (office: BenchOffice) => Contest | Promise<Contest>> = { answering, caseload, inbound, recording };
const ratios: (Ratio | DispatchRatio)[] = [];

const others = ['dispatch', 'rules', 'chaos', 'nightly', 'outflow', 'traits'];
const strange = names.filter((name) => !(name in contests) && !others.includes(name));
if (strange.length > 0) throw new Error(`no bench is called ${strange.join(', ')}: ${[...Object.keys(contests), ...others].join(', ')}`);

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
if (isAsked('rules')) {
  const judged = await rules((text) => void (asJson ? process.stderr : process.stdout).write(`${text}\n`));
  if (asJson && names.includes('rules')) process.stdout.write(`${JSON.stringify(judged, null, 2)}\n`);
}
if (isAsked('dispatch')) for (const ratio of await dispatch({ messages: names.includes('dispatch') ? 20_000 : 4_000 })) report(ratio);
if (names.includes('chaos'))
  tellChaos(await chaos({ messages: 2_000, kills: 25, restarts: 2, silentEvery: 50, latencyMs: 50, deafEvery: 20, seconds: 60 }));
if (names.includes('nightly')) {
  const tell = (text: string) => void (asJson ? process.stderr : process.stdout).write(`${text}\n`);
  const report = await nightly({ clients: numberOf('clients', 400_000) }, tell);
  if (asJson) process.stdout.write(`${JSON.stringify(report, null, 2)}\n`);
}
if (names.includes('outflow')) {
  report(await measure(kaplanMeierContest()));
  const tell = (text: string) => void (asJson ? process.stderr : process.stdout).write(`${text}\n`);
  const counted = await outflow({ spells: numberOf('spells', 400_000) }, tell);
  if (asJson) process.stdout.write(`${JSON.stringify(counted, null, 2)}\n`);
}
if (names.includes('traits')) {
  const tell = (text: string) => void (asJson ? process.stderr : process.stdout).write(`${text}\n`);
  const report = await traits({ clients: numberOf('clients', 400_000), rows: numberOf('rows', 1_000_000) }, tell);
  if (asJson) process.stdout.write(`${JSON.stringify(report, null, 2)}\n`);
}
if (asJson) process.stdout.write(`${JSON.stringify(ratios, null, 2)}\n`);

/** `--clients=40000` */
function numberOf(option: string, fallback: number): number {
  const given = process.argv.find((argument) => argument.startsWith(`--${option}=`))?.split('=')[1];
  return given === undefined ? fallback : Number(given);
}

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

/** Duplicates and lost ones are no ratio: there must be none. */
function tellChaos(report: ChaosReport): void {
  const { messages, duplicates, lost, ended, kills, restarts, fell, settledSeconds } = report;
  if (asJson) return void process.stdout.write(`${JSON.stringify(report, null, 2)}\n`);
  const ends = Object.entries(ended).map(([status, count]) => `${count} ${status}`);
  process.stdout.write(
    `chaos: ${messages} messages, ${kills} workers killed, ${fell} more fell, PostgreSQL restarted ${restarts} times: ` +
      `${duplicates} duplicates, ${lost} lost (${ends.join(', ')}); settled in ${Math.round(settledSeconds)} s\n`,
  );
}
