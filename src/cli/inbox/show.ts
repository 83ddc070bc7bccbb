import { findBroadcast, textsOf } from '../../domain/broadcasts/broadcasts.ts';
import { showInboxItem } from '../../domain/staff/inbox.ts';
import { withOffset } from '../../domain/base/time.ts';
import { auditLook } from '../framework/audit.ts';
import { facts, spoken } from '../framework/print.ts';
import { withContext } from '../framework/run.ts';
import { listMessages } from '../messages/lib/log.ts';
import { inboxJson, noSuchItem } from './lib/to-json.ts';
import type { Run } from '../framework/command.ts';

const AROUND = 10;

/** Shows one message of the inbox with what was said before and after. */
export const run: Run = (invocation) =>
  withContext(invocation, async (context) => {
    const id = invocation.args[0] ?? '';
    const item = await showInboxItem(context.store.db, id);
    if (item === undefined) throw noSuchItem(id);
    const messages = await listMessages(context.store.db, {
      number: item.number,
      centreId: item.centre_id,
      limit: AROUND,
    });
    const broadcast = item.about === null ? undefined : await findBroadcast(context.store.db, item.about);
    const texts = broadcast === undefined ? [] : await textsOf(context.store.db, broadcast.id);
    const answers =
      broadcast === undefined
        ? null
        : { id: broadcast.id, texts: texts.map(({ language, said }) => ({ language, text: said })) };
    await auditLook(context, { verb: 'inbox show', object: id });
    return {
      json: { ...inboxJson(item), broadcast: answers, messages },
      text: [
        facts([
          ['id', item.id],
          ['number', item.number],
          ['why', item.reason],
          ['received', withOffset(item.created_at)],
          ['status', item.status],
          ['done by', item.done_by],
          ['text', item.body],
          ['answers', broadcast === undefined ? null : `${broadcast.id}, which says:`],
          ...texts.map(({ language, said }) => [`text ${language}`, said] as const),
        ]),
        messages.length === 0 ? 'Nothing else was said.' : spoken(messages),
      ].join('\n\n'),
    };
  });
