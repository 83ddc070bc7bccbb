import type { Broadcast, Centre, Tx } from '../../db/schema/index.ts';
import { openPlan, planStep } from '../../domain/broadcasts/plan.ts';
import {
  confirmBroadcast,
  draftBroadcast,
  findBroadcast,
  type BroadcastWish,
} from '../../domain/broadcasts/broadcasts.ts';
import type { Moment } from '../../db/moment.ts';
import type { Preview } from './preview.ts';
import { momentOf, type App } from '../engine/scene.ts';

/** Launches a broadcast after staff confirmed the preview. */
export interface LaunchRequest {
  wish: BroadcastWish;
  preview: Preview;
  /** The colleague who confirmed the preview too. */
  second: string | null;
}

/**
 * Launches a broadcast and stores its recipients: it goes to these and to no others. After a crash on the way, the
 * running service stores the rest.
 * @param audit called in the transaction of the launch
 * @returns 'grew' when there are more recipients by now than staff confirmed; the broadcast then stays a draft
 */
export async function launchBroadcast(
  app: App,
  { wish, preview, second }: LaunchRequest,
  audit: (tx: Tx, moment: Moment, row: Broadcast) => Promise<void>,
): Promise<
  { outcome: 'planned' | 'grew' | 'not planning'; row: Broadcast } | { outcome: 'already sent'; twin: Broadcast }
> {
  const { recipients, parts, costOre, leftOut } = preview;
  const confirmed = await app.store.write(async (tx) => {
    const moment = momentOf(app);
    const row = await draftBroadcast(tx, moment, wish);
    const counts = Object.fromEntries(leftOut.map(({ reason, count }) => [reason, count]));
    const given = { id: row.id, recipients, parts, costOre, leftOut: counts, sendAt: wish.sendAt, second };
    const said = await confirmBroadcast(tx, moment, given);
    if (said.outcome === 'confirmed') await audit(tx, moment, row);
    return { ...said, row };
  });
  if (confirmed.outcome === 'already sent') return confirmed;
  return { outcome: await planToTheEnd(app, confirmed.row.id), row: confirmed.row };
}

async function planToTheEnd(app: App, id: string): Promise<'planned' | 'grew' | 'not planning'> {
  const row = await findBroadcast(app.store.db, id);
  if (row?.status !== 'planning') return 'not planning';
  const plan = await openPlan(app.store.db, row);
  for (;;) {
    const step = await planStep(app.store, () => momentOf(app), plan);
    if (step !== 'more') return step;
  }
}

/** The wish behind a draft, for a later preview and launch. */
export function wishOf(row: Broadcast, centre: Centre, texts: BroadcastWish['texts'], staff: string): BroadcastWish {
  return {
    centreId: centre.id,
    kind: row.kind,
    wanted: JSON.parse(row.wanted) as string[],
    texts,
    collects: row.collects === 1 ? 'yes' : null,
    long: row.long === 1,
    sendAt: row.send_at,
    staff,
  };
}
