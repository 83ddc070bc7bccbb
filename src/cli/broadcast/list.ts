import { listBroadcasts } from '../../domain/broadcasts/broadcasts.ts';
import { centreAsked } from '../framework/arguments.ts';
import { broadcastJson } from './lib/to-text.ts';
import { short, table } from '../framework/print.ts';
import { atDesk } from '../framework/run.ts';
import type { Run } from '../framework/command.ts';

/** Lists the broadcasts. */
export const run: Run = (call) =>
  atDesk(call, async (desk) => {
    const list = [];
    for (const row of await listBroadcasts(desk.store.db, await centreAsked(desk)))
      list.push(await broadcastJson(desk.store.db, row));
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
