import { spawn } from 'node:child_process';
import path from 'node:path';

const MAIN = path.resolve(import.meta.dirname, '../../dist/apps/cli/src/main.js');

/**
 * `werkplein …` as an administrator types it: another process, with settings from the environment.
 * @param options.readAtMost the reader behind it goes away after so many characters
 */
export async function typeCommand(
  command: readonly string[],
  environment: Record<string, string>,
  { readAtMost = Infinity }: { readAtMost?: number } = {},
): Promise<{ code: number | null; out: string; err: string }> {
  const child = spawn(process.execPath, [MAIN, ...command], { env: { DEMO: 'on', ...environment } });
  let [out, err] = ['', ''];
  child.stdout.on('data', (chunk: Buffer) => {
    out += chunk.toString();
    if (out.length > readAtMost) child.stdout.destroy();
  });
  child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()));
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  return { code, out, err };
}
