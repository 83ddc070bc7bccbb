import { MINUTE_MS } from '../../domain/base/time.ts';
import type { Log } from './scene.ts';

/** The warnings of one kind within a minute. */
interface Tally {
  /** Warnings since the last line. */
  untold: number;
  details: object;
  timer: NodeJS.Timeout | null;
}

const tallies = new WeakMap<Log, Map<string, Tally>>();

/**
 * Logs a warning that a stranger causes: an unsigned request, or a text to a number of no centre. A stranger may do so
 * a thousand times a second, so the log gets one line a minute for each message, with the count and the last details.
 */
export function warnOfStranger(log: Log, details: object, message: string): void {
  const ofLog = tallies.get(log) ?? new Map<string, Tally>();
  tallies.set(log, ofLog);
  const tally = ofLog.get(message) ?? { untold: 0, details, timer: null };
  ofLog.set(message, tally);
  tally.untold++;
  tally.details = details;
  if (tally.timer === null) tell(log, tally, message);
}

function tell(log: Log, tally: Tally, message: string): void {
  tally.timer = null;
  if (tally.untold === 0) return;
  log.warn({ ...tally.details, count: tally.untold }, message);
  tally.untold = 0;
  tally.timer = setTimeout(tell, MINUTE_MS, log, tally, message).unref();
}
