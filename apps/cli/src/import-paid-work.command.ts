import { PAID_WORK_COLUMNS, PaidWorkImportService, PeopleModule, type StretchImportReport } from '#libs/people';
import type { Command } from 'commander';
import { tellLeftAlone } from './left-alone.js';
import { addRowImport } from './row-import.js';

export function addImportPaidWork(command: Command): void {
  const columns = PAID_WORK_COLUMNS.filter((column) => !('notNeeded' in column));
  addRowImport<StretchImportReport>(command, {
    name: 'paid-work',
    description: 'Lees betaald werk in: naast de uitkering, en erna',
    file: 'CSV met een regel per periode waarin een klant werkte',
    help: `De kolommen zijn: ${columns.map(({ header }) => header).join(', ')}. Vervallen mag ontbreken.
Soort is loondienst of zelfstandig. Uren per week mogen onbekend zijn. Einddatum is de eerste dag zonder dit werk.
Werkgever, loon en andere kolommen zijn niet nodig en worden niet bewaard. Wie twee banen tegelijk heeft, staat er met
de uren samen in één regel.

Werk is bekend aan de begindatum. Staat er iets anders dan wij weten, dan is dat een verbetering; wat er stond blijft
bewaard. Een andere begindatum: zet de oude erbij met "ja" onder Vervallen.
Hetzelfde bestand nog eens inlezen verandert niets. Wat niet in het bestand staat, blijft zoals het was.`,
    modules: [PeopleModule],
    import: (app, file, options, now) => app.get(PaidWorkImportService).import(file, options, now),
    counted: (report) => [
      ['nieuw', report.new, 'perioden'],
      ['beëindigd', report.ended, 'perioden'],
      ['verbeterd', report.corrected, 'perioden'],
      ['vervallen', report.withdrawn, 'perioden'],
      ['ongewijzigd', report.unchanged, 'perioden'],
    ],
    afterwards: tellLeftAlone,
  });
}
