import { masked } from '../../domain/base/phone-numbers.ts';
import { auditLook } from '../framework/audit.ts';
import { centreAsked, numberGiven, numberShown, showsNumbers, visHint } from '../framework/arguments.ts';
import { listMessages } from './lib/log.ts';
import { short, table, wall, wrap } from '../framework/print.ts';
import { withContext, text } from '../framework/run.ts';
import type { Run } from '../framework/command.ts';

const SHOWN_MAX = 100;

/** Lists inbound and outbound texts, oldest first. */
export const run: Run = (invocation) =>
  withContext(invocation, async (context) => {
    const wanted = text(invocation.options['number']);
    const number = wanted === undefined ? null : numberGiven(wanted);
    const limit = Number(invocation.options['limit'] ?? (invocation.json ? Infinity : SHOWN_MAX));
    const messages = await listMessages(context.store.db, { number, centreId: await centreAsked(context), limit });
    if (showsNumbers(invocation) && messages.length > 0) {
      const object = number === null ? 'messages' : masked(number);
      await auditLook(context, { verb: 'messages list', object, detail: { shown: messages.length } });
    }
    const rows = messages.map((m) => [
      wall(m.at),
      m.direction,
      numberShown(invocation, m.direction === 'in' ? m.from : m.to),
      short(m.body),
      m.status,
    ]);
    const head = ['at', '', 'number', wrap('text'), 'status'];
    return {
      json: messages,
      text: table(invocation.io, head, rows, 'Nothing was written yet.') + visHint(invocation, messages),
    };
  });
