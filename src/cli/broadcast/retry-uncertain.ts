import { shortId } from '../../domain/staff/short-ids.ts';
import { retryUncertain, uncertainOf } from '../../domain/broadcasts/retry.ts';
import { agreed, leftAlone } from '../framework/confirm.ts';
import { audit } from '../framework/audit.ts';
import { keptBroadcast } from './lib/find.ts';
import { count } from '../framework/print.ts';
import { withContext } from '../framework/run.ts';
import type { Run } from '../framework/command.ts';

/** Sends messages of unknown fate again. */
export const run: Run = (invocation) =>
  withContext(invocation, async (context) => {
    const { id, short_no } = await keptBroadcast(context);
    const short = shortId('broadcast', short_no);
    const uncertain = (await uncertainOf(context.store.db, id)).length;
    const what = `${count(uncertain, 'message')} of ${short}, which may have arrived, will be sent once more.`;
    if (uncertain === 0) return { json: { id, short, again: 0 }, text: `Of ${short} nothing is uncertain.` };
    if (invocation.options['dryRun'] === true)
      return { json: { id, short, again: uncertain, dryRun: true }, text: `${what} Nothing was done.` };
    if ((await agreed(invocation, what)) === 'no') return leftAlone;
    const again = await context.store.write(async (tx) => {
      const sent = await retryUncertain(tx, context.moment(), id);
      await audit(context, tx, { verb: 'broadcast retry-uncertain', object: id, detail: { again: sent } });
      return sent;
    });
    return { json: { id, short, again }, text: `${count(again, 'message')} will be sent once more.` };
  });
