import type { Store } from '../../src/db/open.ts';
import type { OutboxRow, Tx } from '../../src/db/schema/index.ts';
import { createReconciler } from '../../src/service/delivery/reconcile.ts';
import { createSender, type SenderLimits } from '../../src/service/delivery/sender/sender.ts';
import { QUIET, scriptedCarrier } from './provider/carrier.ts';
import { outboxWorld } from './outbox.ts';
import type { UndeliverableReason } from '../../src/service/delivery/hooks.ts';

/** High enough that only the tests about rates reach it. */
const UNPACED: Partial<SenderLimits> = { perSecond: 1000 };

/** An outbox with a sender, a reconciler and a carrier whose reactions the test decides; without jitter and timers. */
export async function sendingWorld(store: Store, limits: Partial<SenderLimits> = {}) {
  const world = await outboxWorld(store);
  const carrier = scriptedCarrier(world.clock);
  const givenUp: string[] = [];
  const onUndeliverable = async (_tx: Tx, row: OutboxRow, reason: UndeliverableReason): Promise<void> => {
    givenUp.push(`${row.body}: ${reason}`);
  };
  const parts = { store, carrier, clock: world.clock, ids: world.ids, log: QUIET, onUndeliverable };
  const newSender = (node = 'test') =>
    createSender({ ...parts, node, random: () => 0.5, limits: { ...UNPACED, ...limits } });
  return {
    ...world,
    carrier,
    givenUp,
    parts,
    newSender,
    sender: newSender(),
    resolver: createReconciler(parts),
    attempts: async (): Promise<string[]> => {
      const rows = await store.db.selectFrom('attempt').selectAll().orderBy('started_at').orderBy('id').execute();
      return rows.map((a) => `${a.outcome}${a.code === null ? '' : ` ${a.code}`}`);
    },
  };
}

export type SendingWorld = Awaited<ReturnType<typeof sendingWorld>>;
