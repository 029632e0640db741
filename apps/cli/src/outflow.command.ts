import { InsightModule, TeamsReadModel } from '#libs/insight';
import {
  CENSORINGS,
  choosePeriod,
  DENOMINATORS,
  FiguresService,
  MEASURES,
  OUTFLOW_TRAITS,
  OutflowModule,
  PERIOD_MONTHS,
  type Censoring,
  type Denominator,
  type Measure,
  type OutflowPeriod,
} from '#libs/outflow';
import { SCHEMES } from '#libs/people';
import { Clock, SentenceError } from '#libs/platform';
import { Option, type Command } from 'commander';
import { withApplication } from './application.js';
import { figuresAsJson, tellFigures } from './outflow-telling.js';
import { readDate } from './plans.command.js';
import { say } from './terminal.js';

interface OutflowTyped {
  by: string;
  from: Temporal.PlainDate;
  to: Temporal.PlainDate;
  definition: Measure;
  denominator: Denominator;
  censoring: Censoring;
  team?: string;
  scheme?: string;
  json?: true;
}

/** `outflow`: the figures of the outflow page, for scripts. */
export function addOutflowCommand(program: Command): void {
  program
    .command('outflow')
    .description('Toon de uitstroom per groep van een kenmerk: dezelfde cijfers als op het scherm')
    .requiredOption('--by <kenmerk>', 'het kenmerk, zoals health.self_rated')
    .requiredOption('--from <datum>', 'de eerste dag: de eerste van een maand', readDate)
    .requiredOption('--to <datum>', 'de eerste dag die niet meer meetelt: een half, heel, anderhalf of twee jaar later', readDate)
    .addOption(new Option('--definition <maat>', 'wat telt').choices(MEASURES).default('work'))
    .addOption(
      new Option('--denominator <noemer>', 'per jaar uitkering, wie er aan het begin was, of het gemiddelde')
        .choices(DENOMINATORS)
        .default('years'),
    )
    .addOption(
      new Option('--censoring <keuze>', 'wie uit beeld raakte: gevolgd tot die dag, of vertrokken')
        .choices(CENSORINGS)
        .default('out-of-sight'),
    )
    .option('--team <team>', 'de naam van een team (anders alle teams)')
    .addOption(new Option('--scheme <regeling>', 'een regeling (anders alle)').choices(SCHEMES))
    .option('--json', 'schrijf alles als JSON, niet afgerond')
    .addHelpText(
      'after',
      `
Kleine groepen zijn samengevoegd of verborgen, net als op het scherm. docs/outflow.md legt elke maat uit.

Afloop: 0 getoond, 1 dat kan niet, 2 verkeerd getypt.`,
    )
    .action(outflow);
}

async function outflow({ by, from, to, definition: measure, denominator, censoring, team, scheme, json }: OutflowTyped): Promise<void> {
  if (!OUTFLOW_TRAITS.some(({ key }) => key === by))
    throw new SentenceError(
      `Er is geen kenmerk "${by}". Dit kan:\n${OUTFLOW_TRAITS.map(({ key, label }) => `  ${key}: ${label.nl}`).join('\n')}`,
    );
  await withApplication([OutflowModule, InsightModule], async (app) => {
    const clock = app.get(Clock);
    const period = periodOf(from, to, clock.today());
    const teamId = team === undefined ? null : await teamNamed(app.get(TeamsReadModel), team);
    const question = { period, scope: { teamId, scheme: scheme ?? null }, definition: { measure, denominator, censoring } };
    const found = await app.get(FiguresService).perTrait(question, clock.now());
    const asked = { question, trait: by, teamName: team ?? null };
    say(json ? JSON.stringify(figuresAsJson(asked, found), null, 2) : tellFigures(asked, found));
  });
}

/** @throws SentenceError with the periods that can be asked for from that day */
export function periodOf(from: Temporal.PlainDate, to: Temporal.PlainDate, today: Temporal.PlainDate): OutflowPeriod {
  if (from.day !== 1) throw new SentenceError(`Een periode begint op de eerste van een maand, zoals ${String(from.with({ day: 1 }))}.`);
  const asked = (months: number) => choosePeriod({ from: from.toPlainYearMonth().toString(), months: String(months) }, today).period;
  const possible = PERIOD_MONTHS.flatMap((months) => asked(months) ?? []);
  const found = possible.find(({ until }) => until.equals(to));
  if (found) return found;
  throw new SentenceError(
    possible.length > 0
      ? `Vanaf ${String(from)} kan dit als --to: ${possible.map(({ until }) => String(until)).join(', ')}.`
      : `Een periode vanaf ${String(from)} is nog niet voorbij, of te lang geleden.`,
  );
}

async function teamNamed(teams: TeamsReadModel, name: string): Promise<string> {
  const all = await teams.all();
  const found = all.find((team) => team.name.toLowerCase() === name.trim().toLowerCase());
  if (!found)
    throw new SentenceError(`Er is geen team "${name}". Er zijn: ${all.map((team) => team.name).join(', ') || 'nog geen teams'}.`);
  return found.id;
}
