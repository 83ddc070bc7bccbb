import { retryUncertain, uncertainOf } from '../../domain/broadcasts/retry.ts';
import { agreed, leftAlone } from '../framework/confirm.ts';
import { audit } from '../framework/audit.ts';
import { keptBroadcast } from './lib/find.ts';
import { count } from '../framework/print.ts';
import { atDesk } from '../framework/run.ts';
import type { Run } from '../framework/command.ts';

/** Sends once more what nobody knows the fate of. */
export const run: Run = (call) =>
  atDesk(call, async (desk) => {
    const { id } = await keptBroadcast(desk);
    const uncertain = (await uncertainOf(desk.store.db, id)).length;
    const what = `${count(uncertain, 'message')} of ${id}, which may have arrived, will be sent once more.`;
    if (uncertain === 0) return { json: { id, again: 0 }, text: `Of ${id} nothing is uncertain.` };
    if (call.options['dryRun'] === true)
      return { json: { id, again: uncertain, dryRun: true }, text: `${what} Nothing was done.` };
    if ((await agreed(call, what)) === 'no') return leftAlone;
    const again = await desk.store.write(async (tx) => {
      const sent = await retryUncertain(tx, desk.moment(), id);
      await audit(desk, tx, { verb: 'broadcast retry-uncertain', object: id, detail: { again: sent } });
      return sent;
    });
    return { json: { id, again }, text: `${count(again, 'message')} will be sent once more.` };
  });
