import type { Line } from '../src/conversation/ask.ts';
import { operation } from '../src/conversation/flow.ts';

/**
 * What is asked of a person before a deed that a forged text must not do: the code stands in our own text, which goes to the
 * owner of the number. In a call that we placed no code is needed (docs/rules.md L3, L4).
 */
export type CodeMade =
  | { outcome: 'code'; code: string }
  | { outcome: 'no code' }
  | { outcome: 'locked'; until: string };

/** `over`: the last try was wrong, too; a human rings. */
export type CodeChecked = 'right' | 'wrong' | 'over';

/** A code as a flow keeps it: empty where none is needed; `again` once it has been asked for. */
export interface Coded {
  code: string;
  given: string;
  tries: number;
  again: number;
}

export const NO_CODE: Coded = { code: '', given: '', tries: 0, again: 0 };

export const codeOperations = {
  /** `offerIds`: the assignments that the code is about; staff see a wish to withdraw that is not confirmed yet. */
  makeCode: operation<{ offerIds: string[] }, CodeMade>(),
  checkCode: operation<{ code: string; given: string; tries: number }, CodeChecked>(),
};

/** How long a code is good. */
export const CODE_MS = 60 * 60 * 1000;

/** The text answers that hold a code. */
export const TAKES_CODE = [{ slot: 'confirmation', send: 'codeGiven' }] as const;

export const codeSamples = {
  makeCode: [
    { outcome: 'code', code: '4821' },
    { outcome: 'no code' },
    { outcome: 'locked', until: '2026-12-01T12:00' },
  ] satisfies CodeMade[],
  checkCode: ['right', 'wrong', 'over'] satisfies CodeChecked[],
};

export const lockedLine = (made: CodeMade): Line => ({
  key: 'code.locked',
  params: { day: { as: 'day', of: made.outcome === 'locked' ? made.until : '' } },
});
