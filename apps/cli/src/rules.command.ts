import { PeopleModule, StaffService } from '#libs/people';
import { Clock, InvalidInputError, localInstant, NotAllowedError, SentenceError } from '#libs/platform';
import {
  NothingProposedError,
  RuleExchangeService,
  RuleNotReadyError,
  RulesModule,
  RulesService,
  RuleVersionsService,
  type RuleFileRead,
  type RuleVersionRecord,
} from '#libs/rules';
import type { INestApplicationContext } from '@nestjs/common';
import type { Command } from 'commander';
import { readFile } from 'node:fs/promises';
import { withApplication } from './application.js';
import { openExportTarget } from './export-target.js';
import { readDate } from './plans.command.js';
import { EXIT } from './program.js';
import { say } from './terminal.js';

export function addRulesCommand(program: Command): void {
  const rules = program.command('rules').description('Regels bekijken, meenemen en inlezen');
  rules.command('list').description('Welke regels nu gelden').option('--on <datum>', 'of op deze dag', readDate).action(list);
  rules
    .command('export')
    .description('De regels die gelden als één bestand')
    .option('--on <datum>', 'of die op deze dag golden', readDate)
    .option('--output <bestand>', 'naar dit bestand (anders naar het scherm)')
    .action(exportAll);
  rules
    .command('import')
    .description('Lees een bestand met regels in als voorstel; er verandert niets tot een andere beheerder het goedkeurt')
    .argument('<bestand>', 'JSON van een export')
    .option('--dry-run', 'kijk alleen na wat ermee zou gebeuren')
    .option('--only-good', 'neem wat goed is, ook als niet alles goed is')
    .option('--by <e-mailadres>', 'wie dit voorstelt: het account van een beheerder')
    .option('--note <woorden>', 'waarom: de collega die beslist leest dit')
    .action(importAll);
}

async function list({ on }: { on?: Temporal.PlainDate }): Promise<void> {
  await withRules(async (app) => {
    for (const line of tellRules(await app.get(RuleVersionsService).setAt(momentOf(app, on)))) say(line);
  });
}

async function exportAll({ on, output }: { on?: Temporal.PlainDate; output?: string }): Promise<void> {
  await withRules(async (app) => {
    const { text } = await app.get(RuleExchangeService).export(momentOf(app, on), app.get(Clock).now());
    const target = await openExportTarget(output);
    try {
      await new Promise<void>((resolve, reject) => {
        target.stream.on('error', reject);
        target.stream.end(text, resolve);
      });
      await target.keep();
    } catch (error) {
      throw await target.abandon(error);
    }
  });
}

interface ImportOptions {
  dryRun?: true;
  onlyGood?: true;
  by?: string;
  note?: string;
}

async function importAll(file: string, { dryRun, onlyGood, by, note = '' }: ImportOptions): Promise<void> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new SentenceError(`${file} kan niet worden gelezen (${error.code}).`);
  });
  await withRules(async (app) => {
    const exchange = app.get(RuleExchangeService);
    const now = app.get(Clock).now();
    const read = await exchange.read(text, now);
    for (const line of tellFile(read)) say(line);
    if (dryRun) {
      if (read.problem !== null || read.rules.some(({ state }) => state === 'refused')) process.exitCode = EXIT.refused;
      return;
    }
    if (by === undefined) throw new SentenceError('--by: zeg wie dit voorstelt, of gebruik --dry-run.');
    const staffId = await app
      .get(StaffService)
      .idOf(by)
      .catch(() => {
        throw new SentenceError(`--by: er is geen medewerker met het adres ${by}.`);
      });
    const id = await exchange.propose({ text, which: onlyGood ? 'good' : 'all', note }, staffId, now).catch((error: unknown) => {
      throw explain(error);
    });
    say(`Voorgesteld. Een andere beheerder beslist: /beheer/regelset/voorstellen/${id}`);
  });
}

/** One line a rule: key, version, title. */
export function tellRules(rules: readonly RuleVersionRecord[]): string[] {
  const widest = Math.max(0, ...rules.map(({ rule }) => rule.length));
  return rules.map(({ rule, version, definition }) =>
    [rule.padEnd(widest), `versie ${version}`.padEnd(10), definition.title.nl].join('  '),
  );
}

const STATES = { new: 'nieuw', changed: 'verandert', same: 'geldt al zo', refused: 'niet goed' } as const;
const FILE_PROBLEMS = {
  'not-json': 'Dit bestand is geen JSON.',
  'not-a-rule-file': 'Dit is geen bestand met regels.',
  'no-rules': 'Er staan geen regels in dit bestand.',
  'too-many-rules': 'Dit zijn te veel regels voor één bestand.',
} as const;

/** What taking a file would do: a line a rule, and under it every problem with its place. */
export function tellFile(read: RuleFileRead): string[] {
  if (read.problem !== null) return [FILE_PROBLEMS[read.problem]];
  return read.rules.flatMap(({ rule, state, problems, beside, isTwice }) => [
    `${rule}: ${STATES[state]}`,
    ...(isTwice ? ['  staat twee keer in het bestand'] : []),
    ...problems.map(({ at, reason, found }) => `  ${at}: ${reason} (${found})`),
    ...beside.map(({ kind, by }) => `  ${kind}: ${by}`),
  ]);
}

function explain(error: unknown): unknown {
  if (error instanceof RuleNotReadyError)
    return new SentenceError('Niet alles is goed: er is niets voorgesteld. Met --only-good neemt u wat wel goed is.');
  if (error instanceof NothingProposedError) return new SentenceError('Alles in dit bestand geldt al: er is niets voorgesteld.');
  if (error instanceof NotAllowedError) return new SentenceError('--by: alleen een beheerder stelt regels voor.');
  if (error instanceof InvalidInputError) return new SentenceError('--note: schrijf op waarom, in hoogstens 500 tekens.');
  return error;
}

/** What counted when a day was over; now, without a day. */
function momentOf(app: INestApplicationContext, on: Temporal.PlainDate | undefined): Temporal.Instant {
  const now = app.get(Clock).now();
  if (on === undefined) return now;
  const end = localInstant(on.add({ days: 1 }), '00:00').subtract({ milliseconds: 1 });
  return Temporal.Instant.compare(end, now) > 0 ? now : end;
}

async function withRules(story: (app: INestApplicationContext) => Promise<void>): Promise<void> {
  await withApplication([PeopleModule, RulesModule], async (app) => {
    // On a database that never saw the worker the standard rules are not there yet.
    await app.get(RulesService).ensureStandard(app.get(Clock).now());
    await story(app);
  });
}
