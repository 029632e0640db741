import { ConfigurationError } from './configuration-error.js';

/**
 * Ends the process the way a person at a terminal can use: one clear sentence that names the setting, exit code 1, no stack.
 * What nobody foresaw keeps its stack: that is a defect, and whoever repairs it needs the place.
 */
export function stopWithSentence(error: unknown, settingOfPort: Record<number, string> = {}): never {
  process.stderr.write(`\n${sentenceOf(error, settingOfPort)}\n`);
  process.exit(1);
}

export function sentenceOf(error: unknown, settingOfPort: Record<number, string> = {}): string {
  if (error instanceof ConfigurationError) return error.message;
  if (error instanceof SentenceError) return error.message;
  const cause = deepestCause(error);
  const { code, port } = cause;
  if (code === 'EADDRINUSE')
    return `${settingOfPort[Number(port)] ?? 'PORT'}: poort ${port} is al in gebruik. Stop het andere programma of kies een andere poort.`;
  if (code === 'EACCES' && port) return `${settingOfPort[port] ?? 'PORT'}: poort ${port} mag u niet gebruiken. Kies een poort boven 1023.`;
  if (isDatabaseUnreachable(code)) return `DATABASE_URL: de database is niet te bereiken (${code}).`;
  if (code === '28P01' || code === '28000') return 'DATABASE_URL: de database weigert deze gebruiker of dit wachtwoord.';
  if (code === '3D000') return 'DATABASE_URL: deze database bestaat niet.';
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

/** An error that is already a sentence for the person at the terminal. */
export class SentenceError extends Error {
  override readonly name = 'SentenceError';
}

function isDatabaseUnreachable(code: string | undefined): boolean {
  return code !== undefined && ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'ETIMEDOUT', 'EHOSTUNREACH', '57P03'].includes(code);
}

/** Drivers and frameworks wrap: the first failure underneath is the one that tells. */
function deepestCause(error: unknown): { code?: string; port?: number } {
  let cause = error as { code?: string; port?: number; cause?: unknown; errors?: unknown[]; driverError?: unknown };
  for (let depth = 0; depth < 5; depth += 1) {
    const next = cause?.errors?.[0] ?? cause?.driverError ?? cause?.cause;
    if (!next) break;
    cause = next;
  }
  return cause ?? {};
}
