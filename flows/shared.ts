import type { Line } from '../src/conversation/ask.ts';
import type { Onward } from '../src/conversation/flow.ts';

/** A list that somebody was sent is what their numbers mean for a day (docs/rules.md C3). */
export const LAPSE_MS = 24 * 60 * 60 * 1000;

/** The `say` action: never run, it is the engine that reads it as data. */
export const sayNothing = (_args: unknown, _line: Line): void => {};

/** The output of a flow that ends with another one beginning. */
export const onwardTo = (begin: string, input: Record<string, unknown>): Onward => ({ begin, input });

/** What was named in a text. */
export type LineParams = Record<string, string | number>;

/** A slot as words; null where it was not named. */
export const words = (slot: string | number | undefined): string | null => (slot === undefined ? null : String(slot));

/** A machine's `output`: that of the final state in which it ended, which XState does not pass on by itself. */
export const passedOn = ({ event }: { event: object }): unknown => (event as { output?: unknown }).output;

/** What a subscription is about, in words; everything where nothing is named. */
export const aboutWhat = (what: string): string | { as: 'line'; of: Line } =>
  what === '' ? { as: 'line', of: { key: 'digest.everything' } } : what;
