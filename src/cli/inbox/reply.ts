import { closeInboxItem } from '../../domain/staff/inbox.ts';
import { masked } from '../../domain/base/phone-numbers.ts';
import { Refusal } from '../../domain/base/refusal.ts';
import { shortId } from '../../domain/staff/short-ids.ts';
import { asSent, replyTo } from '../../service/notify/staff-reply.ts';
import { agreed, leftAlone } from '../framework/confirm.ts';
import { audit } from '../framework/audit.ts';
import { needed } from '../framework/arguments.ts';
import { count } from '../framework/print.ts';
import { safe } from '../framework/escape.ts';
import { withContext } from '../framework/run.ts';
import { itemGiven } from './lib/to-json.ts';
import type { Run } from '../framework/command.ts';

/** Above this number of parts, a text is too long for a message. */
const PARTS_MAX = 6;

/** Answers a person by text; the running service sends it. */
export const run: Run = (invocation) =>
  withContext(invocation, async (context) => {
    const text = asSent(needed(invocation, 'text', 'what to write: --text "Hei! Vi ringer deg i morgen."'));
    const item = await itemGiven(context);
    const { id } = item;
    if (text.text === '') throw new Refusal('There is nothing in this text that can be sent. Write something else.');
    if (text.parts > PARTS_MAX) {
      throw new Refusal(`The text is ${text.parts} messages long, and ${PARTS_MAX} is the most. Make it shorter.`);
    }
    const size = `${count(text.parts, 'message')}, ${text.encoding}`;
    const draft = {
      id,
      short: shortId('inbox_item', item.short_no),
      to: item.number,
      body: text.text,
      parts: text.parts,
      encoding: text.encoding,
    };
    if (invocation.options['dryRun'] === true) {
      const json = { ...draft, outcome: 'would send' };
      return { json, text: `To ${masked(item.number)} (${size}):\n${indented(text.text)}\nNothing was sent.` };
    }
    const question = `To ${masked(item.number)} (${size}): "${safe(text.text)}"`;
    if ((await agreed(invocation, question)) === 'no') return leftAlone;

    const outcome = await context.store.write(async (tx) => {
      const word = await replyTo(tx, context.moment(), item, text);
      if (word === 'queued') {
        if (invocation.options['done'] === true)
          await closeInboxItem(tx, context.moment(), { id, staff: invocation.staff });
        const done = invocation.options['done'] === true ? 'yes' : 'no';
        await audit(context, tx, { verb: 'inbox reply', object: id, detail: { parts: text.parts, done } });
      }
      return word;
    });
    if (outcome === 'opted out') {
      throw new Refusal(`${masked(item.number)} has said STOP, and is not written to. Ring instead.`);
    }
    if (outcome === 'cannot be texted') {
      throw new Refusal(`${masked(item.number)} cannot be sent texts: it is no mobile of a country that we write to.`);
    }
    return {
      json: { ...draft, outcome },
      text: outcome === 'queued' ? 'On its way.' : 'This answer was sent already.',
    };
  });

const indented = (text: string): string =>
  text
    .split('\n')
    .map((line) => `  ${safe(line)}`)
    .join('\n');
