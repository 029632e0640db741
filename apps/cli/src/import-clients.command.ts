import { ClientImportService, EXPORT_COLUMNS, PeopleModule, type ImportReport } from '#libs/people';
import type { Command } from 'commander';
import { addRowImport } from './row-import.js';
import { tellUnknownReasons } from './unknown-reasons.js';

export function addImportClients(command: Command): void {
  addRowImport<ImportReport>(command, {
    name: 'clients',
    description: 'Lees een klantenbestand in: klanten, klantmanagers, teams en uitkeringen',
    file: 'CSV uit de uitkeringsadministratie',
    help: `De kolommen zijn: ${EXPORT_COLUMNS.map(({ header }) => header).join(', ')}.
Geslacht en Postcode zijn niet nodig en worden niet bewaard. Scheidingsteken en tekenset worden herkend.
Hetzelfde bestand nog eens inlezen verandert niets. Wie niet in het bestand staat, blijft zoals hij was.`,
    modules: [PeopleModule],
    import: (app, file, options, now) => app.get(ClientImportService).import(file, options, now),
    counted: (report) => [
      ['nieuw', report.new, 'klanten'],
      ['gewijzigd', report.changed, 'klanten'],
      ['ongewijzigd', report.unchanged, 'klanten'],
    ],
    afterwards: tellUnknownReasons,
  });
}
