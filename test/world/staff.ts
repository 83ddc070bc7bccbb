import type { Store } from '../../src/db/open.ts';
import { addDays, DAY_MS, later, toWall, weekdayOf } from '../../src/domain/base/time.ts';
import { isQuietDay } from '../../src/domain/base/public-holidays.ts';
import { changeAssignment } from '../../src/domain/assignments/assignment-changes.ts';
import { addAssignment, findAssignment } from '../../src/domain/assignments/assignments.ts';
import { closeCallback } from '../../src/domain/staff/callbacks.ts';
import { closeInboxItem } from '../../src/domain/staff/inbox.ts';
import { markMet } from '../../src/domain/volunteers/volunteer-status.ts';
import { nextOccurrence } from '../../src/domain/activities/occurrences.ts';
import { changeAndTell } from '../../src/service/activities/import-activity.ts';
import { cancelAndNotify, moveAndNotify } from '../../src/service/activities/tell-changes.ts';
import {
  closeAndNotify,
  confirmAndNotify,
  offerAssignment,
  sendChanges,
  turnDownAndNotify,
} from '../../src/service/assignments/staff-actions.ts';
import { writeTurn, type App, type Turn } from '../../src/service/engine/scene.ts';
import type { Random } from './base/random.ts';
import type { Centre } from './town.ts';

/** A member of staff at work: at which centre, when, and with what luck. */
export interface AtWork {
  app: App;
  /** For looking things up: the eyes of the world, never in the way of the process. */
  eyes: Store;
  centre: Centre;
  random: Random;
  now: string;
  /** Told of each occurrence that was cancelled, and who was signed up then. */
  cancelled(signUpIds: readonly string[]): void;
}

const STAFF = 'Anne';

export function isStaffThere(now: string): boolean {
  const wall = toWall(now);
  const hour = Number(wall.slice(11, 13));
  return weekdayOf(wall) <= 5 && hour >= 9 && hour < 15 && !isQuietDay(wall.slice(0, 10));
}

/** The deeds, and how often one is thought of in an hour at a diligent centre. */
const DEEDS: readonly { often: number; deed: (work: AtWork) => Promise<unknown> }[] = [
  { often: 0.8, deed: ringBack },
  { often: 0.8, deed: readInbox },
  { often: 0.7, deed: decide },
  { often: 0.3, deed: meetVolunteers },
  { often: 0.06, deed: offer },
  { often: 0.02, deed: callOff },
  { often: 0.02, deed: changeTime },
  { often: 0.06, deed: cancelActivity },
  { often: 0.015, deed: moveActivity },
  { often: 0.01, deed: addPlaces },
];

/** An hour of staff at a centre. */
export async function work(at: AtWork): Promise<void> {
  for (const { often, deed } of DEEDS) {
    if (at.random.chance(often * at.centre.diligence)) await deed(at);
  }
}

const inTurn = <T>({ app }: AtWork, deed: (turn: Turn) => Promise<T>): Promise<T> => writeTurn(app, deed);

async function ringBack(at: AtWork): Promise<void> {
  const { eyes, centre } = at;
  const waiting = eyes.db.selectFrom('callback').select('id').where('centre_id', '=', centre.id);
  const open = await waiting.where('status', '=', 'open').orderBy('due_at').limit(8).execute();
  for (const { id } of open)
    await inTurn(at, ({ tx, moment }) => closeCallback(tx, moment, { id, staff: STAFF, outcome: 'talked' }));
}

async function readInbox(at: AtWork): Promise<void> {
  const items = at.eyes.db.selectFrom('inbox_item').select('id').where('centre_id', '=', at.centre.id);
  const open = await items.where('status', '=', 'open').orderBy('created_at').limit(15).execute();
  for (const { id } of open) await inTurn(at, ({ tx, moment }) => closeInboxItem(tx, moment, { id, staff: STAFF }));
}

/** Confirms or turns down who said yes. */
async function decide(at: AtWork): Promise<void> {
  const offers = at.eyes.db.selectFrom('offer').selectAll().where('centre_id', '=', at.centre.id);
  for (const one of await offers.where('status', 'in', ['accepted', 'noted']).limit(5).execute()) {
    await inTurn(at, async (turn) => {
      const assignment = await findAssignment(turn.tx, one.assignment_id);
      const now = turn.tx.selectFrom('offer').selectAll().where('id', '=', one.id);
      const again = await now.executeTakeFirst();
      if (assignment === undefined || again === undefined) return;
      const decision = { assignment, offer: again, by: STAFF };
      if (at.random.chance(0.85)) await confirmAndNotify(turn, decision);
      else await turnDownAndNotify(turn, decision);
    });
  }
}

async function meetVolunteers(at: AtWork): Promise<void> {
  const { eyes, centre, now } = at;
  const unmet = eyes.db.selectFrom('volunteer').select('id').where('centre_id', '=', centre.id);
  for (const { id } of await unmet.where('met_on', 'is', null).limit(1).execute())
    await inTurn(at, ({ tx, moment }) => markMet(tx, moment, { id, on: toWall(now).slice(0, 10), staff: STAFF }));
}

/** A new assignment, offered to some volunteers, also to those whom the line must not ask. */
async function offer(at: AtWork): Promise<void> {
  const { eyes, centre, random, now } = at;
  const list = await eyes.db
    .selectFrom('volunteer')
    .select(['id', 'person_id as personId'])
    .where('centre_id', '=', centre.id)
    .orderBy('id')
    .execute();
  const start = random.int(0, Math.max(0, list.length - 6));
  const on = addDays(toWall(now).slice(0, 10), random.int(1, 12));
  await inTurn(at, async (turn) => {
    const { tx, moment } = turn;
    const { id } = await addAssignment(tx, moment, {
      centreId: centre.id,
      title: random.pick(['Følge til lege', 'Handletur', 'Snømåking', 'Høytlesning']),
      kind: 'accompany',
      startsAt: `${on}T${String(random.int(9, 18)).padStart(2, '0')}:00`,
      minutes: 60,
      needs: random.chance(0.8) ? 1 : 2,
      place: null,
      description: '',
      needsCar: 0,
      needsLanguages: '',
      needsCertificate: 0,
      needsConfidentiality: 0,
      confirm: random.chance(0.8) ? 'staff' : 'first-yes',
      orderedBy: null,
      orderedContact: null,
      secret: {
        recipient: `Hemmelig ${moment.ids.next('recipient')}x`,
        address: 'Skjulveien 7',
        phone: '',
        details: '',
      },
      staff: STAFF,
    });
    const assignment = await findAssignment(tx, id);
    if (assignment === undefined) return;
    await offerAssignment(turn, { assignment, volunteers: list.slice(start, start + 6) });
  });
}

const anAssignment = async ({ eyes, centre, random, now }: AtWork): Promise<string | null> => {
  const open = eyes.db.selectFrom('assignment').select('id').where('centre_id', '=', centre.id);
  const rows = await open.where('status', 'in', ['open', 'filled']).where('starts_utc', '>', now).execute();
  return rows.length === 0 ? null : random.pick(rows).id;
};

async function callOff(at: AtWork): Promise<void> {
  const id = await anAssignment(at);
  if (id === null) return;
  await inTurn(at, async (turn) => {
    const assignment = await findAssignment(turn.tx, id);
    if (assignment !== undefined)
      await closeAndNotify(turn, assignment, { status: 'cancelled', reason: 'not needed', by: STAFF });
  });
}

async function changeTime(at: AtWork): Promise<void> {
  const id = await anAssignment(at);
  if (id === null) return;
  const on = addDays(toWall(at.now).slice(0, 10), at.random.int(2, 10));
  await inTurn(at, async (turn) => {
    const before = await findAssignment(turn.tx, id);
    if (before === undefined) return;
    const changed = await changeAssignment(turn.tx, turn.moment, before, {
      fields: { starts_at: `${on}T12:00` },
      secret: {},
    });
    await sendChanges(turn, changed.assignment);
  });
}

const anActivity = async ({ eyes, centre, random }: AtWork) => {
  const rows = await eyes.db.selectFrom('activity').selectAll().where('centre_id', '=', centre.id).execute();
  const active = rows.filter(({ status }) => status === 'active');
  return active.length === 0 ? null : random.pick(active);
};

const nextOf = async ({ eyes, now }: AtWork, activity: NonNullable<Awaited<ReturnType<typeof anActivity>>>) => {
  const changes = await eyes.db
    .selectFrom('occurrence_change')
    .selectAll()
    .where('activity_id', '=', activity.id)
    .execute();
  return nextOccurrence(activity, changes, later(now, DAY_MS));
};

async function cancelActivity(at: AtWork): Promise<void> {
  const activity = await anActivity(at);
  const next = activity === null ? null : await nextOf(at, activity);
  if (activity === null || next === null) return;
  const signedUp = await at.eyes.db
    .selectFrom('sign_up')
    .select('id')
    .where('activity_id', '=', activity.id)
    .where('occurrence', '=', next.occurrence)
    .where('status', '<>', 'cancelled')
    .execute();
  const { outcome } = await inTurn(at, (turn) =>
    cancelAndNotify(turn, { activityId: activity.id, on: next.occurrence }),
  );
  if (outcome === 'cancelled') at.cancelled(signedUp.map(({ id }) => id));
}

async function moveActivity(at: AtWork): Promise<void> {
  const activity = await anActivity(at);
  const next = activity === null ? null : await nextOf(at, activity);
  if (activity === null || next === null) return;
  const newStartsAt = `${addDays(next.startsAt.slice(0, 10), at.random.int(0, 2))}T14:00`;
  await inTurn(at, (turn) =>
    moveAndNotify(turn, { activityId: activity.id, occurrence: next.occurrence, newStartsAt }),
  );
}

async function addPlaces(at: AtWork): Promise<void> {
  const activity = await anActivity(at);
  if (activity?.capacity === null || activity === null) return;
  await inTurn(at, (turn) =>
    changeAndTell(turn, { activityId: activity.id, fields: { capacity: (activity.capacity ?? 0) + 1 } }),
  );
}
