import { ClientImportService, EXPORT_COLUMNS, PeopleModule, type ImportProblem, type ImportReport } from '#libs/people';
import { Clock } from '#libs/platform';
import type { Command } from 'commander';
import path from 'node:path';
import { withApplication } from './application.js';
import { openProblemReport } from './problem-report.js';
import { EXIT } from './program.js';
import { showProgress } from './progress.js';
import { number, say } from './terminal.js';

/** A screenful: what comes after it is counted, and complete in the file of --report. */
const TOLD = 50;

interface ImportClientsOptions {
  dryRun?: boolean;
  partial?: boolean;
  report?: string;
}

export function addImportCommand(program: Command): void {
  program
    .command('import')
    .description('Gegevens van de gemeente inlezen')
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

async function importClients(file: string, { dryRun = false, partial = false, report: reportFile }: ImportClientsOptions): Promise<void> {
  const refused: string[] = [];
  const remarks: string[] = [];
  await withApplication([PeopleModule], async (app) => {
    const problemReport = reportFile ? await openProblemReport(path.resolve(reportFile)) : null;
    const progress = showProgress();
    try {
      const onProblem = async (problem: ImportProblem) => {
        const told = problem.severity === 'refused' ? refused : remarks;
        if (told.length < TOLD) told.push(line(problem));
        await problemReport?.write(problem);
      };
      const options = { dryRun, partial, onProblem, onProgress: progress.advance };
      const report = await app.get(ClientImportService).import(path.resolve(file), options, app.get(Clock).now());
      progress.stop();
      tell(report, { refused, remarks, dryRun, reportFile });
      if (report.refused > 0) process.exitCode = EXIT.refused;
    } finally {
      progress.stop();
      await problemReport?.close();
    }
  });
}

function line({ line, column, value, reason }: ImportProblem): string {
  const cell = [column, value && `"${value}"`].filter(Boolean).join(' ');
  return `  regel ${line}${cell ? `, ${cell}` : ''}: ${reason}`;
}

function tell(
  report: ImportReport,
  { refused, remarks, dryRun, reportFile }: { refused: string[]; remarks: string[]; dryRun: boolean; reportFile: string | undefined },
): void {
  list('Geweigerd:', refused, report.refusals);
  list('Opmerkingen (hierom is niets geweigerd):', remarks, report.remarks);
  if (reportFile) say(`Alles staat in ${reportFile}. Daarin staan persoonsgegevens: gooi het weg als u klaar bent.\n`);
  say(`${number(report.rows)} regels gelezen.`);
  for (const [what, count, of] of [
    ['nieuw', report.new, 'klanten'],
    ['gewijzigd', report.changed, 'klanten'],
    ['ongewijzigd', report.unchanged, 'klanten'],
    ['geweigerd', report.refused, 'regels'],
  ] as const)
    say(`  ${what.padEnd(12)}${number(count).padStart(8)} ${of}`);
  if (dryRun) say('Dit was een proef: er is niets weggeschreven.');
  else if (!report.written) say('Er is niets weggeschreven, omdat er regels zijn geweigerd. Met --partial gaan de goede regels door.');
}

function list(title: string, lines: string[], count: number): void {
  if (count === 0) return;
  say(`${title}\n${lines.join('\n')}`);
  if (count > lines.length) say(`  … en nog ${number(count - lines.length)}. Met --report schrijft u alles naar een bestand.`);
  say('');
}
