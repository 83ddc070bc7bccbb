import type { Callback, RecordingTable } from '../../../db/schema/index.ts';
import { shortId } from '../../../domain/staff/short-ids.ts';
import { withOffset } from '../../../domain/base/time.ts';
import { wall } from '../../framework/print.ts';
import { isWithheld } from '../../../domain/calls/calls.ts';

/** A person to ring in JSON. */
export const callbackJson = (c: Callback, recordings: readonly RecordingTable[] = []) => ({
  id: c.id,
  short: shortId('callback', c.short_no),
  centre: c.centre_id,
  number: isWithheld(c.number) ? 'withheld' : c.number,
  messages: recordings.filter((r) => r.callback_id === c.id).length,
  reason: c.reason,
  words: c.words,
  shown: c.shown,
  wishedAt: c.wished_at === null ? null : withOffset(c.wished_at),
  language: c.language,
  askedAt: withOffset(c.asked_at),
  dueAt: withOffset(c.due_at),
  status: c.status,
  outcome: c.outcome,
  doneBy: c.done_by,
});

/** A message that a caller left. */
export const recordingJson = (r: RecordingTable) => ({
  id: r.id,
  seconds: r.seconds,
  madeAt: withOffset(r.made_at),
  eraseAt: withOffset(r.erase_at),
});

/** The person's words before they asked for a call, and the list that they had been shown. */
export const saidBefore = ({ words, shown }: Pick<Callback, 'words' | 'shown'>): string =>
  [words, shown === '' ? '' : `(shown: ${shown})`].filter((part) => part !== '').join(' ');

/** "at 2026-11-25 10:00" as the person wished, or "before 2026-11-24 12:30". */
export const whenToRing = ({ wished_at, due_at }: Pick<Callback, 'wished_at' | 'due_at'>): string =>
  wished_at === null ? `before ${wall(due_at)}` : `at ${wall(wished_at)}`;
