import { SingleBar } from 'cli-progress';
import { number } from './terminal.js';

export interface Progress {
  advance(this: void, state: { rows: number; share: number }): void;
  /** Safe to call twice. */
  stop(this: void): void;
}

/** A bar for a person at a terminal; a line every tenth of the work for a log file. */
export function showProgress(): Progress {
  return process.stderr.isTTY ? bar() : lines();
}

function bar(): Progress {
  const drawn = new SingleBar({
    format: '{bar} {percentage}%  {rows} regels',
    hideCursor: true,
    clearOnComplete: true,
    stream: process.stderr,
  });
  drawn.start(100, 0, { rows: '0' });
  return { advance: ({ rows, share }) => drawn.update(Math.floor(share * 100), { rows: number(rows) }), stop: () => drawn.stop() };
}

function lines(): Progress {
  let told = 0;
  return {
    advance: ({ rows, share }) => {
      if (share < told + 0.1 && share < 1) return;
      told = share;
      process.stderr.write(`${number(rows)} regels gelezen (${Math.floor(share * 100)}%)\n`);
    },
    stop: () => undefined,
  };
}
