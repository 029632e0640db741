import { PlanningModule, PlansService, type NamedAudience, type NewPlan, type PlansAdded } from '#libs/planning';
import { Clock, NotFoundError, SentenceError } from '#libs/platform';
import { QuestionnairesModule, QuestionnairesService } from '#libs/questionnaires';
import { InvalidArgumentError, Option, type Command } from 'commander';
import { withApplication } from './application.js';
import { number, say } from './terminal.js';

interface PlanOptions {
  all?: true;
  team?: string;
  client?: string;
  questionnaire: string;
  every: number;
  channel?: 'sms' | 'email';
  start?: Temporal.PlainDate;
}

export function addPlansCommand(program: Command): void {
  program
    .command('plans')
    .description('Wie wanneer een check-in krijgt')
    .command('add')
    .description('Plan check-ins voor klanten met een uitkering; wie al een plan voor deze vragenlijst heeft, houdt dat')
    .option('--all', 'alle klanten')
    .addOption(new Option('--team <team>', 'de klanten van een team').conflicts(['all', 'client']))
    .addOption(new Option('--client <nummer>', 'één klant, met klantnummer').conflicts(['all', 'team']))
    .requiredOption('--questionnaire <sleutel>', 'de vragenlijst, zoals hoe-gaat-het')
    .requiredOption('--every <dagen>', 'hoe vaak: elke zoveel dagen, zoals 28d', readCadence)
    .addOption(new Option('--channel <kanaal>', 'welk kanaal voorgaat (anders sms, en e-mail als dat niet kan)').choices(['sms', 'email']))
    .option('--start <datum>', 'eerste dag, zoals 2026-03-02 (anders vandaag)', readDate)
    .action(add);
}

async function add(options: PlanOptions): Promise<void> {
  const audience = audienceOf(options);
  await withApplication([PlanningModule, QuestionnairesModule], async (app) => {
    const clock = app.get(Clock);
    // On a database that never saw the worker the standard questionnaire is not there yet.
    await app.get(QuestionnairesService).ensureStandard(clock.now());
    const plan: NewPlan = {
      questionnaireKey: options.questionnaire,
      everyDays: options.every,
      channel: options.channel ?? null,
      startsOn: options.start ?? clock.today(),
    };
    const added = await app
      .get(PlansService)
      .add(audience, plan, clock.now())
      .catch((error: unknown) => {
        throw explain(error);
      });
    say(tell(added, audience));
  });
}

/** @throws InvalidArgumentError with what was expected instead */
export function readCadence(text: string): number {
  const days = Number(/^(\d{1,3})d?$/.exec(text)?.[1]);
  if (days >= 7 && days <= 366) return days;
  throw new InvalidArgumentError('Geef een aantal dagen van 7 tot en met 366, zoals 28d.');
}

/** @throws InvalidArgumentError with what was expected instead */
export function readDate(text: string): Temporal.PlainDate {
  const isDate = /^\d{4}-\d{2}-\d{2}$/.test(text);
  try {
    if (isDate) return Temporal.PlainDate.from(text);
  } catch {
    // 2026-02-30 looks like a date.
  }
  throw new InvalidArgumentError('Geef een datum als jjjj-mm-dd, zoals 2026-03-02.');
}

function audienceOf({ all, team, client }: PlanOptions): NamedAudience {
  if (all) return { all };
  if (team !== undefined) return { teamName: team };
  if (client !== undefined) return { clientNumber: client };
  throw new SentenceError('Voor wie? Geef --all, --team <team> of --client <nummer>.');
}

/** What was done, in words. */
export function tell({ added, unchanged, different }: PlansAdded, audience: NamedAudience): string {
  if (added + unchanged === 0)
    return 'clientNumber' in audience
      ? 'Deze klant heeft nu geen uitkering: er is niets gepland.'
      : 'Er is nu niemand met een uitkering: er is niets gepland.';
  return [
    `Toegevoegd: ${number(added)}`,
    `Ongewijzigd (had al een plan): ${number(unchanged)}`,
    ...(different > 0 ? [`  waarvan met een ander ritme of kanaal: ${number(different)}`] : []),
  ].join('\n');
}

function explain(error: unknown): unknown {
  if (!(error instanceof NotFoundError)) return error;
  const { team, client, questionnaire } = error.details;
  if (team !== undefined) return new SentenceError(`--team: er is geen team "${team}".`);
  if (client !== undefined) return new SentenceError(`--client: er is geen klant met nummer "${client}".`);
  return new SentenceError(`--questionnaire: er is geen vragenlijst "${questionnaire}".`);
}
