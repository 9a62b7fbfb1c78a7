import { pino, type DestinationStream, type Logger as PinoLogger } from 'pino';

/**
 * Structured log lines: a constant message and facts in fields, so that lines can be counted. Payloads and secrets are
 * not logged; names below are blanked as a second line of defence. What happens to a run goes to its journal instead.
 */
export type Logger = Pick<PinoLogger, 'debug' | 'info' | 'warn' | 'error' | 'fatal'> & {
  child(fields: Readonly<Record<string, unknown>>): Logger;
};

export const logLevels = ['debug', 'info', 'warn', 'error', 'silent'] as const;
export type LogLevel = (typeof logLevels)[number];

const secretNames = [
  'password',
  'newPassword',
  'currentPassword',
  'secret',
  'secrets',
  'token',
  'authorization',
  'cookie',
  'csrfToken',
];
const redact = { paths: secretNames.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]), censor: '[secret]' };

export interface LoggerOptions {
  readonly level: LogLevel;
  /** Which process this is: `api`, `worker`, `server`. */
  readonly name: string;
  readonly destination?: DestinationStream;
}

export function createLogger(options: LoggerOptions): Logger {
  const settings = {
    level: options.level,
    base: { name: options.name, pid: process.pid },
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label: string) => ({ level: label }) },
    serializers: { error: pino.stdSerializers.err },
    redact,
  };
  return options.destination ? pino(settings, options.destination) : pino(settings);
}

/** For tests and tools that have nothing to say. */
export const silentLogger: Logger = pino({ level: 'silent' });
