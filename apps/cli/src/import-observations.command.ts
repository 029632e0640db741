import { Clock } from '#libs/platform';
import { OBSERVATION_COLUMNS, ObservationImportService, ProfilesModule, TRAITS } from '#libs/profiles';
import { moduleOfTrait, ModulesService, QuestionnairesModule } from '#libs/questionnaires';
import { RulesModule, ReviewsService } from '#libs/rules';
import type { INestApplicationContext } from '@nestjs/common';
import type { Command } from 'commander';
import path from 'node:path';
import { DataSource } from 'typeorm';
import { withApplication } from './application.js';
import { importTelling, type ImportOptionsTyped, type RowProblem } from './import-telling.js';
import { openProblemReport } from './problem-report.js';
import { EXIT } from './program.js';
import { showProgress } from './progress.js';
import { say } from './terminal.js';

export function addImportObservations(command: Command): void {
  command
    .command('observations')
    .description('Lees in wat al bekend was: uit gesprekken of uit een ander systeem')
    .argument('<bestand>', 'CSV met een regel per kenmerk van een klant op een moment')
    .option('--dry-run', 'vertel alleen wat er zou gebeuren')
    .option('--partial', 'lees de goede regels in, ook als er regels zijn geweigerd')
    .option('--report <bestand>', 'schrijf alle geweigerde regels en opmerkingen naar dit CSV-bestand')
    .addHelpText(
      'after',
      `
De kolommen zijn: ${OBSERVATION_COLUMNS.map(({ header }) => header).join(', ')}. Tijd mag ontbreken.
Waarde is een getal van de schaal, de woorden ervan, "weigert" of "weet niet". Bron is zelf, klantmanager of import.
Scheidingsteken en tekenset worden herkend. Hetzelfde bestand nog eens inlezen voegt niets toe; een andere waarde
voor dezelfde klant, hetzelfde kenmerk, moment en dezelfde bron komt in de plaats van de vorige.

Kenmerken: ${TRAITS.map(({ key }) => key).join(', ')}.

Afloop: 0 alles ingelezen, 1 regels geweigerd of iets mislukt, 2 verkeerd getypt.`,
    )
    .action(importObservations);
}

async function importObservations(
  file: string,
  { dryRun = false, partial = false, report: reportFile }: ImportOptionsTyped,
): Promise<void> {
  const telling = importTelling({ dryRun, reportFile });
  await withApplication([ProfilesModule, QuestionnairesModule, RulesModule], async (app) => {
    const problemReport = reportFile ? await openProblemReport(path.resolve(reportFile)) : null;
    const progress = showProgress();
    const now = app.get(Clock).now();
    try {
      const report = await app.get(ObservationImportService).import(
        path.resolve(file),
        {
          dryRun,
          partial,
          closedTraits: await closedTraits(app),
          onProgress: progress.advance,
          onProblem: async (problem: RowProblem) => {
            telling.note(problem);
            await problemReport?.write(problem);
          },
          onWritten: (tx, clientIds) => app.get(ReviewsService).want(tx, clientIds, now),
        },
        now,
      );
      progress.stop();
      telling.tell(report, [
        ['nieuw', report.new, 'waarnemingen'],
        ['gewijzigd', report.changed, 'waarnemingen'],
        ['ongewijzigd', report.unchanged, 'waarnemingen'],
      ]);
      if (report.written && report.new + report.changed > 0)
        say('De voorstellen voor deze klanten worden in de komende minuten bijgewerkt.');
      if (report.refused > 0) process.exitCode = EXIT.refused;
    } finally {
      progress.stop();
      await problemReport?.close();
    }
  });
}

async function closedTraits(app: INestApplicationContext): Promise<ReadonlySet<string>> {
  const on = await app.get(ModulesService).on(app.get(DataSource).manager);
  return new Set(
    TRAITS.flatMap(({ key }) => {
      const module = moduleOfTrait(key);
      return module && !on.has(module) ? [key] : [];
    }),
  );
}
