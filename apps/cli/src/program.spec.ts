import { jest } from '@jest/globals';
import type { Command } from 'commander';
import { addImportCommand } from './import.command.js';
import { addMigrateCommand } from './migrate.command.js';
import { addOutflowCommand } from './outflow.command.js';
import { addPlansCommand } from './plans.command.js';
import { openProgram, run } from './program.js';
import { addSimulateCommand } from './simulate/simulate.command.js';
import { addStaffCommand } from './staff.command.js';
import { addStartCommand } from './start/start.command.js';
import { addSurvivalCommand } from './survival.command.js';

function werkplein(): Command {
  const program = openProgram();
  for (const add of [
    addStartCommand,
    addMigrateCommand,
    addImportCommand,
    addStaffCommand,
    addPlansCommand,
    addSimulateCommand,
    addOutflowCommand,
    addSurvivalCommand,
  ])
    add(program);
  return program;
}

function every(command: Command): Command[] {
  return [command, ...command.commands.flatMap(every)];
}

describe('the command line', () => {
  let said: string;
  beforeEach(() => {
    said = '';
    jest.spyOn(process.stderr, 'write').mockImplementation((text) => ((said += String(text)), true));
    jest.spyOn(process.stdout, 'write').mockImplementation((text) => ((said += String(text)), true));
  });
  afterEach(() => {
    jest.restoreAllMocks();
    process.exitCode = undefined;
  });
  async function type(...words: string[]) {
    await run(werkplein(), ['node', 'werkplein', ...words]);
    return { code: process.exitCode, said };
  }

  it.each(every(werkplein()).map((command) => [command.name(), command.helpInformation()]))('explains "%s" in Dutch', (_, help) => {
    expect(help).toMatch(/^Gebruik: werkplein/);
    expect(help).toContain('toon deze uitleg');
    expect(help).not.toMatch(/Usage|Arguments:|Options:|Commands:|\[options\]|display|choices|default/);
  });

  it('explains itself when asked, and that is no failure', async () => {
    expect(await type('staff', 'add', '--help')).toEqual({ code: 0, said: expect.stringMatching(/^Gebruik: werkplein staff add/) });
  });

  it.each<[string[], RegExp]>([
    [[], /^Gebruik: werkplein/],
    [['staff'], /^Gebruik: werkplein staff/],
    [['imprt'], /^De opdracht imprt bestaat niet\.\n\(Bedoelt u import\?\)/],
    [['import', 'clients'], /^Er ontbreekt iets: <bestand>\./],
    [['import', 'clients', 'a.csv', 'b.csv'], /^Er staat te veel achter de opdracht/],
    [['import', 'clients', 'a.csv', '--force'], /^De optie --force bestaat niet\./],
    [['outflow', '--from', '2025-10-01', '--to', '2026-10-01'], /^De optie --by <kenmerk> is verplicht\./],
    [['survival', 'a.csv', '--event', 'e'], /^De optie --time <kolom> is verplicht\./],
    [['import', 'clients', 'a.csv', '--report'], /^Na de optie --report <bestand> hoort een waarde\./],
    [['staff', 'add', '--name', 'X', '--role', 'coach'], /^De optie --email <adres> is verplicht\./],
    [
      ['staff', 'add', '--email', 'x@y.nl', '--name', 'X', '--role', 'baas'],
      /^Bij de optie --role <rol> kan "baas" niet; kies uit: coach, team_lead, admin, privacy_officer, management\./,
    ],
    [
      ['plans', 'add', '--all', '--questionnaire', 'k', '--every', '3d'],
      /^Bij de optie --every <dagen> kan "3d" niet\. Geef een aantal dagen/,
    ],
    [
      ['plans', 'add', '--all', '--team', 'T', '--questionnaire', 'k', '--every', '28d'],
      /^De opties --team <team> en --all gaan niet samen\./,
    ],
  ])('answers %j in Dutch, with exit code 2', async (words, sentence) => {
    const answer = await type(...words);
    expect(answer.said).toMatch(sentence);
    expect(answer.said).not.toMatch(/error:|Did you mean|argument/);
    expect(answer.code).toBe(2);
  });
});
