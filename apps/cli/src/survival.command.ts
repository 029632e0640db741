import type { Command } from 'commander';
import path from 'node:path';
import { EXIT } from './program.js';
import { analyse, withoutCause, type SurvivalAnalysis } from './survival-analysis.js';
import { readSurvivalFile } from './survival-file.js';
import { remarksOn, tellAnalysis, tellProblems } from './survival-telling.js';
import { say } from './terminal.js';

interface SurvivalTyped {
  time: string;
  event: string;
  by?: string;
  cause?: string;
  entry?: string;
  covariates?: string[];
  json?: boolean;
}

/** `survival`: the statistics of the outflow pages on any CSV, without a database. */
export function addSurvivalCommand(program: Command): void {
  program
    .command('survival')
    .description('Bereken hoe lang het duurt tot iets gebeurt, uit een CSV-bestand')
    .argument('<bestand>', 'CSV met een regel per persoon of periode')
    .requiredOption('--time <kolom>', 'de kolom met hoe lang iemand is gevolgd; 0 mag')
    .requiredOption('--event <kolom>', 'de kolom met of het gebeurde: 1 of 0')
    .option('--by <kolom>', 'de kolom met de groep: elke groep krijgt een eigen lijn')
    .option('--cause <kolom>', 'de kolom met waardoor het gebeurde; leeg waar het niet gebeurde')
    .option('--entry <kolom>', 'de kolom met vanaf wanneer iemand in beeld was, vóór het einde')
    .option('--covariates <kolommen>', 'kolommen met getallen voor de Cox-regressie, met komma’s ertussen', listed)
    .option('--json', 'schrijf alle getallen als JSON, niet afgerond')
    .addHelpText(
      'after',
      `
Kaplan-Meier per groep, log-rank tussen de groepen, Aalen-Johansen per oorzaak en Cox-regressie voor de kenmerken.
Scheidingsteken en tekenset worden herkend. Er wordt niets geraden: een leeg of fout veld weigert het bestand, met alle
regels waarin iets niet klopt.

Afloop: 0 berekend, 1 het bestand is niet goed, 2 verkeerd getypt.`,
    )
    .action(survival);
}

async function survival(file: string, { json = false, covariates = [], ...columns }: SurvivalTyped): Promise<void> {
  const read = await readSurvivalFile(path.resolve(file), { ...columns, covariates });
  if ('problems' in read) {
    process.stderr.write(`${tellProblems(read.problems, read.count)}\n`);
    process.exitCode = EXIT.refused;
    return;
  }
  const { analysis, fit } = analyse(read.sample);
  const unexplained = withoutCause(read.sample);
  if (unexplained > 0)
    process.stderr.write(
      `Van ${unexplained} gebeurtenissen is de oorzaak leeg: ze tellen mee in de curves, en zijn voor de oorzaken vanaf dan uit beeld.\n`,
    );
  if (json) {
    for (const remark of fit ? remarksOn(fit) : []) process.stderr.write(`${remark}\n`);
    for (const part of jsonOf(analysis)) process.stdout.write(part);
  } else say(tellAnalysis(analysis, fit, columns.by));
}

function listed(text: string): string[] {
  return text
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
}

/** A group at a time: the steps of a million rows are more than one string should hold. */
function* jsonOf({ groups, ...rest }: SurvivalAnalysis): Generator<string> {
  yield '{"groups":[';
  for (const [place, group] of groups.entries()) yield `${place > 0 ? ',' : ''}${JSON.stringify(group)}`;
  yield `],${JSON.stringify(rest).slice(1)}\n`;
}
