import type { Command } from 'commander';
import { addImportFairness } from './fairness.command.js';
import { addImportClients } from './import-clients.command.js';
import { addImportObservations } from './import-observations.command.js';

export function addImportCommand(program: Command): void {
  const command = program.command('import').description('Gegevens van de gemeente inlezen');
  addImportClients(command);
  addImportObservations(command);
  addImportFairness(command);
}
