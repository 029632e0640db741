import { OBSERVATION_COLUMNS, ObservationImportService, ProfilesModule, TRAITS, type ObservationImportReport } from '#libs/profiles';
import { moduleOfTrait, ModulesService, QuestionnairesModule } from '#libs/questionnaires';
import { RulesModule, ReviewsService } from '#libs/rules';
import type { INestApplicationContext } from '@nestjs/common';
import type { Command } from 'commander';
import { DataSource } from 'typeorm';
import { addRowImport } from './row-import.js';
import { say } from './terminal.js';

export function addImportObservations(command: Command): void {
  addRowImport<ObservationImportReport>(command, {
    name: 'observations',
    description: 'Lees in wat al bekend was: uit gesprekken of uit een ander systeem',
    file: 'CSV met een regel per kenmerk van een klant op een moment',
    help: `De kolommen zijn: ${OBSERVATION_COLUMNS.map(({ header }) => header).join(', ')}. Tijd mag ontbreken.
Waarde is een getal van de schaal, de woorden ervan, "weigert" of "weet niet". Bron is zelf, klantmanager of import.
Scheidingsteken en tekenset worden herkend. Hetzelfde bestand nog eens inlezen voegt niets toe; een andere waarde
voor dezelfde klant, hetzelfde kenmerk, moment en dezelfde bron komt in de plaats van de vorige.

Kenmerken: ${TRAITS.map(({ key }) => key).join(', ')}.`,
    modules: [ProfilesModule, QuestionnairesModule, RulesModule],
    import: async (app, file, options, now) =>
      app.get(ObservationImportService).import(
        file,
        {
          ...options,
          closedTraits: await closedTraits(app),
          onWritten: (tx, clientIds) => app.get(ReviewsService).want(tx, clientIds, now),
        },
        now,
      ),
    counted: (report) => [
      ['nieuw', report.new, 'waarnemingen'],
      ['gewijzigd', report.changed, 'waarnemingen'],
      ['ongewijzigd', report.unchanged, 'waarnemingen'],
    ],
    afterwards: (report) => {
      if (report.written && report.new + report.changed > 0)
        say('De voorstellen voor deze klanten worden in de komende minuten bijgewerkt.');
    },
  });
}

async function closedTraits(app: INestApplicationContext): Promise<ReadonlySet<string>> {
  const on = await app.get(ModulesService).on(app.get(DataSource).manager);
  return new Set(
    TRAITS.flatMap(({ key }) => {
      const module = moduleOfTrait(key);
      return module && !on.has(module) ? [key] : [];
    }),
  );
}
