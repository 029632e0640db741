import { PeopleModule, SPELL_COLUMNS, SpellImportService, type SpellImportReport } from '#libs/people';
import type { Command } from 'commander';
import { tellLeftAlone } from './left-alone.js';
import { addRowImport } from './row-import.js';
import { tellUnknownReasons } from './unknown-reasons.js';

export function addImportSpells(command: Command): void {
  addRowImport<SpellImportReport>(command, {
    name: 'spells',
    description: 'Lees uitkeringsperioden in: ook van vroeger, per huishouden, met verbeteringen',
    file: 'CSV uit de uitkeringsadministratie, met een regel per uitkering van een klant',
    help: `De kolommen zijn: ${SPELL_COLUMNS.map(({ header }) => header).join(', ')}.
Uitkeringsnummer (van het huishouden), Periodenummer en Vervallen mogen ontbreken; andere kolommen worden niet gelezen.
Einddatum is de eerste dag zonder uitkering. "ja" onder Vervallen: deze uitkering is er nooit geweest.

Een uitkering is bekend aan het periodenummer, en anders aan de ingangsdatum. Staat er iets anders dan wij weten,
dan is dat een verbetering; wat er stond blijft bewaard. Een andere ingangsdatum kan met het periodenummer.
Hetzelfde bestand nog eens inlezen verandert niets. Wat niet in het bestand staat, blijft zoals het was.`,
    modules: [PeopleModule],
    import: (app, file, options, now) => app.get(SpellImportService).import(file, options, now),
    counted: (report) => [
      ['nieuw', report.new, 'uitkeringen'],
      ['beëindigd', report.ended, 'uitkeringen'],
      ['verbeterd', report.corrected, 'uitkeringen'],
      ['aangevuld', report.completed, 'uitkeringen'],
      ['vervallen', report.withdrawn, 'uitkeringen'],
      ['ongewijzigd', report.unchanged, 'uitkeringen'],
    ],
    afterwards: (report) => {
      tellLeftAlone(report);
      tellUnknownReasons(report);
    },
  });
}
