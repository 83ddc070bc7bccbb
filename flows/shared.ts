import type { Line } from '../src/conversation/ask.ts';
import type { Onward } from '../src/conversation/flow.ts';

/** How long the numbers in a person's answer refer to the last list that was sent (docs/rules.md C3). */
export const LAPSE_MS = 24 * 60 * 60 * 1000;

/** The `say` action. It never runs: the engine reads it as data. */
export const sayNothing = (_args: unknown, _line: Line): void => {};

/** The output of a flow that starts another flow when it ends. */
export const onwardTo = (begin: string, input: Record<string, unknown>): Onward => ({ begin, input });

/** The slots that were read from a text. */
export type LineParams = Record<string, string | number>;

/** A slot as text; null when the person did not name it. */
export const words = (slot: string | number | undefined): string | null => (slot === undefined ? null : String(slot));

/** The output of the final state as the output of the machine: XState does not pass it on by itself. */
export const passedOn = ({ event }: { event: object }): unknown => (event as { output?: unknown }).output;

/** The topic of a subscription in words; "everything" when it names none. */
export const aboutWhat = (what: string): string | { as: 'line'; of: Line } =>
  what === '' ? { as: 'line', of: { key: 'digest.everything' } } : what;
