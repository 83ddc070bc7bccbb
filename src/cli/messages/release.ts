import type { OutboxRow } from '../../db/schema/index.ts';
import { isOptedOut } from '../../domain/centres/opt-out.ts';
import { agreed, leftAlone } from '../framework/confirm.ts';
import { audit } from '../framework/audit.ts';
import { centreAsked, numberShown } from '../framework/arguments.ts';
import { RESTORED } from './lib/hold-back.ts';
import { count, short, table, wall, wrap } from '../framework/print.ts';
import { withContext } from '../framework/run.ts';
import type { CommandContext, Run } from '../framework/command.ts';

/** Sends the messages that a restore has put on hold, or drops them. */
export const run: Run = (invocation) =>
  withContext(invocation, async (context) => {
    const drop = invocation.options['drop'] === true;
    const held = await onHold(context, await centreAsked(context));
    const rows = held.map((m) => [wall(m.created_at), numberShown(invocation, m.number), m.kind, short(m.body)]);
    const list = table(invocation.io, ['written', 'to', 'kind', wrap('text')], rows, 'Nothing is on hold.');
    if (held.length === 0) return { json: { released: 0, dropped: 0 }, text: list };
    if (invocation.options['dryRun'] === true) {
      const json = drop ? { released: 0, dropped: held.length } : { released: held.length, dropped: 0 };
      return { json: { ...json, dryRun: true }, text: `${list}\nNothing was done.` };
    }
    const what = `${count(held.length, 'message')} on hold will be ${drop ? 'dropped' : 'sent'}.`;
    if ((await agreed(invocation, what)) === 'no') return leftAlone;
    const { released, dropped } = await settle(context, held, drop);
    return { json: { released, dropped }, text: `${released} will be sent, ${dropped} dropped.` };
  });

const onHold = (context: CommandContext, centreId: string | null): Promise<OutboxRow[]> =>
  context.store.db
    .selectFrom('outbox')
    .selectAll()
    .where('state', '=', 'held')
    .where('reason', '=', RESTORED)
    .$if(centreId !== null, (q) => q.where('centre_id', '=', centreId ?? ''))
    .orderBy('seq')
    .execute();

/** Messages to persons who opted out in the meantime, and expired ones, are dropped in any case. */
async function settle(context: CommandContext, held: readonly OutboxRow[], drop: boolean) {
  return context.store.write(async (tx) => {
    const { now } = context.moment();
    let released = 0;
    for (const m of held) {
      const late = m.expires_at !== null && m.expires_at <= now;
      const out = await isOptedOut(tx, { centreId: m.centre_id, number: m.number });
      const send = !drop && !late && !out;
      const to = send
        ? ({ state: 'pending', reason: null } as const)
        : ({ state: 'cancelled', reason: out ? 'opted out' : RESTORED, settled_at: now } as const);
      const changed = await tx
        .updateTable('outbox')
        .set(to)
        .where('id', '=', m.id)
        .where('state', '=', 'held')
        .executeTakeFirst();
      if (send) released += Number(changed.numUpdatedRows);
    }
    const dropped = held.length - released;
    await audit(context, tx, { verb: 'messages release', object: 'outbox', detail: { released, dropped } });
    return { released, dropped };
  });
}
