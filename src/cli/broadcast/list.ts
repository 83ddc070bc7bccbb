import { listBroadcasts } from '../../domain/broadcasts/broadcasts.ts';
import { centreAsked } from '../framework/arguments.ts';
import { broadcastJson } from './lib/to-text.ts';
import { short, table } from '../framework/print.ts';
import { withContext } from '../framework/run.ts';
import type { Run } from '../framework/command.ts';

/** Lists the broadcasts. */
export const run: Run = (invocation) =>
  withContext(invocation, async (context) => {
    const list = [];
    for (const row of await listBroadcasts(context.store.db, await centreAsked(context)))
      list.push(await broadcastJson(context.store.db, row));
    const rows = list.map((b) => [
      b.id,
      b.createdAt,
      b.status,
      short(b.to.join(' and '), 40),
      b.recipients,
      b.sent,
      b.delivered,
      b.failed + b.uncertain,
      b.replies,
    ]);
    const head = ['id', 'made', 'status', 'to', 'people', 'sent', 'delivered', 'failed', 'replies'];
    return { json: list, text: table(head, rows, 'There is no broadcast yet.') };
  });
