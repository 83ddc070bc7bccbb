import { showInboxItem } from '../../domain/inbox.ts';
import { withOffset } from '../../domain/time.ts';
import { auditLook } from '../audit.ts';
import { facts, spoken } from '../print.ts';
import { atDesk, type Run } from '../run.ts';
import { listMessages } from '../message-log.ts';
import { inboxJson, noSuchItem } from '../shown.ts';

const AROUND = 10;

/** Shows one message of the inbox with what was said before and after. */
export const run: Run = (call) =>
  atDesk(call, async (desk) => {
    const id = call.args[0] ?? '';
    const item = await showInboxItem(desk.store.db, id);
    if (item === undefined) throw noSuchItem(id);
    const messages = await listMessages(desk.store.db, {
      number: item.number,
      centreId: item.centre_id,
      limit: AROUND,
    });
    await auditLook(desk, { verb: 'inbox show', object: id });
    return {
      json: { ...inboxJson(item), messages },
      text: [
        facts([
          ['id', item.id],
          ['number', item.number],
          ['why', item.reason],
          ['received', withOffset(item.created_at)],
          ['status', item.status],
          ['done by', item.done_by],
          ['text', item.body],
        ]),
        messages.length === 0 ? 'Nothing else was said.' : spoken(messages),
      ].join('\n\n'),
    };
  });
