import type { LoggerService } from '@nestjs/common';
import { pino, type Logger } from 'pino';
import type { LogLevel } from './settings.js';

const PERSONAL = [
  'to',
  'from',
  'address',
  'body',
  'email',
  'phone',
  'token',
  'url',
  'parameters',
  'detail',
  'driverError',
  'client',
  'query',
];
/** At the top of what is logged and one level down. */
export const CENSORED_PATHS = PERSONAL.flatMap((name) => [name, `*.${name}`]);

/**
 * Structured logs without personal data: requests are logged by route pattern (never by URL: a link's token is in it),
 * and what might carry an address, a name or an answer is censored even if somebody logs it by mistake.
 */
export function createLog(level: LogLevel, name: string): Logger {
  return pino({
    level,
    name,
    redact: {
      paths: CENSORED_PATHS,
      censor: '[weggelaten]',
    },
  });
}

/** Nest's own messages through the same log. */
export class NestLog implements LoggerService {
  constructor(private readonly pino: Logger) {}

  verbose(message: unknown, context?: string): void {
    this.pino.trace({ context }, String(message));
  }
  debug(message: unknown, context?: string): void {
    this.pino.debug({ context }, String(message));
  }
  /** What Nest tells about its own start is for whoever debugs it. */
  log(message: unknown, context?: string): void {
    this.pino.debug({ context }, String(message));
  }
  warn(message: unknown, context?: string): void {
    this.pino.warn({ context }, String(message));
  }
  error(message: unknown, stack?: string, context?: string): void {
    this.pino.error({ context, stack }, String(message));
  }
}
