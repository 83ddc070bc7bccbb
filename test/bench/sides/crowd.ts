import { openSqliteFile } from '../../../src/db/sqlite.ts';
import { migrate, openStore } from '../../../src/db/open.ts';
import { createClock, randomIds } from '../../../src/service/app/clock.ts';
import { openApp } from '../../../src/service/app/open-app.ts';
import { createScheduler } from '../../../src/service/turn/scheduler.ts';
import { createService } from '../../../src/service/app/service.ts';
import { loadDemo } from '../../../src/feeds/demo.ts';
import { createLog } from '../../../src/log.ts';
import type { Deeds } from '../side.ts';
import { CENTRE, NOW } from '../texts.ts';
import { ROOT } from '../workplace.ts';
import { createBenchCarrier } from './bench-carrier.ts';
import { fillArrivals, fillFuture, sidOfArrival } from './crowd-rows.ts';

export interface Crowd {
  file: string;
  /** Reminders that are due some day, and a tenth as many deadlines. */
  reminders?: number;
  /** Messages that were taken long ago. */
  arrivals?: number;
}

/** A service over a database in which much lies ahead, or behind. */
export async function open({ file, reminders = 0, arrivals = 0 }: Crowd): Promise<Deeds> {
  const clock = createClock(NOW);
  const empty = await openStore(`sqlite:${file}`);
  await migrate(empty);
  await loadDemo(empty, { clock, ids: randomIds });
  await empty.close();
  const raw = openSqliteFile(file);
  if (reminders > 0) fillFuture(raw, reminders);
  if (arrivals > 0) fillArrivals(raw, arrivals);
  raw.pragma('wal_checkpoint(truncate)');
  raw.close();

  const openedFrom = performance.now();
  const store = await openStore(`sqlite:${file}`);
  const openedMs = performance.now() - openedFrom;
  const parts = { store, clock, ids: randomIds, log: createLog('fatal', process.stderr), root: ROOT };
  const scheduler = createScheduler(openApp(parts), () => {});
  const service = createService({ ...parts, carrier: () => createBenchCarrier(false) });

  return {
    openedMs: () => openedMs,
    /** The time of each of `times` sweeps that found nothing due, in milliseconds. */
    sweep: (times: number) =>
      timed(times, async () => {
        if ((await scheduler.tick()) !== 0) throw new Error('something was due');
      }),
    /** How long it took each time to notice that a message had come before, in milliseconds. */
    repeat: (times: number) =>
      timed(times, async (n) => {
        const sid = sidOfArrival(1 + ((n * 7919) % arrivals));
        const text = { sid, from: '+4790000001', to: CENTRE, body: 'AKTIVITET 4836', media: 0, optOutType: null };
        if ((await service.receiveText(text)) !== 'already noted') throw new Error(`${sid} was new`);
      }),
  };
}

async function timed(times: number, deed: (n: number) => Promise<void>): Promise<number[]> {
  const took: number[] = [];
  for (let n = 0; n < times; n++) {
    const from = performance.now();
    await deed(n);
    took.push(performance.now() - from);
    // What was set going by it is done before the next.
    await new Promise((resolve) => void setImmediate(resolve));
  }
  return took;
}
