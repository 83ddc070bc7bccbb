import cron from 'node-cron';
import { compiled } from '../../db/compiled.ts';
import { agendaDue } from '../../domain/base/agenda.ts';
import { remindersDue } from '../../domain/activities/sign-ups.ts';
import { MINUTE_MS } from '../../domain/base/time.ts';
import { createLoop } from '../engine/loop.ts';
import { recordArrival } from '../engine/journal.ts';
import type { CommandPayload } from './command-turn.ts';
import type { DeadlinePayload } from './deadline-turn.ts';
import type { App } from '../engine/scene.ts';

const DUE_MAX = 500;
const HIGH_WATER = 'clock_high_water';
/** A clock that is further back than this was set wrong: nothing scheduled is done until it is right. */
const BACK_MAX_MS = 5 * MINUTE_MS;
const HEARTBEAT_MS = 20_000;

export interface Scheduler {
  /** Notes what is due as arrivals. Answers how many, or that the clock cannot be trusted. */
  tick(): Promise<number | 'clock is back'>;
  start(): void;
  stop(): Promise<void>;
  /** When the last tick ended; for `/readyz`. */
  readonly tickedAt: string | null;
}

const dueDeadlines = compiled<{ now: string }, { key: string; conversation_id: string; event: string; due_at: string }>(
  (db, arg) => db.selectFrom('deadline').selectAll().where('due_at', '<=', arg('now')).orderBy('due_at').limit(DUE_MAX),
);

/**
 * Finds what is due. Nothing depends on a timer having fired: what is due is a query, asked each minute by cron and, since
 * cron falls silent after the clock is corrected, by an interval too. Two services that tick at once note the same ids.
 * @param beat called after each tick, for the worker and the sender
 */
export function createScheduler(app: App, beat: () => void): Scheduler {
  let task: { stop(): unknown; destroy(): unknown } | null = null;
  let tickedAt: string | null = null;

  async function work(): Promise<number | 'clock is back'> {
    const now = app.clock.now().toISOString();
    if ((await advanceHighWater(app, now)) === 'clock is back') {
      app.log.error({ now }, 'the clock has gone back: nothing scheduled is done until it is right');
      beat();
      return 'clock is back';
    }
    const noted = (await noteDeadlines(app, now)) + (await noteReminders(app, now)) + (await noteAgenda(app, now));
    beat();
    tickedAt = now;
    return noted;
  }

  const failed = (error: unknown): void => {
    app.log.error({ error: error instanceof Error ? error.name : 'unknown' }, 'a tick failed');
  };
  const loop = createLoop({
    everyMs: HEARTBEAT_MS,
    atOnce: true,
    work,
    onError: failed,
  });

  return {
    tick: loop.tick,
    get tickedAt() {
      return tickedAt;
    },
    start: () => {
      task = cron.schedule('* * * * *', () => void loop.tick().catch(failed), { noOverlap: true, timezone: 'UTC' });
      loop.start();
    },
    stop: async () => {
      await task?.stop();
      await task?.destroy();
      await loop.stop();
    },
  };
}

async function noteDeadlines(app: App, now: string): Promise<number> {
  const due = await dueDeadlines(app.store.db, { now });
  if (due.length === 0) return 0;
  return app.store.write(async (tx) => {
    for (const { key, conversation_id: conversationId, event, due_at: dueAt } of due) {
      const payload: DeadlinePayload = { key, conversationId, event, dueAt };
      await recordArrival(tx, now, {
        id: `deadline:${key}:${dueAt}`,
        kind: 'deadline',
        centreId: null,
        peer: null,
        payload,
      });
    }
    return due.length;
  });
}

async function noteReminders(app: App, now: string): Promise<number> {
  const due = await remindersDue(app.store.db, now, DUE_MAX);
  if (due.length === 0) return 0;
  return app.store.write(async (tx) => {
    for (const one of due) {
      const { signUpId, centreId, centreNumber, number, title, startsAt, venue, startsUtc } = one;
      const payload: CommandPayload = {
        begin: 'reminder',
        centreNumber,
        number,
        signUpId,
        title,
        startsAt,
        venue,
        startsUtc,
      };
      await recordArrival(tx, now, {
        id: `reminder:${signUpId}:${startsUtc}`,
        kind: 'command',
        centreId,
        peer: null,
        payload,
      });
    }
    return due.length;
  });
}

async function noteAgenda(app: App, now: string): Promise<number> {
  const due = await agendaDue(app.store.db, now);
  if (due.length === 0) return 0;
  return app.store.write(async (tx) => {
    for (const payload of due) {
      const id = `agenda:${payload.key}:${payload.dueAt}`;
      await recordArrival(tx, now, { id, kind: 'agenda', centreId: null, peer: null, payload });
    }
    return due.length;
  });
}

/** Keeps the latest time that was ever seen, so that a clock that starts in the past is noticed. */
async function advanceHighWater(app: App, now: string): Promise<'ahead' | 'clock is back'> {
  const row = await app.store.db.selectFrom('meta').select('value').where('key', '=', HIGH_WATER).executeTakeFirst();
  const highest = row?.value ?? '';
  if (highest !== '' && Date.parse(now) < Date.parse(highest) - BACK_MAX_MS) return 'clock is back';
  if (now > highest) {
    await app.store.write((tx) =>
      tx
        .insertInto('meta')
        .values({ key: HIGH_WATER, value: now })
        .onConflict((c) => c.column('key').doUpdateSet({ value: now }))
        .execute(),
    );
  }
  return 'ahead';
}
