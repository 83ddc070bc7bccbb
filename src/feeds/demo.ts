import { upsertActivity, type NewActivity } from '../domain/activities-write.ts';
import type { Clock, Ids, Store } from '../domain/batches.ts';
import { addCentre, listCentres, type NewCentre } from '../domain/centres.ts';
import { dateOf, toWall } from '../domain/time.ts';
import { readActivities } from './activities.ts';
import { readDataFile } from './data-file.ts';
import { importPlaces } from './places.ts';

type DemoCentre = NewCentre & { id: string; postcode: string };

/**
 * Fills an empty database with two centres, the places of Agder and some hundred activities, so that the line can be tried
 * at once. A database with a centre is left as it is. One-off activities are written from today, so that they lie ahead.
 */
export async function loadDemo(store: Store, from: { clock: Clock; ids: Ids }): Promise<'loaded' | 'already there'> {
  if ((await listCentres(store.db)).length > 0) return 'already there';
  const moment = { now: from.clock.now().toISOString(), ids: from.ids };
  await importPlaces(store, moment, readDataFile('places-agder.csv'));
  const centres = JSON.parse(readDataFile('demo/centres.json').toString('utf8')) as DemoCentre[];
  const activities: NewActivity[] = [];
  for (const centre of centres) activities.push(...(await activitiesOf(store, centre, dateOf(toWall(moment.now)))));

  // All at once: a start that is broken off leaves no centre without activities, which the next start would take for real.
  await store.write(async (tx) => {
    for (const centre of centres) await addCentre(tx, moment, centre);
    for (const activity of activities) await upsertActivity(tx, moment, activity);
  });
  return 'loaded';
}

async function activitiesOf(store: Store, centre: DemoCentre, relativeTo: string) {
  const file = readDataFile(`demo/activities-${centre.id}.csv`);
  const { rows, rejected } = await readActivities(store.db, file, { centre, relativeTo });
  const [first] = rejected;
  if (first) throw new Error(`Line ${first.line} of the demo activities of ${centre.id}: ${first.why}`);
  return rows;
}
