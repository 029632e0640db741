import { InvalidInputError, sentenceOf, UnreadableFileError } from '#libs/platform';
import { Command, CommanderError, Help } from 'commander';
import { inDutch } from './dutch-usage.js';

/** The exit codes of every command: done; refused or failed; typed wrongly. */
export const EXIT = { done: 0, refused: 1, usage: 2 } as const;

/** The command `werkplein`, still empty. What is added inherits its Dutch, its exit codes and its `--help`. */
export function openProgram(): Command {
  const standard = new Help();
  return new Command('werkplein')
    .description('Werkplein Check-in beheren zonder schermen')
    .helpOption('-h, --help', 'toon deze uitleg')
    .helpCommand('help [opdracht]', 'toon de uitleg van een opdracht')
    .configureHelp({
      styleTitle: inDutch,
      commandUsage: (command) => inDutch(standard.commandUsage(command)),
      subcommandTerm: (command) => inDutch(standard.subcommandTerm(command)),
      optionDescription: (option) => inDutch(standard.optionDescription(option)),
      argumentDescription: (argument) => inDutch(standard.argumentDescription(argument)),
    })
    .configureOutput({ outputError: (text, write) => write(inDutch(text)) })
    .showHelpAfterError('Met --help erachter ziet u wat er kan.')
    .exitOverride();
}

/** Runs the command that was typed; ends with one clear sentence and an exit code, never with a stack for what could be foreseen. */
export async function run(program: Command, argv: readonly string[]): Promise<void> {
  try {
    await program.parseAsync(argv);
  } catch (error) {
    if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? EXIT.done : EXIT.usage;
    else {
      process.stderr.write(`${explain(error)}\n`);
      process.exitCode = EXIT.refused;
    }
  }
}

function explain(error: unknown): string {
  if (error instanceof UnreadableFileError) return error.message;
  if (error instanceof InvalidInputError)
    return `Dit kan zo niet: ${Object.entries(error.fields)
      .map(([field, problem]) => `${field} (${problem})`)
      .join(', ')}.`;
  return sentenceOf(error);
}
