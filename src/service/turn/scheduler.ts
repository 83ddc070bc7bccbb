import cron from 'node-cron';
import { compiled } from '../../db/compiled.ts';
import type { Arrival, Tx } from '../../db/schema/index.ts';
import { agendaDue, agendaOf, type Due } from '../../domain/base/agenda.ts';
import { remindersDue } from '../../domain/activities/sign-ups.ts';
import { isClockBack, watchClock } from '../engine/clock-watch.ts';
import { createLoop } from '../engine/loop.ts';
import { findArrival, recordAndShow, recordArrival } from '../engine/journal.ts';
import type { CommandPayload } from './command-turn.ts';
import type { DeadlinePayload } from './deadline-turn.ts';
import type { App } from '../engine/scene.ts';

const DUE_MAX = 500;
const HEARTBEAT_MS = 20_000;
/** Prefix of the ids of arrivals that text staff. */
const TO_STAFF = 'agenda:tell staff:';

export interface Scheduler {
  /** Stores due work as arrivals. Returns how many, or that the clock cannot be trusted. */
  tick(): Promise<number | 'clock is back'>;
  /** Once started: stores the work that turns have put on the agenda for now, without waiting for the next tick. */
  lookAtAgenda(): void;
  start(): void;
  stop(): Promise<void>;
  /** When the last tick ended; for `/readyz`. */
  readonly tickedAt: string | null;
}

const dueDeadlines = compiled<{ now: string }, { key: string; conversation_id: string; event: string; due_at: string }>(
  (db, arg) => db.selectFrom('deadline').selectAll().where('due_at', '<=', arg('now')).orderBy('due_at').limit(DUE_MAX),
);

/**
 * Finds due work. Nothing depends on a timer: due work is the result of a query, run each minute by cron, and also by
 * an interval, because cron falls silent after the clock is corrected. Two processes that tick at once store the same
 * ids.
 * @param beat called after each tick, for the worker and the sender
 * @param takeFirst takes an arrival that must not wait behind others
 */
export function createScheduler(
  app: App,
  beat: () => void,
  takeFirst: (arrival: Arrival) => void = () => {},
): Scheduler {
  let task: { stop(): unknown; destroy(): unknown } | null = null;
  let tickedAt: string | null = null;

  async function work(): Promise<number | 'clock is back'> {
    const now = app.clock.now().toISOString();
    const clock = await watchClock(app, now);
    if (clock === 'clock is back') {
      app.log.error({ now }, 'the clock has gone back: nothing scheduled is done until it is right');
      beat();
      return 'clock is back';
    }
    if (clock === 'came back from a jump') app.log.warn({ now }, 'the clock had jumped ahead, and is believed again');
    const noted =
      (await noteDeadlines(app, now)) + (await noteReminders(app, now)) + (await noteAgenda(app, now)).length;
    beat();
    tickedAt = now;
    return noted;
  }

  /** The next tick reports a clock that was set back. */
  async function lookAtAgenda(): Promise<void> {
    if (task === null) return;
    const now = app.clock.now().toISOString();
    if (await isClockBack(app.store.db, now)) return;
    const noted = await noteAgenda(app, now, 'first');
    if (noted.length > 0) beat();
    // Texts to staff go before other work that became due in the meantime.
    for (const arrival of noted.filter(({ id }) => id.startsWith(TO_STAFF))) takeFirst(arrival);
  }

  const failed = (error: unknown): void => {
    app.log.error({ error: error instanceof Error ? error.name : 'unknown' }, 'a tick failed');
  };
  const loop = createLoop({ everyMs: HEARTBEAT_MS, atOnce: true, work, onError: failed });

  return {
    tick: loop.tick,
    lookAtAgenda: () => void lookAtAgenda().catch(failed),
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

/** Work can be put back to an instant at which it was done before, as after a clock that had jumped: it is done again then. */
async function isDueAgain(tx: Tx, id: string, { work, objectId, dueAt }: Due): Promise<boolean> {
  const before = await findArrival(tx, id);
  return before?.state !== 'new' && (await agendaOf(tx, objectId, work)) === dueAt;
}

async function noteAgenda(app: App, now: string, when?: 'first'): Promise<Arrival[]> {
  const due = await agendaDue(app.store.db, now);
  if (due.length === 0) return [];
  return app.store.write(async (tx) => {
    const noted: Arrival[] = [];
    for (const payload of due) {
      const id = `agenda:${payload.key}:${payload.dueAt}`;
      const due = { kind: 'agenda', centreId: null, peer: null, payload } as const;
      const arrival = await recordAndShow(tx, now, { id, ...due });
      if (arrival !== 'already noted') noted.push(arrival);
      else if (await isDueAgain(tx, id, payload)) {
        const again = await recordAndShow(tx, now, { id: `${id}:${now}`, ...due });
        if (again !== 'already noted') noted.push(again);
      }
    }
    return noted;
  }, when);
}
