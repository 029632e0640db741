import { SentenceError } from '#libs/platform';
import { open } from 'node:fs/promises';
import type { RowProblem } from './import-telling.js';

export interface ProblemReport {
  write(problem: RowProblem): Promise<void>;
  close(): Promise<void>;
}

/** A file of problems that a Dutch spreadsheet opens as it should: semicolons, and a mark that says UTF-8. Only its maker may read it. */
export async function openProblemReport(path: string): Promise<ProblemReport> {
  const file = await open(path, 'w', 0o600).catch((error: NodeJS.ErrnoException) => {
    throw new SentenceError(`--report: ${path} kan niet worden geschreven (${error.code}).`);
  });
  let waiting = `\u{FEFF}${row(['Regel', 'Kolom', 'Waarde', 'Soort', 'Reden'])}`;
  const flush = async () => {
    await file.write(waiting);
    waiting = '';
  };
  return {
    async write({ line, column, value, severity, reason }) {
      waiting += row([String(line), column, value, severity === 'refused' ? 'geweigerd' : 'opmerking', reason]);
      if (waiting.length > 64_000) await flush();
    },
    async close() {
      await flush();
      await file.close();
    },
  };
}

function row(cells: string[]): string {
  return `${cells.map(cell).join(';')}\r\n`;
}

/** Quoted when needed; what a spreadsheet would take for a formula becomes text. */
function cell(text: string): string {
  const safe = /^[=+\-@\t]/.test(text) ? `'${text}` : text;
  return /[";\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
