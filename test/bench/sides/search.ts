import { sqliteStore } from '../../support/store.ts';
import { plantActivities } from '../../support/people/many-activities.ts';
import { activityIndex, search, type Query } from '../../../src/domain/search/search.ts';
import type { Store } from '../../../src/db/open.ts';
import { quantile } from '../measure.ts';
import type { Deeds } from '../side.ts';
import { NOW } from '../texts.ts';

const CENTRE_ID = 'bench';
const TOPICS: readonly Partial<Query>[] = [{ words: 'strikk' }, { category: 'craft_music' }, { words: 'tur' }];
const TYPOS = ['strikekaffe', 'snekervrksted', 'formidagskaffe', 'trekkspilkveld', 'norsktrenning', 'gåfotbal'];

/** A centre for each number of activities; asked as a turn asks, the check for changed activities included. */
export async function open({ counts }: { counts: readonly number[] }): Promise<Deeds> {
  const centres = new Map<number, Store>();
  for (const count of counts) {
    const store = await sqliteStore(':memory:', { guarded: false });
    await addBareCentre(store);
    await plantActivities(store, { centreId: CENTRE_ID, count });
    await activityIndex(store.db, CENTRE_ID);
    centres.set(count, store);
  }
  let asked = 0;

  async function time(count: number, wish: Partial<Query>, isFirst: boolean): Promise<number> {
    const store = centres.get(count);
    if (store === undefined) throw new Error(`${count} activities were not planted`);
    // People stand somewhere else each time, and time passes.
    const spread = (asked++ * 0.618) % 1;
    const now = new Date(Date.parse(NOW) + asked * 1000).toISOString();
    const from = performance.now();
    const index = await activityIndex(store.db, CENTRE_ID);
    if (isFirst) index.asked.clear();
    const { found } = search(index, {
      now,
      lat: 58.4 + spread * 0.1,
      lon: 8.65 + spread * 0.15,
      limit: 3,
      skip: 0,
      ...wish,
    });
    const took = performance.now() - from;
    if (found.length === 0) throw new Error(`nothing was found for ${JSON.stringify(wish)}`);
    return took;
  }

  return {
    /** The p50 of three nearest of a topic, in microseconds. */
    topic: async ({ count, times }: { count: number; times: number }) => {
      const took: number[] = [];
      for (let i = 0; i < times; i++) took.push(await time(count, TOPICS[i % TOPICS.length] ?? {}, false));
      return quantile(took, 0.5) * 1000;
    },
    /** The p50 of a misspelt word that was never searched before, in milliseconds. */
    typo: async ({ count, times }: { count: number; times: number }) => {
      const took: number[] = [];
      for (let i = 0; i < times; i++) took.push(await time(count, { words: TYPOS[i % TYPOS.length] ?? '' }, true));
      return { p50: quantile(took, 0.5), p99: quantile(took, 0.99) };
    },
  };
}

async function addBareCentre(store: Store): Promise<void> {
  await store.write((tx) =>
    tx
      .insertInto('centre')
      .values({
        id: CENTRE_ID,
        name: 'Frivilligsentralen',
        number: '+4745600009',
        voice_number: null,
        postcode: null,
        staff_phone: null,
        opening: '',
        language: 'nb',
        created_at: NOW,
      })
      .execute(),
  );
}
