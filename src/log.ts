import { pino, type DestinationStream, type Logger } from 'pino';

/** Anything that looks like a phone number, with or without spaces: eight digits or more. */
const NUMBER = /\+?\d(?:[ -]?\d){7,14}/g;
/** Fields that hold an instant, an id or a port, no phone number. */
const KEPT_FIELDS = /"(?:time|pid|port|ms)":\d+/g;

/**
 * The only logger: one JSON line for each event, to standard error, so that standard output holds only the `--json`
 * output. Shortens every phone number to its last two digits; the service never logs message bodies.
 * @param to where the lines go; `openLogOutput` never waits
 */
export function createLog(level: string, to: DestinationStream): Logger {
  return pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      redact: ['body', 'text', '*.body', '*.text', 'authToken', '*.authToken'],
      serializers: { err: withoutValues },
      hooks: { streamWrite: maskNumbers },
    },
    to,
  );
}

/**
 * Logs an error by its class, code and origin only. A database quotes whole rows in message and detail ("Failing row
 * contains ..."), JSON the unreadable text, and a carrier the request.
 */
function withoutValues(error: unknown): object {
  if (!(error instanceof Error)) return { type: typeof error };
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return { type: error.name, ...('code' in error ? { code: error.code } : {}), stack: frames.join('\n') };
}

/** The line with every phone number shortened to its last two digits. */
export function maskNumbers(line: string): string {
  const kept: string[] = [];
  const aside = line.replace(KEPT_FIELDS, (field) => `\u0000${kept.push(field) - 1}\u0000`);
  const masked = aside.replace(NUMBER, (number, at: number) =>
    isPartOfWord(aside, at, number.length) ? number : `***${number.replace(/\D/g, '').slice(-2)}`,
  );
  // oxlint-disable-next-line no-control-regex
  return masked.replace(/\u0000(\d+)\u0000/g, (_, i: string) => kept[Number(i)] ?? '');
}

/** Digits inside a longer word belong to an id or an instant ("2026-11-23T..."). */
function isPartOfWord(line: string, at: number, length: number): boolean {
  return /[\w]/.test(line[at - 1] ?? '') || /[\w]/.test(line[at + length] ?? '');
}
