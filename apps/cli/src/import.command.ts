import type { Command } from 'commander';
import { addImportFairness } from './fairness.command.js';
import { addImportClients } from './import-clients.command.js';
import { addImportObservations } from './import-observations.command.js';
import { addImportPaidWork } from './import-paid-work.command.js';
import { addImportSpells } from './import-spells.command.js';

export function addImportCommand(program: Command): void {
  const command = program.command('import').description('Gegevens van de gemeente inlezen');
  addImportClients(command);
  addImportSpells(command);
  addImportPaidWork(command);
  addImportObservations(command);
  addImportFairness(command);
}
