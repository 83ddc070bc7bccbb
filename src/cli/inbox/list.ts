import { listInbox } from '../../domain/staff/inbox.ts';
import { shortId } from '../../domain/staff/short-ids.ts';
import { auditLook } from '../framework/audit.ts';
import { centreAsked, numberShown, showsNumbers, visHint } from '../framework/arguments.ts';
import { short, table, wall, wrap } from '../framework/print.ts';
import { withContext } from '../framework/run.ts';
import { inboxJson } from './lib/to-json.ts';
import type { Run } from '../framework/command.ts';
import { age } from '../framework/print.ts';

/** Lists the messages that need a person. */
export const run: Run = (invocation) =>
  withContext(invocation, async (context) => {
    const items = await listInbox(
      context.store.db,
      await centreAsked(context),
      invocation.options['all'] === true ? 'all' : 'open',
    );
    if (showsNumbers(invocation) && items.length > 0) {
      await auditLook(context, { verb: 'inbox list', object: 'inbox', detail: { shown: items.length } });
    }
    const { now } = context.moment();
    const rows = items.map((i) => [
      shortId('inbox_item', i.short_no),
      i.status === 'open' ? age(i.created_at, now) : wall(i.created_at),
      numberShown(invocation, i.number),
      i.reason,
      short(i.body),
      i.assigned_to,
      i.status,
    ]);
    const head = ['id', 'age', 'number', wrap('why'), wrap('text'), wrap('who'), 'status'];
    return {
      json: items.map(inboxJson),
      text: table(invocation.io, head, rows, 'The inbox is empty.') + visHint(invocation, items),
    };
  });
