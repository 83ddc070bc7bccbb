import { openSqliteFile } from '../../../src/db/sqlite.ts';
import { migrate, openStore } from '../../../src/db/open.ts';
import { openPlan, planStep } from '../../../src/domain/broadcasts/plan.ts';
import {
  confirmBroadcast,
  draftBroadcast,
  findBroadcast,
  type BroadcastWish,
} from '../../../src/domain/broadcasts/broadcasts.ts';
import { loadDemo } from '../../../src/feeds/demo.ts';
import { previewBroadcast } from '../../../src/service/broadcasts/preview.ts';
import { composeTexts } from '../../../src/service/broadcasts/texts.ts';
import { createClock, randomIds } from '../../../src/service/app/clock.ts';
import { openApp } from '../../../src/service/app/open-app.ts';
import { createLog } from '../../../src/log.ts';
import type { Deeds } from '../side.ts';
import { NOW } from '../texts.ts';
import { ROOT } from '../workplace.ts';
import { fillVolunteers } from './crowd-rows.ts';

export interface Planned {
  perSecond: number;
  /** The longest time that nothing else could happen, in milliseconds. */
  blockMs: number;
  /** How much larger the process was at its largest than before, in bytes. */
  grownBytes: number;
}

/** A centre with `people` volunteers, to which a broadcast is planned. */
export async function open({ file, people, stops }: { file: string; people: number; stops: number }): Promise<Deeds> {
  const clock = createClock(NOW);
  const store = await openStore(`sqlite:${file}`);
  await migrate(store);
  await loadDemo(store, { clock, ids: randomIds });
  const raw = openSqliteFile(file);
  fillVolunteers(raw, people, stops);
  raw.pragma('wal_checkpoint(truncate)');
  raw.close();
  const app = openApp({ store, clock, ids: randomIds, log: createLog('fatal', process.stderr), root: ROOT });
  const centre = await store.db.selectFrom('centre').selectAll().where('id', '=', 'bench').executeTakeFirstOrThrow();
  const moment = () => ({ now: clock.now().toISOString(), ids: randomIds });
  let round = 0;

  function wish(): BroadcastWish {
    const texts = { nb: `Kafeen er stengt i morgen (${++round}).` };
    const kind = 'service' as const;
    return {
      centreId: centre.id,
      kind,
      wanted: ['role=volunteer'],
      texts: composeTexts(app, centre, { kind, texts, long: false }),
      collects: null,
      long: false,
      sendAt: null,
      staff: 'bench',
    };
  }
  const drop = (id: string): Promise<unknown> =>
    store.write((tx) => tx.deleteFrom('broadcast_recipient').where('broadcast_id', '=', id).execute());

  return {
    plan: async (): Promise<Planned> => {
      const id = await store.write(async (tx) => {
        const row = await draftBroadcast(tx, moment(), wish());
        const given = { parts: people, costOre: 0, leftOut: {}, sendAt: null, second: null };
        await confirmBroadcast(tx, moment(), { id: row.id, recipients: people, ...given });
        return row.id;
      });
      const row = await findBroadcast(store.db, id);
      if (row === undefined) throw new Error('the broadcast is gone');
      const planned = await watched(people, async () => {
        const plan = await openPlan(store.db, row);
        while ((await planStep(store, moment, plan)) === 'more');
      });
      const after = await findBroadcast(store.db, id);
      if (after?.recipients !== people - stops) throw new Error(`${after?.recipients} of ${people} were planned`);
      await drop(id);
      return planned;
    },
    preview: (): Promise<Planned> =>
      watched(people, async () => {
        const { recipients } = await previewBroadcast(app, centre, wish());
        if (recipients !== people - stops) throw new Error(`${recipients} of ${people} were counted`);
      }),
    /** The same rows in one statement, by hand. */
    raw: async (): Promise<Planned> => {
      const mine = openSqliteFile(file);
      const id = await store.write(async (tx) => (await draftBroadcast(tx, moment(), wish())).id);
      const from = performance.now();
      mine
        .prepare(
          `insert into broadcast_recipient (broadcast_id, person_id, reason)
           select ?, p.id, null from person p join volunteer v on v.person_id = p.id
           where p.centre_id = 'bench' and v.left_on is null order by p.id`,
        )
        .run(id);
      const perSecond = (people * 1000) / (performance.now() - from);
      mine.close();
      await drop(id);
      return { perSecond, blockMs: 0, grownBytes: 0 };
    },
  };
}

/** Does the work while a second piece of work wants a turn all the time. */
async function watched(rows: number, work: () => Promise<void>): Promise<Planned> {
  globalThis.gc?.();
  const before = process.memoryUsage.rss();
  let [blockMs, largest, watching, last] = [0, before, true, performance.now()];
  const look = (): void => {
    const now = performance.now();
    blockMs = Math.max(blockMs, now - last);
    largest = Math.max(largest, process.memoryUsage.rss());
    last = now;
    if (watching) setImmediate(look);
  };
  setImmediate(look);
  const from = performance.now();
  await work();
  const took = performance.now() - from;
  watching = false;
  return { perSecond: (rows * 1000) / took, blockMs, grownBytes: largest - before };
}
