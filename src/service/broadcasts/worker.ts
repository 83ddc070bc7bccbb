import { compiled } from '../../db/compiled.ts';
import type { Broadcast, Centre, Person } from '../../db/schema/index.ts';
import {
  ENQUEUE_MAX,
  enqueueStep,
  endIfAllIsSent,
  putOffUntil,
  roomFor,
  waitingNow,
  type Render,
} from '../../domain/broadcasts/enqueue.ts';
import { areCallsUnderWay, doCallsWait } from '../../domain/broadcasts/calls.ts';
import { openPlan, planStep, type BroadcastPlan } from '../../domain/broadcasts/plan.ts';
import { setStatus } from '../../domain/broadcasts/control.ts';
import { activeBroadcasts, textsOf, type BroadcastText } from '../../domain/broadcasts/broadcasts.ts';
import { later } from '../../domain/base/time.ts';
import { rendered, spokenPurpose, textFor } from './texts.ts';
import { createLoop, type Loop } from '../engine/loop.ts';
import { momentOf, type App } from '../engine/scene.ts';

/**
 * Seconds of a broadcast that wait in the outbox ahead of the sender. A pause or a cancellation takes effect within
 * this time.
 */
const AHEAD_S = 2;
const EVERY_MS = 400;
/**
 * The process that launched the broadcast stores its recipients. Another one takes over only after this time without
 * progress.
 */
const PLAN_AFTER_MS = 3_000;

export interface BroadcastWorkerParts {
  app: App;
  /** Messages a second from a number whose centre has not set a speed. */
  perSecond: number;
  /** Receives the speeds of the numbers that have one of their own. */
  keepPace: (speeds: ReadonlyMap<string, number>) => void;
  /** Called when there is a new message to send or a call to place. */
  nudge: () => void;
}

const centres = compiled<Record<never, never>, Centre>((db) => db.selectFrom('centre').selectAll().orderBy('id'));

/** A broadcast whose messages are all queued goes on only with repeated calls. */
const stillLetsOut = (b: Broadcast): boolean => b.status === 'sending' && b.queued_at === null;

/** The state that one worker keeps between its runs: texts and plans of active broadcasts, by broadcast. */
interface Working extends BroadcastWorkerParts {
  texts: Map<string, BroadcastText[]>;
  plans: Map<string, BroadcastPlan>;
}

/**
 * Stores recipients where a crash cut that off, queues messages at the pace of their numbers, and ends broadcasts. A
 * run returns its number of steps.
 */
export function createBroadcastWorker(parts: BroadcastWorkerParts): Loop<number> {
  const working: Working = { ...parts, texts: new Map(), plans: new Map() };
  const { log } = parts.app;
  return createLoop({
    everyMs: EVERY_MS,
    work: (signal) => takeAll(working, signal),
    onError: (error) => log.error({ error: error instanceof Error ? error.name : 'unknown' }, 'broadcasts'),
  });
}

const nowOf = ({ app }: Working): string => app.clock.now().toISOString();

async function takeAll(working: Working, signal: AbortSignal): Promise<number> {
  const { app, keepPace } = working;
  const { db } = app.store;
  const known = new Map((await centres(db, {})).map((c) => [c.id, c]));
  keepPace(new Map([...known.values()].flatMap((c) => (c.per_second === null ? [] : [[c.number, c.per_second]]))));
  const rows = await activeBroadcasts(db, nowOf(working));
  forgetAllBut(working, new Set(rows.map((b) => b.id)));
  let done = 0;
  for (const row of rows) {
    if (signal.aborted) break;
    const centre = known.get(row.centre_id);
    if (centre === undefined) continue;
    try {
      done += await take(working, row, { centre, all: rows, signal });
    } catch (error) {
      // A failure of one broadcast must not stop the others.
      const name = error instanceof Error ? error.name : 'unknown';
      app.log.error({ broadcast: row.id, error: name }, 'a broadcast stands still');
    }
  }
  return done;
}

interface Around {
  centre: Centre;
  /** Every active broadcast: those of one centre share the speed of its number. */
  all: readonly Broadcast[];
  signal: AbortSignal;
}

async function take(working: Working, row: Broadcast, around: Around): Promise<number> {
  const { app } = working;
  switch (row.status) {
    case 'planning':
      return nowOf(working) < later(row.changed_at, PLAN_AFTER_MS) ? 0 : plan(working, row, around.signal);
    case 'scheduled':
      await app.store.write((tx) => setStatus(tx, momentOf(app), row.id, 'sending'));
      return 1;
    case 'sending':
      return send(working, row, around);
    case 'draft':
    case 'paused':
    case 'cancelled':
    case 'done':
      return 0;
  }
}

async function plan({ app, plans }: Working, row: Broadcast, signal: AbortSignal): Promise<number> {
  let one = plans.get(row.id);
  if (one === undefined) plans.set(row.id, (one = await openPlan(app.store.db, row)));
  for (let steps = 1; ; steps++) {
    if ((await planStep(app.store, () => momentOf(app), one)) !== 'more' || signal.aborted) return steps;
  }
}

async function send(working: Working, row: Broadcast, { centre, all, signal }: Around): Promise<number> {
  const { app, perSecond, nudge } = working;
  const { store } = app;
  const together = all.filter((b) => b.centre_id === centre.id && stillLetsOut(b)).length;
  const speed = (centre.per_second ?? perSecond) / Math.max(1, together);
  const at = nowOf(working);
  const place = await roomFor(store.db, row, { now: at, perSecond: speed, aheadS: AHEAD_S });
  if ('until' in place) {
    const { until } = place;
    if ((await waitingNow(store.db, row.id, at)) > 0) await store.write((tx) => putOffUntil(tx, row.id, until));
    return 0;
  }
  if (place.room <= 0) return 0;
  const render = await renderer(working, row, centre);
  let queued = 0;
  while (queued < place.room && !signal.aborted) {
    const max = Math.min(ENQUEUE_MAX, place.room - queued);
    const some = await store.write((tx) => enqueueStep(tx, momentOf(app), { id: row.id, centre, max, render }));
    queued += some;
    if (some < max) break;
  }
  if (queued > 0 || (await doCallsWait(store.db, row.id, at)) === 'yes') nudge();
  else if (!signal.aborted && (row.queued_at === null || (await areCallsUnderWay(store.db, row.id)) === 'no'))
    await store.write((tx) => endIfAllIsSent(tx, momentOf(app), row.id));
  return queued;
}

async function renderer({ app, texts }: Working, row: Broadcast, centre: Centre): Promise<Render> {
  let known = texts.get(row.id);
  if (known === undefined) texts.set(row.id, (known = await textsOf(app.store.db, row.id)));
  const written = known;
  const textOf = ({ language }: Person): BroadcastText => textFor(written, language, centre.language);
  return {
    text: (person) => {
      const { language, body: whole } = textOf(person);
      const { text: body, encoding, parts } = rendered(whole, person.name, row.long === 1 ? Infinity : undefined);
      return { body, encoding, parts, language };
    },
    call: (person) => {
      const { language, said } = textOf(person);
      return { language, purpose: spokenPurpose(row, said, person.name) };
    },
  };
}

function forgetAllBut({ texts, plans }: Working, active: ReadonlySet<string>): void {
  for (const kept of [texts, plans]) for (const id of kept.keys()) if (!active.has(id)) kept.delete(id);
}
