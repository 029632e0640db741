import type { Command } from 'commander';
import { withDatabase } from './database.js';
import { say } from './terminal.js';

export function addMigrateCommand(program: Command): void {
  program
    .command('migrate')
    .description('Breng de database bij: zet haar klaar of werk haar bij naar deze versie')
    .action(async () => {
      const migrated = await withDatabase((_, names) => Promise.resolve(names));
      if (migrated.length === 0) say('De database was al bij.');
      else say(`De database is bijgewerkt met:\n${migrated.map((name) => `  ${nameOf(name)}`).join('\n')}`);
    });
}

/** people-0000000000001 → 0001-people, as the file is called. */
function nameOf(migration: string): string {
  const [, name, number] = /^(.*)-(\d+)$/.exec(migration) ?? ['', migration, ''];
  return number ? `${number.slice(-4)}-${name}.sql` : migration;
}
