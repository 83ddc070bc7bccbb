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
import { rendered, spokenErrand, textFor } from './texts.ts';
import { momentOf, type App } from '../engine/scene.ts';

/** How much of a broadcast lies in the outbox ahead of the sender: what is paused or cancelled holds within so much. */
const AHEAD_S = 2;
const EVERY_MS = 400;
/** Whoever sent the broadcast writes down its recipients; a service only takes over when nothing has happened for so long. */
const PLAN_AFTER_MS = 3_000;

export interface BroadcastWorker {
  /** Does what is to be done now for broadcasts; answers how much that was. */
  tick(): Promise<number>;
  start(): void;
  stop(): Promise<void>;
}

export interface BroadcastWorkerParts {
  app: App;
  /** Messages a second from a number whose centre has not said otherwise. */
  perSecond: number;
  /** Told the speeds of our numbers that have one of their own. */
  keepPace: (speeds: ReadonlyMap<string, number>) => void;
  /** Called when there is something new to send, or somebody to ring. */
  nudge: () => void;
}

const centres = compiled<Record<never, never>, Centre>((db) => db.selectFrom('centre').selectAll().orderBy('id'));

/** Of what was let out, some is only rung again. */
const stillLetsOut = (b: Broadcast): boolean => b.status === 'sending' && b.queued_at === null;

/** Writes down recipients where that was cut off, lets broadcasts out at the pace of their numbers, and ends them. */
export function createBroadcastWorker({ app, perSecond, keepPace, nudge }: BroadcastWorkerParts): BroadcastWorker {
  const { store, clock, log } = app;
  const texts = new Map<string, BroadcastText[]>();
  const plans = new Map<string, BroadcastPlan>();
  let running: Promise<number> | null = null;
  let timer: NodeJS.Timeout | null = null;
  let stopping = false;
  const now = (): string => clock.now().toISOString();

  async function run(): Promise<number> {
    try {
      const known = new Map((await centres(store.db, {})).map((c) => [c.id, c]));
      keepPace(new Map([...known.values()].flatMap((c) => (c.per_second === null ? [] : [[c.number, c.per_second]]))));
      const rows = await activeBroadcasts(store.db, now());
      forgetAllBut(new Set(rows.map((b) => b.id)));
      let done = 0;
      for (const row of rows) {
        if (stopping) break;
        const centre = known.get(row.centre_id);
        // What cannot be done for one of them must not keep the others.
        if (centre !== undefined) done += await take(row, centre, rows).catch((error: unknown) => failed(row, error));
      }
      return done;
    } finally {
      running = null;
    }
  }

  function failed(row: Broadcast, error: unknown): number {
    log.error(
      { broadcast: row.id, error: error instanceof Error ? error.name : 'unknown' },
      'a broadcast stands still',
    );
    return 0;
  }

  async function take(row: Broadcast, centre: Centre, all: readonly Broadcast[]): Promise<number> {
    switch (row.status) {
      case 'planning':
        return now() < later(row.changed_at, PLAN_AFTER_MS) ? 0 : plan(row);
      case 'scheduled':
        await store.write((tx) => setStatus(tx, momentOf(app), row.id, 'sending'));
        return 1;
      case 'sending':
        return send(row, centre, all.filter((b) => b.centre_id === centre.id && stillLetsOut(b)).length);
      case 'draft':
      case 'paused':
      case 'cancelled':
      case 'done':
        return 0;
    }
  }

  async function plan(row: Broadcast): Promise<number> {
    let one = plans.get(row.id);
    if (one === undefined) plans.set(row.id, (one = await openPlan(store.db, row)));
    for (let steps = 1; ; steps++) {
      if ((await planStep(store, () => momentOf(app), one)) !== 'more' || stopping) return steps;
    }
  }

  async function send(row: Broadcast, centre: Centre, together: number): Promise<number> {
    const speed = (centre.per_second ?? perSecond) / Math.max(1, together);
    const at = now();
    const place = await roomFor(store.db, row, { now: at, perSecond: speed, aheadS: AHEAD_S });
    if ('until' in place) {
      const { until } = place;
      if ((await waitingNow(store.db, row.id, at)) > 0) await store.write((tx) => putOffUntil(tx, row.id, until));
      return 0;
    }
    if (place.room <= 0) return 0;
    const render = await renderer(row, centre);
    let queued = 0;
    while (queued < place.room && !stopping) {
      const max = Math.min(ENQUEUE_MAX, place.room - queued);
      const some = await store.write((tx) => enqueueStep(tx, momentOf(app), { id: row.id, centre, max, render }));
      queued += some;
      if (some < max) break;
    }
    if (queued > 0 || (await doCallsWait(store.db, row.id, at)) === 'yes') nudge();
    else if (!stopping && (row.queued_at === null || (await areCallsUnderWay(store.db, row.id)) === 'no'))
      await store.write((tx) => endIfAllIsSent(tx, momentOf(app), row.id));
    return queued;
  }

  async function renderer(row: Broadcast, centre: Centre): Promise<Render> {
    let known = texts.get(row.id);
    if (known === undefined) texts.set(row.id, (known = await textsOf(store.db, row.id)));
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
        return { language, errand: spokenErrand(row, said, person.name) };
      },
    };
  }

  function forgetAllBut(active: ReadonlySet<string>): void {
    for (const kept of [texts, plans]) for (const id of kept.keys()) if (!active.has(id)) kept.delete(id);
  }

  const tick = (): Promise<number> => (running ??= run());

  function keepTicking(): void {
    timer = setTimeout(() => {
      void tick()
        .catch((error: unknown) => log.error({ error: error instanceof Error ? error.name : 'unknown' }, 'broadcasts'))
        .finally(() => {
          if (timer !== null) keepTicking();
        });
    }, EVERY_MS);
    timer.unref();
  }

  return {
    tick,
    start: () => {
      stopping = false;
      if (timer === null) keepTicking();
    },
    stop: async () => {
      stopping = true;
      if (timer !== null) clearTimeout(timer);
      timer = null;
      await running?.catch(() => {});
    },
  };
}
