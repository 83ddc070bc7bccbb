import { findBroadcast, textsOf } from '../../domain/broadcasts/broadcasts.ts';
import { shortId } from '../../domain/staff/short-ids.ts';
import { withOffset } from '../../domain/base/time.ts';
import { auditLook } from '../framework/audit.ts';
import { facts, spoken } from '../framework/print.ts';
import { withContext } from '../framework/run.ts';
import { listMessages } from '../messages/lib/log.ts';
import { inboxJson, itemGiven } from './lib/to-json.ts';
import type { Run } from '../framework/command.ts';

const AROUND = 10;

/** Shows one message of the inbox with the messages before and after it. */
export const run: Run = (invocation) =>
  withContext(invocation, async (context) => {
    const item = await itemGiven(context);
    const { id } = item;
    const json = inboxJson(item);
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
        : {
            id: broadcast.id,
            short: shortId('broadcast', broadcast.short_no),
            texts: texts.map(({ language, said }) => ({ language, text: said })),
          };
    await auditLook(context, { verb: 'inbox show', object: id });
    return {
      json: { ...json, broadcast: answers, messages },
      text: [
        facts([
          ['id', json.short],
          ['number', item.number],
          ['why', item.reason],
          ['received', withOffset(item.created_at)],
          ['status', item.status],
          ['done by', item.done_by],
          ['text', item.body],
          ['answers', answers === null ? null : `${answers.short}, which says:`],
          ...texts.map(({ language, said }) => [`text ${language}`, said] as const),
        ]),
        messages.length === 0 ? 'Nothing else was said.' : spoken(messages),
      ].join('\n\n'),
    };
  });
