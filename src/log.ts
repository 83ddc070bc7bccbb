import { pino, type DestinationStream, type Logger } from 'pino';

/** Anything that looks like a phone number, spaced or not: eight digits or more. */
const NUMBER = /\+?\d(?:[ -]?\d){7,14}/g;
/** An ISO instant, a database id and a port list are no phone numbers. */
const KEPT_FIELDS = /"(?:time|pid|port|ms)":\d+/g;

/**
 * The only logger: one JSON line an event, to standard error, so that `--json` output stays alone on standard output.
 * Phone numbers keep their last two digits wherever they stand in the line; bodies are never handed to it.
 * @param to where the lines go instead, in tests
 */
export function createLog(level: string, to: DestinationStream = pino.destination({ fd: 2, sync: false })): Logger {
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
 * An error by its class, its code and where it came from. A database quotes whole rows in message and detail ("Failing row
 * contains ..."), JSON the text that it could not read, and a carrier what it was sent.
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

/** Digits inside a longer word are an id or an instant ("2026-11-23T..."). */
function isPartOfWord(line: string, at: number, length: number): boolean {
  return /[\w]/.test(line[at - 1] ?? '') || /[\w]/.test(line[at + length] ?? '');
}
