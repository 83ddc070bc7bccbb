import { compiled } from '../../db/compiled.ts';
import type { Activity, Db, OccurrenceChange } from '../../db/schema/index.ts';
import type { OccurrenceEdit } from '../activities/occurrences.ts';
import { hasUncommittedChange, changeCountOf } from '../base/change-counter.ts';
import { keysOf } from './search-words.ts';
import { addToTopic, newTopic, type TopicIndex } from './topic-relevance.ts';
import { addTimes, newTimes, type Times } from './next-times.ts';
import { addWords, newWordIndex, type WordIndex } from './word-index.ts';

/** The data of an activity in memory: for a line of a list, and for its next occurrence. */
export interface Entry extends Pick<Activity, (typeof COLUMNS)[number]> {
  changes: OccurrenceEdit[];
}

/** All activities of a centre, in memory, except cancelled ones. Only `activityIndex` fills it. */
export interface ActivityIndex {
  entries: (Entry | null)[];
  times: Times;
  /** The slot of an activity (-1: cancelled) and the revision that was read. */
  slots: Map<string, { slot: number; revision: number }>;
  words: WordIndex;
  all: TopicIndex;
  categories: Map<string, TopicIndex>;
  /** Topics of earlier searches: emptied when an activity changes. */
  asked: Map<string, TopicIndex>;
  /** The slots of a spot in order of their next occurrence, by the start of the window. */
  orders: Map<number, WeakMap<readonly number[], readonly { slot: number; ms: number }[]>>;
}

interface Kept {
  index: ActivityIndex;
  revision: number;
  loading: Promise<void> | null;
}

const COLUMNS = [
  'id',
  'title',
  'category',
  'venue',
  'address',
  'postcode',
  'lat',
  'lon',
  'starts_at',
  'ends_at',
  'repeats',
  'price',
  'step_free',
  'sign_up',
  'confirmed_at',
  'created_at',
  'description',
  'audience',
] as const;
const CHUNK = 400;
/** How far a word is from the subject of an activity, by the field that holds it. */
const FIELD_COST = { title: 0, organiser: 0.35, venue: 0.35, description: 0.5 };

const changedSince = compiled<{ centre: string; revision: number }, Pick<Activity, 'id'>>((db, arg) =>
  db
    .selectFrom('activity')
    .select('id')
    .where('revision', '>', arg('revision'))
    .where('centre_id', '=', arg('centre'))
    .orderBy('id'),
);

/** One cache for each database: a transaction has the same adapter as its database. */
const kept = new WeakMap<object, Map<string, Kept>>();

/**
 * The index of a centre as the database is now, whichever process changed it: reads one counter, and then only the
 * changed activities. The first call reads all of them (some seconds for 100,000), so the service calls it at startup.
 */
export async function activityIndex(db: Db, centreId: string): Promise<ActivityIndex> {
  const centre = keptFor(db, centreId);
  // The writes of this transaction may still be rolled back, so its reads do not enter the cache.
  if (hasUncommittedChange(db)) {
    if (centre.revision >= 0) return centre.index;
    const passing = newIndex();
    await load(db, centreId, passing, -1);
    return passing;
  }
  for (;;) {
    const revision = await changeCountOf(db, 'activities');
    if (revision <= centre.revision) return centre.index;
    if (centre.loading !== null && !db.isTransaction) {
      await centre.loading;
      continue;
    }
    // A transaction never waits for another load: on SQLite that load may be waiting for the connection of this
    // transaction.
    if (centre.loading !== null && centre.revision >= 0) return centre.index;
    const loading = refresh(db, centreId, centre, revision);
    if (db.isTransaction) await loading;
    else await (centre.loading = loading.finally(() => (centre.loading = null)));
  }
}

async function refresh(db: Db, centreId: string, centre: Kept, revision: number): Promise<void> {
  const crowded = centre.index.entries.length > 2_000 && centre.index.entries.length > 2 * centre.index.slots.size;
  const fresh = centre.revision < 0 || crowded;
  const index = fresh ? newIndex() : centre.index;
  await load(db, centreId, index, fresh ? -1 : centre.revision);
  if (revision < centre.revision) return;
  centre.index = index;
  centre.revision = revision;
}

async function load(db: Db, centreId: string, index: ActivityIndex, since: number): Promise<void> {
  const ids = (await changedSince(db, { centre: centreId, revision: since })).map((row) => row.id);
  for (let i = 0; i < ids.length; i += CHUNK) {
    const some = ids.slice(i, i + CHUNK);
    const rows = await db
      .selectFrom('activity')
      .select([...COLUMNS, 'status', 'organiser', 'revision'])
      .where('id', 'in', some)
      .execute();
    const changes = await db.selectFrom('occurrence_change').selectAll().where('activity_id', 'in', some).execute();
    put(index, rows, changes);
    if (ids.length > CHUNK) await new Promise((resolve) => setImmediate(resolve));
  }
}

type Row = Pick<Activity, (typeof COLUMNS)[number] | 'status' | 'organiser' | 'revision'>;

function put(index: ActivityIndex, rows: readonly Row[], changes: readonly OccurrenceChange[]): void {
  index.asked.clear();
  index.orders.clear();
  const changed = new Map<string, OccurrenceEdit[]>();
  for (const { activity_id, occurrence, kind, new_starts_at, new_ends_at } of changes) {
    const list = changed.get(activity_id) ?? [];
    changed.set(activity_id, [...list, { occurrence, kind, new_starts_at, new_ends_at }]);
  }
  for (const { status, organiser, revision, ...row } of rows) {
    const before = index.slots.get(row.id);
    // Another load has already read a later revision.
    if (before !== undefined && before.revision > revision) continue;
    // The old slot stays empty in every list; the index is rebuilt when half of it is empty.
    if (before !== undefined && before.slot >= 0) {
      index.entries[before.slot] = null;
      addTimes(index.times, before.slot, NaN);
    }
    const slot = status === 'cancelled' ? -1 : index.entries.length;
    index.slots.set(row.id, { slot, revision });
    if (slot < 0) continue;
    index.entries.push({ ...row, changes: changed.get(row.id) ?? [] });
    addTimes(index.times, slot, Date.parse(row.confirmed_at ?? row.created_at));
    addToTopic(index.all, slot);
    let category = index.categories.get(row.category);
    if (category === undefined) index.categories.set(row.category, (category = newTopic()));
    addToTopic(category, slot);
    addWords(index.words, slot, [
      { keys: keysOf(row.title), cost: FIELD_COST.title },
      { keys: keysOf(organiser), cost: FIELD_COST.organiser },
      { keys: keysOf(`${row.venue} ${row.address}`), cost: FIELD_COST.venue },
      { keys: keysOf(row.description), cost: FIELD_COST.description },
    ]);
  }
}

function keptFor(db: Db, centreId: string): Kept {
  const database = db.getExecutor().adapter;
  let centres = kept.get(database);
  if (centres === undefined) kept.set(database, (centres = new Map()));
  let centre = centres.get(centreId);
  if (centre === undefined) centres.set(centreId, (centre = { index: newIndex(), revision: -1, loading: null }));
  return centre;
}

function newIndex(): ActivityIndex {
  return {
    entries: [],
    times: newTimes(),
    slots: new Map(),
    words: newWordIndex(),
    all: newTopic(),
    categories: new Map(),
    asked: new Map(),
    orders: new Map(),
  };
}
