import type { Moment } from '../../db/moment.ts';
import { lit } from '../../db/dialect.ts';
import type { Tx } from '../../db/schema/index.ts';
import { recordCarrierCopies } from '../messages/carrier-copies.ts';
import { stepsOfCalls } from './erase-calls.ts';

/** Payload of an arrival whose words are erased. Its id stays, so that a second copy from the carrier is recognised. */
export const FORGOTTEN = '{"forgotten":1}';

/**
 * Sent messages stay as a count, waiting ones are cancelled, and those being sent have no body for a second attempt.
 */
export async function emptyOutbox(tx: Tx, moment: Moment, who: { centreId: string; number: string }): Promise<number> {
  const rows = await tx
    .selectFrom('outbox')
    .select(['id', 'sid', 'state', 'settled_at'])
    .where('centre_id', '=', who.centreId)
    .where('number', '=', who.number)
    .execute();
  for (const { id, state, settled_at } of rows) {
    const waits = state === 'pending' || state === 'held';
    const after = waits ? 'cancelled' : state === 'sending' ? 'unknown' : state;
    await tx
      .updateTable('outbox')
      .set({
        number: '',
        body: '',
        said: null,
        person_id: null,
        dedupe: `erased:${id}`,
        about_id: null,
        state: after,
        reason: 'erased',
        settled_at: settled_at ?? moment.now,
      })
      .where('id', '=', id)
      .execute();
  }
  await recordCarrierCopies(
    tx,
    moment,
    rows.map(({ sid }) => sid),
  );
  return rows.length;
}

/** Inbound texts, steps of calls, and what the service itself had planned for the person. */
export async function emptyArrivals(
  tx: Tx,
  moment: Moment,
  who: { centreId: string; number: string },
): Promise<number> {
  const rows = await tx
    .selectFrom('arrival')
    .select(['seq', 'id', 'state', 'kind'])
    .where('peer', '=', who.number)
    .where((e) => e.or([e('centre_id', '=', who.centreId), e('centre_id', 'is', null)]))
    .execute();
  // Unhandled arrivals from the service itself, such as a reminder that waits for morning.
  const noted = await tx
    .selectFrom('arrival')
    .select(['seq', 'id', 'state'])
    .where('state', '=', lit('new'))
    .where('peer', 'is', null)
    .where((e) => e.or([e('centre_id', '=', who.centreId), e('centre_id', 'is', null)]))
    .where('payload', 'like', `%${who.number}%`)
    .execute();
  const said = await stepsOfCalls(tx, who);
  for (const { seq, state } of [...rows, ...noted, ...said]) {
    const open = state === 'new' ? { state: 'ignored' as const, outcome: 'erased', handled_at: moment.now } : {};
    await tx
      .updateTable('arrival')
      .set({ payload: FORGOTTEN, peer: null, last_error: null, answer: null, ...open })
      .where('seq', '=', seq)
      .execute();
  }
  await recordCarrierCopies(
    tx,
    moment,
    rows.filter(({ kind }) => kind === 'text').map(({ id }) => id),
  );
  return rows.length + noted.length + said.length;
}
