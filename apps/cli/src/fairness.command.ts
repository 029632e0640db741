import { FairnessAttributesService, PeopleModule, type FairnessBasis, type FairnessImport } from '#libs/people';
import { Clock, SentenceError } from '#libs/platform';
import type { Command } from 'commander';
import path from 'node:path';
import { withApplication } from './application.js';
import { EXIT } from './program.js';
import { number, say } from './terminal.js';

interface BasisTyped {
  basis: string;
  dpia: string;
  approver: string;
}

const PROBLEMS: Record<FairnessImport['refused'][number]['problem'], string> = {
  'no-client': 'dit klantnummer is er niet',
  'no-sex': 'geslacht is geen V, M of X',
  columns: 'het aantal kolommen klopt niet',
};

/** `import fairness-attributes`: what may be known for one purpose only. */
export function addImportFairness(command: Command): void {
  command
    .command('fairness-attributes')
    .description('Lees het geslacht van klanten in, alleen om te zien of suggesties iedereen gelijk behandelen')
    .argument('<bestand>', 'CSV met de kolommen Klantnummer en Geslacht (V, M of X)')
    .requiredOption('--basis <grondslag>', 'de wettelijke grondslag')
    .requiredOption('--dpia <verwijzing>', 'waar in de DPIA dit staat')
    .requiredOption('--approver <functie>', 'wie dit goedkeurde (functie)')
    .addHelpText(
      'after',
      `
Dit vervangt wat er stond. Geen regel, scherm van een klant of bericht leest dit gegeven: alleen het verslag
op /verantwoording/gelijk. Met "werkplein fairness forget" eindigt de grondslag en wordt alles gewist.

Afloop: 0 alles ingelezen, 1 regels geweigerd of iets mislukt, 2 verkeerd getypt.`,
    )
    .action(importAttributes);
}

/** `fairness forget`: the ground ends, and what was known on it is gone. */
export function addFairnessCommand(program: Command): void {
  program
    .command('fairness')
    .description('Gegevens die alleen dienen om te zien of suggesties iedereen gelijk behandelen')
    .command('forget')
    .description('Beëindig de grondslag en wis deze gegevens')
    .action(forget);
}

async function importAttributes(file: string, { basis: legalBasis, dpia: dpiaReference, approver }: BasisTyped): Promise<void> {
  const basis: FairnessBasis = { legalBasis, dpiaReference, approver };
  await withApplication([PeopleModule], async (app) => {
    const { recorded, refused, refusedCount } = await app
      .get(FairnessAttributesService)
      .import(path.resolve(file), basis, app.get(Clock).now());
    for (const { line, problem } of refused) process.stderr.write(`Regel ${number(line)}: ${PROBLEMS[problem]}.\n`);
    if (refusedCount > refused.length) process.stderr.write(`En nog ${number(refusedCount - refused.length)} regels.\n`);
    say(`Van ${number(recorded)} klanten is dit nu bekend, alleen voor het verslag over gelijke behandeling.`);
    if (refusedCount > 0) process.exitCode = EXIT.refused;
  });
}

async function forget(): Promise<void> {
  await withApplication([PeopleModule], async (app) => {
    const forgotten = await app.get(FairnessAttributesService).forget(app.get(Clock).now());
    if (forgotten === null) throw new SentenceError('Er is geen grondslag, dus er was niets te wissen.');
    say(`De grondslag is beëindigd. Van ${number(forgotten)} klanten is dit gegeven gewist.`);
  });
}
