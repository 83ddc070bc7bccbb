import { shortId } from '../../../domain/staff/short-ids.ts';
import type { Moment } from '../../../db/moment.ts';
import type { Tx } from '../../../db/schema/index.ts';
import { findBroadcast } from '../../../domain/broadcasts/broadcasts.ts';
import { Refusal } from '../../../domain/base/refusal.ts';
import { audit } from '../../framework/audit.ts';
import { keptBroadcast } from './find.ts';
import { broadcastJson, countsShown } from './to-text.ts';
import { withContext } from '../../framework/run.ts';
import type { Run } from '../../framework/command.ts';

/** A command that pauses, resumes or cancels a broadcast. */
export const changeBroadcast =
  (how: {
    verb: 'pause' | 'resume' | 'cancel';
    made: 'paused' | 'resumed' | 'cancelled';
    make: (tx: Tx, moment: Moment, id: string) => Promise<string>;
  }): Run =>
  (invocation) =>
    withContext(invocation, async (context) => {
      const { id, short_no } = await keptBroadcast(context);
      const short = shortId('broadcast', short_no);
      const outcome = await context.store.write(async (tx) => {
        const word = await how.make(tx, context.moment(), id);
        if (word === how.made) await audit(context, tx, { verb: `broadcast ${how.verb}`, object: id });
        return word;
      });
      if (outcome !== how.made && outcome !== 'already')
        throw new Refusal(`${short} is ${outcome}, and cannot be ${how.made}. See: ringerunde broadcast show ${short}`);
      const row = await findBroadcast(context.store.db, id);
      if (row === undefined) throw new Refusal(`The broadcast ${short} is gone.`);
      const json = await broadcastJson(context.store.db, row);
      const word = outcome === 'already' ? `is ${row.status} already` : `is ${how.made}`;
      return { json: { ...json, outcome }, text: `${short} ${word}: ${countsShown(json)}.` };
    });
