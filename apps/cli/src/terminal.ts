/** The outcome of a command goes to stdout; how it is going goes to stderr. */
export function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

/** 50.000, as one writes it in Dutch. */
export function number(value: number): string {
  return value.toLocaleString('nl-NL');
}
