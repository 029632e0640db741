import { Clock, type RowImportOptions, type RowImportReport } from '#libs/platform';
import type { INestApplicationContext, Type } from '@nestjs/common';
import type { Command } from 'commander';
import path from 'node:path';
import { withApplication } from './application.js';
import { importTelling, type ImportOptionsTyped, type RowProblem } from './import-telling.js';
import { openProblemReport } from './problem-report.js';
import { EXIT } from './program.js';
import { showProgress } from './progress.js';

/** An import of a file of rows, as an administrator types it. */
export interface RowImportCommand<Report extends Omit<RowImportReport, 'leftAlone'>> {
  name: string;
  description: string;
  /** What the file is. */
  file: string;
  /** What `--help` says of it, before how it ends. */
  help: string;
  modules: readonly Type[];
  import: (app: INestApplicationContext, file: string, options: RowImportOptions<RowProblem>, now: Temporal.Instant) => Promise<Report>;
  /** What became of what, such as `['nieuw', 12, 'klanten']`. */
  counted: (report: Report) => readonly (readonly [what: string, count: number, of: string])[];
  /** What there is to say after that. */
  afterwards?: (report: Report) => void;
}

/** Adds `import NAME FILE` with the options, the report and the ending that every import has. */
export function addRowImport<Report extends Omit<RowImportReport, 'leftAlone'>>(command: Command, how: RowImportCommand<Report>): void {
  command
    .command(how.name)
    .description(how.description)
    .argument('<bestand>', how.file)
    .option('--dry-run', 'vertel alleen wat er zou gebeuren')
    .option('--partial', 'lees de goede regels in, ook als er regels zijn geweigerd')
    .option('--report <bestand>', 'schrijf alle geweigerde regels en opmerkingen naar dit CSV-bestand')
    .addHelpText('after', `\n${how.help}\n\nAfloop: 0 alles ingelezen, 1 regels geweigerd of iets mislukt, 2 verkeerd getypt.`)
    .action((file: string, options: ImportOptionsTyped) => importFile(how, file, options));
}

async function importFile<Report extends Omit<RowImportReport, 'leftAlone'>>(
  how: RowImportCommand<Report>,
  file: string,
  { dryRun = false, partial = false, report: reportFile }: ImportOptionsTyped,
): Promise<void> {
  const telling = importTelling({ dryRun, reportFile });
  await withApplication([...how.modules], async (app) => {
    const problemReport = reportFile ? await openProblemReport(path.resolve(reportFile)) : null;
    const progress = showProgress();
    try {
      const onProblem = async (problem: RowProblem) => {
        telling.note(problem);
        await problemReport?.write(problem);
      };
      const options = { dryRun, partial, onProblem, onProgress: progress.advance };
      const report = await how.import(app, path.resolve(file), options, app.get(Clock).now());
      progress.stop();
      telling.tell(report, how.counted(report));
      how.afterwards?.(report);
      if (report.refused > 0) process.exitCode = EXIT.refused;
    } finally {
      progress.stop();
      await problemReport?.close();
    }
  });
}
