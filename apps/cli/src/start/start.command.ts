import {
  configurationFromEnvironment,
  ensureFilledDatabase,
  environmentFor,
  PROJECT_ROOT,
  startEmbeddedPostgres,
  stopWithSentence,
  type Configuration,
} from '#libs/platform';
import { DEMO_ACCOUNTS, DEMO_PASSWORD } from '#libs/people';
import type { Command } from 'commander';
import path from 'node:path';
import { bringUpToDate, FOLDER, NAME } from '../database.js';
import { openDemo, seedDemo } from '../simulate/seed-demo.js';
import { findPortsFree, settingOfPort } from './ports.js';
import { Processes } from './processes.js';

/** What Node compiled once it finds here the next time: a second off every later start. */
const NODE_COMPILE_CACHE = path.join(PROJECT_ROOT, 'dist/.compile-cache');

export function addStartCommand(program: Command): void {
  program.command('start').description('Start het hele product: database, web, worker en (in de demo) simulator').action(start);
}

/** `npm start`: everything the product needs, on one machine, until Ctrl-C. */
async function start(): Promise<void> {
  const undo: (() => Promise<void>)[] = [];
  let ending: Promise<void> | undefined;
  const end = (code: number): Promise<void> => (ending ??= undoAll(undo).then(() => process.exit(code)));
  stopWhenAsked(end);
  let configuration: Configuration | undefined;
  try {
    configuration = configurationFromEnvironment();
    await findPortsFree(configuration);
    const databaseUrl = configuration.databaseUrl ?? (await startDatabase(configuration, undo));
    const updated = await bringUpToDate(databaseUrl);
    if (updated.length > 0) say(`Database bijgewerkt (${updated.length} stappen).`);
    if (configuration.demo) await openDemo({ ...configuration, databaseUrl }, configuration.databaseUrl === null, say);

    const processes = new Processes({ ...environmentFor(configuration, databaseUrl), NODE_COMPILE_CACHE }, (name, code) => {
      say(`Het onderdeel "${name}" is gestopt (code ${code}). Alles gaat nu uit.`);
      void end(1);
    });
    undo.push(() => processes.stop());
    const parts = configuration.demo ? (['web', 'worker', 'simulator'] as const) : (['web', 'worker'] as const);
    await Promise.all(parts.map((part) => processes.start(part)));
    welcome(configuration);
  } catch (error) {
    // Stopped halfway: what fails then is the stopping itself, not news.
    if (ending) return ending;
    await undoAll(undo);
    stopWithSentence(error, configuration ? settingOfPort(configuration) : {});
  }
}

/** The embedded server, with the product's database in it; in the demo that appears when it is filled, not before. */
async function startDatabase(configuration: Configuration, undo: (() => Promise<void>)[]): Promise<string> {
  const server = await startEmbeddedPostgres({ folder: FOLDER });
  undo.push(() => server.stop());
  if (server.folder !== FOLDER)
    say(`De database staat in ${server.folder}: de eigen map is dicht voor de gebruiker waaronder PostgreSQL draait.`);
  const fill = async (name: string) => {
    await bringUpToDate(server.urlOf(name));
    if (configuration.demo) await seedDemo({ ...configuration, databaseUrl: server.urlOf(name) }, say);
  };
  await ensureFilledDatabase(server.urlOf('postgres'), NAME, fill);
  return server.urlOf(NAME);
}

function welcome(configuration: Configuration): void {
  const lines = [
    '',
    `Werkplein Check-in draait:  ${configuration.publicUrl}`,
    ...(configuration.demo
      ? [
          `Simulator (telefoons):      http://127.0.0.1:${configuration.simulatorPort}`,
          '',
          'Aanmelden in de demo (alle mensen zijn verzonnen):',
          ...DEMO_ACCOUNTS.map(({ email, what }) => `  ${email.padEnd(34)} ${what}`),
          `  wachtwoord: ${DEMO_PASSWORD}`,
        ]
      : []),
    '',
    'Stoppen: Ctrl-C.',
    '',
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** Last opened, first closed. */
async function undoAll(undo: (() => Promise<void>)[]): Promise<void> {
  for (let step = undo.pop(); step; step = undo.pop()) await step();
}

/** Ctrl-C, a polite kill, or the disappearance of the terminal or the npm that started this: everything stops, nothing is orphaned. */
function stopWhenAsked(end: (code: number) => Promise<void>): void {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.on(signal, () => {
      say('\nBezig met stoppen…');
      void end(0);
    });
  const parent = process.ppid;
  setInterval(() => process.ppid !== parent && void end(0), 1_000).unref();
}
