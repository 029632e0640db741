import { ClientImportService, EXPORT_COLUMNS, PeopleModule } from '#libs/people';
import { Clock } from '#libs/platform';
import type { Command } from 'commander';
import path from 'node:path';
import { withApplication } from './application.js';
import { importTelling, type ImportOptionsTyped, type RowProblem } from './import-telling.js';
import { openProblemReport } from './problem-report.js';
import { EXIT } from './program.js';
import { showProgress } from './progress.js';

export function addImportClients(command: Command): void {
  command
    .command('clients')
    .description('Lees een klantenbestand in: klanten, klantmanagers, teams en uitkeringen')
    .argument('<bestand>', 'CSV uit de uitkeringsadministratie')
    .option('--dry-run', 'vertel alleen wat er zou gebeuren')
    .option('--partial', 'lees de goede regels in, ook als er regels zijn geweigerd')
    .option('--report <bestand>', 'schrijf alle geweigerde regels en opmerkingen naar dit CSV-bestand')
    .addHelpText(
      'after',
      `
De kolommen zijn: ${EXPORT_COLUMNS.map(({ header }) => header).join(', ')}.
Geslacht en Postcode zijn niet nodig en worden niet bewaard. Scheidingsteken en tekenset worden herkend.
Hetzelfde bestand nog eens inlezen verandert niets. Wie niet in het bestand staat, blijft zoals hij was.

Afloop: 0 alles ingelezen, 1 regels geweigerd of iets mislukt, 2 verkeerd getypt.`,
    )
    .action(importClients);
}

async function importClients(file: string, { dryRun = false, partial = false, report: reportFile }: ImportOptionsTyped): Promise<void> {
  const telling = importTelling({ dryRun, reportFile });
  await withApplication([PeopleModule], async (app) => {
    const problemReport = reportFile ? await openProblemReport(path.resolve(reportFile)) : null;
    const progress = showProgress();
    try {
      const onProblem = async (problem: RowProblem) => {
        telling.note(problem);
        await problemReport?.write(problem);
      };
      const options = { dryRun, partial, onProblem, onProgress: progress.advance };
      const report = await app.get(ClientImportService).import(path.resolve(file), options, app.get(Clock).now());
      progress.stop();
      telling.tell(report, [
        ['nieuw', report.new, 'klanten'],
        ['gewijzigd', report.changed, 'klanten'],
        ['ongewijzigd', report.unchanged, 'klanten'],
      ]);
      if (report.refused > 0) process.exitCode = EXIT.refused;
    } finally {
      progress.stop();
      await problemReport?.close();
    }
  });
}
