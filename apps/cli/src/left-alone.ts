import { say } from './terminal.js';

/** Says which columns of a file nobody here reads: one that was misspelt is found that way. */
export function tellLeftAlone({ leftAlone }: { leftAlone: readonly string[] }): void {
  if (leftAlone.length > 0) say(`Niet gelezen kolommen: ${leftAlone.join(', ')}.`);
}
