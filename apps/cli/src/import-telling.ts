import { number, say } from './terminal.js';

/** A screenful: what comes after it is counted, and complete in the file of --report. */
const TOLD = 50;

/** What every import can be told. */
export interface ImportOptionsTyped {
  dryRun?: boolean;
  partial?: boolean;
  report?: string;
}

/** A problem with a row, of whatever is imported. */
export interface RowProblem {
  line: number;
  column: string;
  value: string;
  severity: 'refused' | 'remark';
  reason: string;
}

/** What every import reports. */
export interface RowCounts {
  rows: number;
  refused: number;
  refusals: number;
  remarks: number;
  written: boolean;
}

export interface Telling {
  note: (problem: RowProblem) => void;
  /** @param counted what became of what, such as `['nieuw', 12, 'klanten']` */
  tell: (report: RowCounts, counted: readonly (readonly [what: string, count: number, of: string])[]) => void;
}

/** Collects the first problems of an import, and tells them with the counts when it is done. */
export function importTelling({ dryRun, reportFile }: { dryRun: boolean; reportFile: string | undefined }): Telling {
  const refused: string[] = [];
  const remarks: string[] = [];
  return {
    note: (problem) => {
      const told = problem.severity === 'refused' ? refused : remarks;
      if (told.length < TOLD) told.push(lineOf(problem));
    },
    tell: (report, counted) => {
      list('Geweigerd:', refused, report.refusals);
      list('Opmerkingen (hierom is niets geweigerd):', remarks, report.remarks);
      if (reportFile) say(`Alles staat in ${reportFile}. Daarin staan persoonsgegevens: gooi het weg als u klaar bent.\n`);
      say(`${number(report.rows)} regels gelezen.`);
      for (const [what, count, of] of [...counted, ['geweigerd', report.refused, 'regels'] as const])
        say(`  ${what.padEnd(12)}${number(count).padStart(8)} ${of}`);
      if (dryRun) say('Dit was een proef: er is niets weggeschreven.');
      else if (!report.written) say('Er is niets weggeschreven, omdat er regels zijn geweigerd. Met --partial gaan de goede regels door.');
    },
  };
}

function lineOf({ line, column, value, reason }: RowProblem): string {
  const cell = [column, value && `"${value}"`].filter(Boolean).join(' ');
  return `  regel ${line}${cell ? `, ${cell}` : ''}: ${reason}`;
}

function list(title: string, lines: string[], count: number): void {
  if (count === 0) return;
  say(`${title}\n${lines.join('\n')}`);
  if (count > lines.length) say(`  … en nog ${number(count - lines.length)}. Met --report schrijft u alles naar een bestand.`);
  say('');
}
