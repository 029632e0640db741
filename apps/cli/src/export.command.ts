import { PlanningModule, SelectionsService } from '#libs/planning';
import { Clock, localInstant, SentenceError } from '#libs/platform';
import { ObservationExportService, ProfilesModule } from '#libs/profiles';
import { InvalidArgumentError, Option, type Command } from 'commander';
import { userInfo } from 'node:os';
import { DataSource } from 'typeorm';
import { withApplication } from './application.js';
import { addExportRegister } from './export-register.command.js';
import { openExportTarget } from './export-target.js';
import { readDate } from './plans.command.js';
import { number } from './terminal.js';

interface ExportOptions {
  format: 'csv' | 'jsonl';
  for: string;
  selection?: string;
  from?: Temporal.PlainDate;
  until?: Temporal.PlainDate;
  output?: string;
}

const DESCRIPTIONS = {
  profiles: 'Van elke klant de laatste waarneming van elk kenmerk, zoals die gold op --until',
  observations: 'Alle waarnemingen in een periode; van wat verbeterd is alleen wat nu telt',
} as const;

export function addExportCommand(program: Command): void {
  const command = program.command('export').description('Gegevens meenemen voor onderzoek of een ander systeem');
  for (const [what, description] of Object.entries(DESCRIPTIONS) as [keyof typeof DESCRIPTIONS, string][])
    command
      .command(what)
      .description(description)
      .requiredOption('--for <doel>', 'waarvoor: dit leest de functionaris gegevensbescherming', readPurpose)
      .addOption(new Option('--format <vorm>', 'csv of jsonl (JSON Lines)').choices(['csv', 'jsonl']).default('csv'))
      .option('--selection <naam>', 'alleen wie nu in deze bewaarde groep zit')
      .option('--from <datum>', 'waargenomen op of na deze dag', readDate)
      .option('--until <datum>', 'waargenomen voor deze dag (anders tot nu)', readDate)
      .option('--output <bestand>', 'naar dit bestand (anders naar het scherm)')
      .addHelpText(
        'after',
        `
Klanten staan erin met hun klantnummer, zonder naam of BSN. Tijden zijn UTC (2026-11-22T13:30:00.000Z), getallen zijn heel.
Weigeren en niet weten staan er in woorden. Wie wat meenam en waarvoor, wordt vastgelegd.

Afloop: 0 gelukt, 1 mislukt (er is dan geen half bestand), 2 verkeerd getypt.`,
      )
      .action((options: ExportOptions) => exportAll(what, options));
  addExportRegister(command);
}

async function exportAll(what: keyof typeof DESCRIPTIONS, options: ExportOptions): Promise<void> {
  const { format, selection, from, until, output } = options;
  if (from && until && Temporal.PlainDate.compare(from, until) >= 0)
    throw new SentenceError('--until moet later zijn dan --from: die dag zelf telt niet mee.');
  await withApplication([PlanningModule, ProfilesModule], async (app) => {
    const now = app.get(Clock).now();
    const members = selection === undefined ? null : await app.get(SelectionsService).membersOf(selection, now);
    if (selection !== undefined && members === null) throw new SentenceError(`--selection: er is geen bewaarde groep "${selection}".`);
    const exporting = app.get(ObservationExportService);
    const target = await openExportTarget(output);
    const end = until ? earliest(localInstant(until, '00:00'), now) : now;
    let rows = 0;
    const leave = () =>
      exporting.record(
        app.get(DataSource).manager,
        {
          what,
          selection: selection ?? null,
          fromOn: from ?? null,
          untilOn: until ?? null,
          rows,
          exportedBy: `${userInfo().username}: ${options.for}`,
        },
        now,
      );
    try {
      rows = await exporting.write(
        {
          what,
          format,
          clientIds: members,
          from: from ? localInstant(from, '00:00') : null,
          until: end,
          onProgress: (count) => void (rows = count),
        },
        target.stream,
      );
    } catch (error) {
      // What went to a screen or a pipe is out of the house, also when the rest did not follow.
      if (!output && rows > 0) await leave();
      throw await target.abandon(error);
    }
    await leave();
    await target.keep();
    process.stderr.write(
      `${number(rows)} regels${output ? ` in ${output}. Daarin staan persoonsgegevens: bewaar het niet langer dan nodig` : ''}.\n`,
    );
  });
}

function earliest(one: Temporal.Instant, other: Temporal.Instant): Temporal.Instant {
  return Temporal.Instant.compare(one, other) < 0 ? one : other;
}

/** @throws InvalidArgumentError */
function readPurpose(text: string): string {
  const purpose = text.trim();
  if (purpose !== '' && purpose.length <= 200) return purpose;
  throw new InvalidArgumentError('Schrijf in een paar woorden waarvoor.');
}
