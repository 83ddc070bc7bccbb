import { findCallback } from '../../domain/staff/callbacks.ts';
import { recordingsOf } from '../../domain/calls/recordings.ts';
import { Refusal } from '../../domain/base/refusal.ts';
import { auditLook } from '../framework/audit.ts';
import { numberShown, rowGiven, showsNumbers, visHint } from '../framework/arguments.ts';
import { table, wall, wrap } from '../framework/print.ts';
import { withContext } from '../framework/run.ts';
import { callbackJson, recordingJson } from './lib/to-json.ts';
import type { Run } from '../framework/command.ts';

/** Shows one person to ring, with the messages that they left. */
export const run: Run = (invocation) =>
  withContext(invocation, async (context) => {
    const { id, short } = await rowGiven(context, 'callback');
    const found = await findCallback(context.store.db, id);
    if (found === undefined) throw new Refusal(`The callback ${short} is gone.`);
    const recordings = await recordingsOf(context.store.db, [id]);
    if (showsNumbers(invocation))
      await auditLook(context, { verb: 'callbacks show', object: id, detail: { shown: 1 } });
    const rows = [
      ['number', numberShown(invocation, found.number)],
      ['why', found.reason],
      ['words', found.words],
      ['was shown', found.shown],
      ['wishes', wall(found.wished_at) ?? ''],
      ['language', found.language],
      ['asked', wall(found.asked_at)],
      ['ring before', wall(found.due_at)],
      ['status', found.status],
      ['outcome', found.outcome ?? ''],
      ...recordings.map((r) => ['message', `${r.seconds} s, erased ${wall(r.erase_at)}: callbacks play ${short}`]),
    ];
    return {
      json: { ...callbackJson(found, recordings), recordings: recordings.map(recordingJson) },
      text: table(invocation.io, ['', wrap('')], rows) + visHint(invocation, [found]),
    };
  });
