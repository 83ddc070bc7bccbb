import { listBroadcasts } from '../../domain/broadcasts/broadcasts.ts';
import { centreAsked } from '../framework/arguments.ts';
import { broadcastJson, countsShown } from './lib/to-text.ts';
import { table, wall, wrap } from '../framework/print.ts';
import { withContext } from '../framework/run.ts';
import type { Run } from '../framework/command.ts';

/** Lists the broadcasts. */
export const run: Run = (invocation) =>
  withContext(invocation, async (context) => {
    const list = [];
    for (const row of await listBroadcasts(context.store.db, await centreAsked(context)))
      list.push(await broadcastJson(context.store.db, row));
    const rows = list.map((b) => [
      b.short,
      wall(b.createdAt)?.slice(0, 10) ?? null,
      b.status,
      b.to.join(' and '),
      b.recipients,
      countsShown(b),
      b.replies,
    ]);
    const head = ['id', 'made', 'status', wrap('to'), 'people', wrap('so far'), 'replies'];
    return { json: list, text: table(invocation.io, head, rows, 'There is no broadcast yet.') };
  });
