import { addExportCommand } from './export.command.js';
import { addImportCommand } from './import.command.js';
import { addMigrateCommand } from './migrate.command.js';
import { addPlansCommand } from './plans.command.js';
import { addStaffCommand } from './staff.command.js';
import { addSimulateCommand } from './simulate/simulate.command.js';
import { addStartCommand } from './start/start.command.js';
import { openProgram, run } from './program.js';

const program = openProgram();
addStartCommand(program);
addMigrateCommand(program);
addImportCommand(program);
addExportCommand(program);
addStaffCommand(program);
addPlansCommand(program);
addSimulateCommand(program);
await run(program, process.argv);
