import { SentenceError } from '#libs/platform';
import { createWriteStream } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { Writable } from 'node:stream';

export interface ExportTarget {
  stream: Writable;
  /** Gives the file its name: until then it is not there. */
  keep: () => Promise<void>;
  /** Leaves nothing behind. @returns the error as a sentence, when it was about the target */
  abandon: (error: unknown) => Promise<unknown>;
}

/**
 * A file that is there whole or not at all, and that only its maker may read; or, without a name, what the command writes to.
 * @throws SentenceError when the file cannot be made
 */
export async function openExportTarget(output: string | undefined): Promise<ExportTarget> {
  if (output === undefined)
    return { stream: standardOutput(), keep: async () => undefined, abandon: async (error) => inWords(error, 'de uitvoer') };
  const whole = path.resolve(output);
  const part = `${whole}.part`;
  const file = await open(part, 'w', 0o600).catch((error: NodeJS.ErrnoException) => {
    throw new SentenceError(`--output: ${output} kan niet worden geschreven (${error.code}).`);
  });
  // On disk before it gets its name: a file that has its name is whole, also after a power cut.
  const stream = createWriteStream(part, { fd: file, flush: true });
  return {
    stream,
    keep: () => rename(part, whole),
    abandon: async (error) => {
      await rm(part, { force: true });
      return inWords(error, output);
    },
  };
}

/** Ends when all is handed over, and leaves the terminal open for what is said afterwards. */
function standardOutput(): Writable {
  const stream = new Writable({
    write(chunk: Buffer, _encoding, done) {
      process.stdout.write(chunk, done);
    },
  });
  process.stdout.on('error', (error) => stream.destroy(error));
  return stream;
}

function inWords(error: unknown, target: string): unknown {
  const code = (error as { code?: string }).code;
  if (code === 'EPIPE') return new SentenceError('Wie de uitvoer las, is gestopt: de export is niet af.');
  if (code === 'ENOSPC' || code === 'EDQUOT' || code === 'EIO' || code === 'EFBIG')
    return new SentenceError(`${target} kan niet worden geschreven (${code}): is de schijf vol? Er is geen half bestand achtergebleven.`);
  return error;
}
