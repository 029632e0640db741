import { CatalogueService, InterventionsModule } from '#libs/interventions';
import { Clock, SentenceError } from '#libs/platform';
import { algorithmRegisterRecord, problemsWithRecord, RulesModule, RulesService } from '#libs/rules';
import type { Command } from 'commander';
import { DataSource } from 'typeorm';
import { withApplication } from './application.js';
import { openExportTarget } from './export-target.js';
import { number } from './terminal.js';

interface RegisterTyped {
  organization: string;
  contact: string;
  website?: string;
  dpia?: string;
  iama?: string;
}

/** The options by the field of the standard that they fill. */
const OPTIONS: Record<string, string> = {
  organization: '--organization',
  contact_email: '--contact',
  website: '--website',
  impacttoetsen_grouping: '--dpia of --iama',
};

/** `export algorithm-register`: a concept for the Algoritmeregister, of the rules that are in force now. */
export function addExportRegister(command: Command): void {
  command
    .command('algorithm-register')
    .description('Schrijf het concept voor het Algoritmeregister (publicatiestandaard 1.0), uit de regels die nu gelden')
    .argument('[bestand]', 'naar dit bestand (anders naar het scherm)')
    .requiredOption('--organization <naam>', 'de gemeente, met de naam uit TOOI: "gemeente Utrecht"')
    .requiredOption('--contact <adres>', 'e-mailadres of https-adres voor vragen')
    .option('--website <adres>', 'https-adres van een pagina hierover')
    .option('--dpia <adres>', 'https-adres waar de DPIA te lezen is')
    .option('--iama <adres>', 'https-adres waar de IAMA te lezen is')
    .addHelpText(
      'after',
      `
Er staat niets in over personen. Lees het concept na voordat u het aanbiedt: de teksten over doel, risico's en
grondslag zijn een begin. Verandert er een regel, maak het dan opnieuw.

Afloop: 0 gelukt, 1 mislukt (er is dan geen half bestand), 2 verkeerd getypt.`,
    )
    .action(exportRegister);
}

async function exportRegister(file: string | undefined, { organization, contact, website, dpia, iama }: RegisterTyped): Promise<void> {
  await withApplication([RulesModule, InterventionsModule], async (app, { publicUrl }) => {
    const tx = app.get(DataSource).manager;
    const [rules, catalogue] = await Promise.all([
      app.get(RulesService).inForce(tx, app.get(Clock).now()),
      app.get(CatalogueService).current(tx),
    ]);
    const { record, namedOnly, rulesLeftOut, sourcesLeftOut } = algorithmRegisterRecord(
      rules.map(({ definition }) => definition),
      catalogue,
      { organization, contact, website, dpia, iama, rulesUrl: `${publicUrl}/regels` },
    );
    const wrong = Object.keys(problemsWithRecord(record));
    if (wrong.length > 0)
      throw new SentenceError(`Zo neemt het register het niet: ${wrong.map((field) => OPTIONS[field] ?? field).join(', ')}.`);
    const target = await openExportTarget(file);
    await new Promise<void>((resolve, reject) => {
      target.stream.on('error', reject).end(`${JSON.stringify(record, null, 2)}\n`, resolve);
    }).catch(async (error: unknown) => {
      throw await target.abandon(error);
    });
    await target.keep();
    process.stderr.write(
      `${number(rules.length - rulesLeftOut)} van de ${number(rules.length)} regels staan erin${file ? `, in ${file}` : ''}.\n`,
    );
    if (namedOnly > 0)
      process.stderr.write(
        `Van ${number(namedOnly)} daarvan alleen de naam: meer past er niet in 5000 tekens. Ze staan helemaal op ${publicUrl}/regels.\n`,
      );
    if (rulesLeftOut > 0) process.stderr.write(`Voor ${number(rulesLeftOut)} regels was er geen ruimte, ook niet voor de naam.\n`);
    if (sourcesLeftOut > 0) process.stderr.write(`Voor ${number(sourcesLeftOut)} kenmerken was er geen ruimte meer (2500 tekens).\n`);
  });
}
