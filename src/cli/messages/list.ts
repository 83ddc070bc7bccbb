import { masked } from '../../domain/base/phone-numbers.ts';
import { auditLook } from '../framework/audit.ts';
import { centreAsked, numberGiven, numberShown, showsNumbers, visHint } from '../framework/arguments.ts';
import { listMessages } from './lib/log.ts';
import { short, table } from '../framework/print.ts';
import { atDesk, text } from '../framework/run.ts';
import type { Run } from '../framework/command.ts';

const SHOWN_MAX = 100;

/** Lists the texts that came and went, oldest first. */
export const run: Run = (call) =>
  atDesk(call, async (desk) => {
    const wanted = text(call.options['number']);
    const number = wanted === undefined ? null : numberGiven(wanted);
    const limit = Number(call.options['limit'] ?? (call.json ? Infinity : SHOWN_MAX));
    const messages = await listMessages(desk.store.db, { number, centreId: await centreAsked(desk), limit });
    if (showsNumbers(call) && messages.length > 0) {
      const object = number === null ? 'messages' : masked(number);
      await auditLook(desk, { verb: 'messages list', object, detail: { shown: messages.length } });
    }
    const rows = messages.map((m) => [
      m.at,
      m.direction,
      numberShown(call, m.from),
      numberShown(call, m.to),
      short(m.body),
      m.status,
    ]);
    const head = ['at', '', 'from', 'to', 'text', 'status'];
    return { json: messages, text: table(head, rows, 'Nothing was written yet.') + visHint(call, messages) };
  });
