import type { LoggerService } from '@nestjs/common';
import { pino } from 'pino';

/** Nest's name for the log. */
export const LOG = Symbol('log');

export type Log = Pick<ReturnType<typeof pino>, 'info' | 'warn' | 'error' | 'debug'>;

/** One line of JSON for each event. Request bodies, tokens and phone numbers are never logged. */
export const openLog = (name: string, level: string): Log =>
  pino({ name, level, base: { name }, formatters: { level: (label) => ({ level: label }) } });

/** The same log in the shape Nest wants. */
export const nestLog = (log: Log): LoggerService => ({
  log: (message: unknown, context?: unknown) => log.debug({ context }, String(message)),
  error: (message: unknown, trace?: unknown) => log.error({ trace }, String(message)),
  warn: (message: unknown) => log.warn({}, String(message)),
  debug: (message: unknown) => log.debug({}, String(message)),
});

/** Where something broke, as it stands in the log. */
export const stackOf = (error: unknown): string =>
  error instanceof Error ? (error.stack ?? error.message) : String(error);
