import { upsertActivity, type NewActivity } from '../domain/activities/write-activities.ts';
import type { Clock, Ids, Store } from '../domain/base/batches.ts';
import { addCentre, listCentres, type NewCentre } from '../domain/centres/centres.ts';
import { dateOf, toWall } from '../domain/base/time.ts';
import { addAssignment, type NewAssignment } from '../domain/assignments/assignments.ts';
import { upsertVolunteer, type NewVolunteer } from '../domain/volunteers/write-volunteers.ts';
import { readActivities } from './activities.ts';
import { readAssignments } from './assignments.ts';
import { readDataFile } from './data-file.ts';
import { ensurePlaces } from './register.ts';
import type { Rejected } from './table/lines.ts';
import { readVolunteers } from './volunteers.ts';

type DemoCentre = NewCentre & { id: string; postcode: string };

/**
 * Fills an empty database with two centres, the places of Norway, some hundred activities, some volunteers and some
 * open assignments, for trying the line at once. Leaves a database with a centre as it is. Dates of one-off activities,
 * assignments and first conversations count from today.
 */
export async function loadDemo(store: Store, from: { clock: Clock; ids: Ids }): Promise<'loaded' | 'already there'> {
  if ((await listCentres(store.db)).length > 0) return 'already there';
  const moment = { now: from.clock.now().toISOString(), ids: from.ids };
  await ensurePlaces(store);
  const centres = JSON.parse(readDataFile('demo/centres.json').toString('utf8')) as DemoCentre[];
  const activities: NewActivity[] = [];
  const volunteers: NewVolunteer[] = [];
  const assignments: NewAssignment[] = [];
  const today = dateOf(toWall(moment.now));
  for (const centre of centres) {
    activities.push(...(await activitiesOf(store, centre, today)));
    volunteers.push(...(await volunteersOf(store, centre, today)));
    assignments.push(...(await assignmentsOf(store, centre, moment.now)));
  }

  // All at once: a start that is broken off leaves no centre without activities, which the next start would take for real.
  await store.write(async (tx) => {
    for (const centre of centres) await addCentre(tx, moment, centre);
    for (const activity of activities) await upsertActivity(tx, moment, activity);
    for (const volunteer of volunteers) await upsertVolunteer(tx, moment, volunteer);
    for (const assignment of assignments) await addAssignment(tx, moment, assignment);
  });
  return 'loaded';
}

async function activitiesOf(store: Store, centre: DemoCentre, relativeTo: string): Promise<NewActivity[]> {
  const file = `demo/activities-${centre.id}.csv`;
  return allOf(file, await readActivities(store.db, readDataFile(file), { centre, relativeTo }));
}

async function volunteersOf(store: Store, { id }: DemoCentre, today: string): Promise<NewVolunteer[]> {
  const file = `demo/volunteers-${id}.csv`;
  return allOf(file, await readVolunteers(store.db, readDataFile(file), { centreId: id, today, demo: true }));
}

async function assignmentsOf(store: Store, { id }: DemoCentre, now: string): Promise<NewAssignment[]> {
  const file = `demo/assignments-${id}.csv`;
  const from = { centreId: id, staff: 'demo' };
  return allOf(file, await readAssignments(store.db, { now }, readDataFile(file), from));
}

/** A demo without one of its rows is a fault of ours. */
function allOf<R>(file: string, { rows, rejected }: { rows: R[]; rejected: Rejected[] }): R[] {
  const [first] = rejected;
  if (first) throw new Error(`Line ${first.line} of ${file}: ${first.why}`);
  return rows;
}
