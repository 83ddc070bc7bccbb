import { listSegments } from '../../../domain/segments/saved-segments.ts';
import { withOffset } from '../../../domain/base/time.ts';
import { centreGiven } from '../../framework/arguments.ts';
import { table, wall, wrap } from '../../framework/print.ts';
import { withContext } from '../../framework/run.ts';
import type { Run } from '../../framework/command.ts';

const HEAD = [wrap('name'), wrap('to'), wrap('saved by'), 'at'];

/** Lists the saved segments. */
export const run: Run = (invocation) =>
  withContext(invocation, async (context) => {
    const saved = await listSegments(context.store.db, (await centreGiven(context)).id);
    const list = saved.map((s) => ({ ...s, savedAt: withOffset(s.savedAt) }));
    const rows = list.map((s) => [s.name, s.to.join(' and '), s.savedBy, wall(s.savedAt)]);
    return { json: list, text: table(invocation.io, HEAD, rows, 'There is no saved segment yet.') };
  });
