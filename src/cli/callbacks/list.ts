import { listCallbacks } from '../../domain/staff/callbacks.ts';
import { recordingsOf } from '../../domain/calls/recordings.ts';
import { shortId } from '../../domain/staff/short-ids.ts';
import { auditLook } from '../framework/audit.ts';
import { centreAsked, numberShown, showsNumbers, visHint } from '../framework/arguments.ts';
import { table, wrap } from '../framework/print.ts';
import { withContext } from '../framework/run.ts';
import { callbackJson, saidBefore, whenToRing } from './lib/to-json.ts';
import type { Run } from '../framework/command.ts';

/** Lists the persons to ring, the most urgent first. */
export const run: Run = (invocation) =>
  withContext(invocation, async (context) => {
    const which = invocation.options['all'] === true ? 'all' : 'open';
    const waiting = await listCallbacks(context.store.db, await centreAsked(context), which);
    if (showsNumbers(invocation) && waiting.length > 0) {
      await auditLook(context, { verb: 'callbacks list', object: 'callbacks', detail: { shown: waiting.length } });
    }
    const ids = waiting.map((c) => c.id);
    const recordings = await recordingsOf(context.store.db, ids);
    const rows = waiting.map((c) => [
      shortId('callback', c.short_no),
      numberShown(invocation, c.number),
      c.reason,
      saidBefore(c),
      c.language,
      whenToRing(c),
      c.status,
    ]);
    const head = ['id', 'number', wrap('why'), wrap('words'), 'in', 'ring', 'status'];
    const messages = waiting
      .filter((c) => recordings.some((r) => r.callback_id === c.id))
      .map((c) => shortId('callback', c.short_no))
      .map((short) => `\n${short} left a message on the line: ringerunde callbacks play ${short}`);
    return {
      json: waiting.map((c) => callbackJson(c, recordings)),
      text:
        table(invocation.io, head, rows, 'Nobody waits to be rung.') + messages.join('') + visHint(invocation, waiting),
    };
  });
