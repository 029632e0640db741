import { addImportCommand } from './import.command.js';
import { addMigrateCommand } from './migrate.command.js';
import { addStaffCommand } from './staff.command.js';
import { openProgram, run } from './program.js';

const program = openProgram();
addMigrateCommand(program);
addImportCommand(program);
addStaffCommand(program);
await run(program, process.argv);
