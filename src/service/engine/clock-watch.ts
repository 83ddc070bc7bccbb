import type { Db, Tx } from '../../db/schema/index.ts';
import { HOUR_MS, later, MINUTE_MS } from '../../domain/base/time.ts';
import { findStandingTooFar, mendStanding } from './standing-work.ts';
import type { App } from './scene.ts';

const HIGH_WATER = 'clock_high_water';
const JUMP = 'clock_jump';
const BACK_SINCE = 'clock_back_since';
/** A clock that is further back than this is wrong, or was. */
const BACK_MAX_MS = 5 * MINUTE_MS;
/** Longest time between two looks at the clock; more is a jump, or a service that did not run. */
const JUMP_MIN_MS = HOUR_MS;
/** How long a clock that came back from a jump must run before it is trusted. */
const BELIEVED_AFTER_MS = MINUTE_MS;

export type ClockVerdict = 'goes on' | 'clock is back' | 'came back from a jump';

/**
 * Stores the latest time that the service has seen, and so notices a clock that starts in the past. A clock that jumped
 * ahead and came back to the right time is trusted after a minute. Until then, and for any other clock that went back,
 * scheduled work waits: all of it would happen at the wrong time.
 */
export async function watchClock(app: App, now: string): Promise<ClockVerdict> {
  const { db } = app.store;
  const highest = await kept(db, HIGH_WATER);
  if (highest !== null && isBefore(now, highest)) return comeBack(app, now);
  if (highest === null || now > highest) {
    const jumped = highest !== null && Date.parse(now) - Date.parse(highest) > JUMP_MIN_MS;
    await app.store.write(async (tx) => {
      await keep(tx, HIGH_WATER, now);
      if (jumped) await keep(tx, JUMP, highest);
      await drop(tx, BACK_SINCE);
    });
  }
  return 'goes on';
}

const isBefore = (now: string, highest: string): boolean => Date.parse(now) < Date.parse(highest) - BACK_MAX_MS;

async function comeBack(app: App, now: string): Promise<ClockVerdict> {
  return app.store.write(async (tx) => {
    const before = await kept(tx, JUMP);
    const since = await kept(tx, BACK_SINCE);
    if (before === null || isBefore(now, before)) return 'clock is back';
    if (since === null || now < since) {
      await keep(tx, BACK_SINCE, now);
      return 'clock is back';
    }
    if (Date.parse(now) - Date.parse(since) < BELIEVED_AFTER_MS) return 'clock is back';
    await keep(tx, HIGH_WATER, now);
    await drop(tx, JUMP);
    await drop(tx, BACK_SINCE);
    await mendAfterJump(tx, now);
    return 'came back from a jump';
  });
}

/** Rows that were written during the jump have a time in the future, and would wait for it. */
async function mendAfterJump(tx: Tx, now: string): Promise<void> {
  const ahead = later(now, BACK_MAX_MS);
  await mendStanding(tx, now);
  await tx
    .updateTable('outbox')
    .set({ not_before: now })
    .where('state', '=', 'pending')
    .where('priority', '>=', 1)
    .where('created_at', '>', ahead)
    .where('not_before', '>', ahead)
    .execute();
  await tx
    .updateTable('arrival')
    .set({ retry_at: null })
    .where('state', '=', 'new')
    .where('received_at', '>', ahead)
    .where('retry_at', '>', ahead)
    .execute();
  await tx
    .updateTable('attempt')
    .set({ lease_until: now })
    .where('ended_at', 'is', null)
    .where('started_at', '>', ahead)
    .where('lease_until', '>', ahead)
    .execute();
}

/** The fault of the clock, or the traces of an earlier one; for `/readyz`. Null without a fault. */
export async function clockFault(db: Db, now: string): Promise<string | null> {
  const highest = await kept(db, HIGH_WATER);
  if (highest !== null && isBefore(now, highest))
    return `the clock says ${now}, but the service has run at ${highest}: nothing scheduled is done until it is right`;
  const far = await findStandingTooFar(db, now);
  return far === null
    ? null
    : `${far.work} is on the agenda for ${far.dueAt}, which is too far ahead: is the clock right?`;
}

/** Whether the clock is behind the latest time that the service has seen. */
export async function isClockBack(db: Db, now: string): Promise<boolean> {
  const highest = await kept(db, HIGH_WATER);
  return highest !== null && isBefore(now, highest);
}

async function kept(db: Db, key: string): Promise<string | null> {
  const row = await db.selectFrom('meta').select('value').where('key', '=', key).executeTakeFirst();
  return row?.value ?? null;
}

async function keep(tx: Tx, key: string, value: string): Promise<void> {
  await tx
    .insertInto('meta')
    .values({ key, value })
    .onConflict((c) => c.column('key').doUpdateSet({ value }))
    .execute();
}

async function drop(tx: Tx, key: string): Promise<void> {
  await tx.deleteFrom('meta').where('key', '=', key).execute();
}
