import { assignInboxItem } from '../../domain/staff/inbox.ts';
import { Refusal } from '../../domain/base/refusal.ts';
import { audit } from '../framework/audit.ts';
import { needed, rowGiven } from '../framework/arguments.ts';
import { safe } from '../framework/escape.ts';
import { withContext } from '../framework/run.ts';
import type { Run } from '../framework/command.ts';

const NAME_MAX = 60;

/** Assigns a message to a member of staff; the same name a second time changes nothing. */
export const run: Run = (invocation) =>
  withContext(invocation, async (context) => {
    const { id, short } = await rowGiven(context, 'inbox_item');
    const to = needed(invocation, 'to', 'a name: --to Anne');
    if (to.length > NAME_MAX) throw new Refusal(`A name has at most ${NAME_MAX} characters.`);
    const outcome = await context.store.write(async (tx) => {
      const word = await assignInboxItem(tx, { id, to });
      if (word === 'assigned') await audit(context, tx, { verb: 'inbox assign', object: id, detail: { to } });
      return word;
    });
    if (outcome === 'not found') throw new Refusal(`The message ${short} is gone.`);
    if (outcome === 'already done')
      throw new Refusal('It is done already, and needs nobody. See: ringerunde inbox list');
    return {
      json: { id, short, to, outcome },
      text: outcome === 'assigned' ? `${safe(to)} sees to it.` : `${safe(to)} had it already.`,
    };
  });
