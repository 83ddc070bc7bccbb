import { listInbox } from '../../domain/staff/inbox.ts';
import { withOffset } from '../../domain/base/time.ts';
import { age } from '../framework/age.ts';
import { auditLook } from '../framework/audit.ts';
import { centreAsked, numberShown, showsNumbers, visHint } from '../framework/arguments.ts';
import { short, table } from '../framework/print.ts';
import { atDesk } from '../framework/run.ts';
import { inboxJson } from './lib/to-json.ts';
import type { Run } from '../framework/command.ts';

/** Lists what needs a person. */
export const run: Run = (call) =>
  atDesk(call, async (desk) => {
    const items = await listInbox(
      desk.store.db,
      await centreAsked(desk),
      call.options['all'] === true ? 'all' : 'open',
    );
    if (showsNumbers(call) && items.length > 0) {
      await auditLook(desk, { verb: 'inbox list', object: 'inbox', detail: { shown: items.length } });
    }
    const { now } = desk.moment();
    const rows = items.map((i) => [
      i.id,
      i.status === 'open' ? age(i.created_at, now) : withOffset(i.created_at),
      numberShown(call, i.number),
      i.reason,
      short(i.body),
      i.assigned_to,
      i.status,
    ]);
    const head = ['id', 'age', 'number', 'why', 'text', 'who', 'status'];
    return { json: items.map(inboxJson), text: table(head, rows, 'The inbox is empty.') + visHint(call, items) };
  });
