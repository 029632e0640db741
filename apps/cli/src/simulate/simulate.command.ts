import { InvalidArgumentError, type Command } from 'commander';
import { withDatabase } from '../database.js';
import { DEMO_SIMULATION, simulateInEmpty } from './seed-demo.js';

export function addSimulateCommand(program: Command): void {
  program
    .command('simulate')
    .description('Vul een lege database met een verzonnen Werkplein')
    .option('--clients <aantal>', 'hoeveel mensen er in al die maanden langskomen', wholeNumber, DEMO_SIMULATION.clients)
    .option('--months <aantal>', 'hoeveel maanden', wholeNumber, DEMO_SIMULATION.months)
    .option('--seed <getal>', 'hetzelfde getal geeft hetzelfde verhaal', wholeNumber, DEMO_SIMULATION.seed)
    .action(async (options: { clients: number; months: number; seed: number }) => {
      await withDatabase((configuration) => simulateInEmpty(configuration, options, (line) => void process.stdout.write(`${line}\n`)));
    });
}

function wholeNumber(text: string): number {
  if (!/^\d{1,6}$/.test(text) || Number(text) < 1) throw new InvalidArgumentError('Geef een heel getal van 1 of meer.');
  return Number(text);
}
