import { compiled, compiledChange } from '../db/compiled.ts';
import type { Moment } from '../db/moment.ts';
import type { Activity, Db, OccurrenceChange, SignUp, Tx } from '../db/schema.ts';
import { occurrenceNamed, type Occurrence } from './occurrences.ts';
import { addDays, dateOf, HOUR_MS, later, toInstant, toWall, type Instant, type Wall } from './time.ts';

export const PERSONS_MAX = 9;
/** The day before, in the morning: early enough to arrange for a lift, late enough to remember. */
const REMIND_AT = 'T10:00';
/** Whoever signs up later than that is reminded so long before it begins. */
const REMIND_BEFORE_MS = 2 * HOUR_MS;
const MINE_MAX = 9;

export interface SignUpWish {
  centreId: string;
  activityId: string;
  occurrence: Wall;
  personId: string;
  persons: number;
}

export interface SignUpDone {
  outcome:
    | 'signed up'
    | 'waiting list'
    | 'already signed up'
    | 'changed'
    | 'no sign-up needed'
    | 'cancelled'
    | 'over'
    | 'too many';
  id: string | null;
  persons: number;
  /** After this; null where the number of places has no limit. */
  placesLeft: number | null;
}

/** Somebody who has moved up from the waiting list. */
export interface Promoted {
  signUpId: string;
  personId: string;
  title: string;
  startsAt: Wall;
}

const activityById = compiled<{ id: string }, Activity>((db, arg) =>
  db.selectFrom('activity').selectAll().where('id', '=', arg('id')),
);
const changesOf = compiled<{ id: string }, OccurrenceChange>((db, arg) =>
  db.selectFrom('occurrence_change').selectAll().where('activity_id', '=', arg('id')),
);
const standing = compiled<{ activity: string; occurrence: string }, SignUp>((db, arg) =>
  db
    .selectFrom('sign_up')
    .selectAll()
    .where('activity_id', '=', arg('activity'))
    .where('occurrence', '=', arg('occurrence'))
    .where('status', '<>', 'cancelled')
    .orderBy('created_at')
    .orderBy('id'),
);

/**
 * Signs somebody up for one occurrence, or puts them on its waiting list. Whoever is signed up already may change how many
 * come. A row is kept where no sign-up is needed too: it carries the reminder.
 */
export async function signUp(tx: Tx, moment: Moment, wish: SignUpWish): Promise<SignUpDone> {
  const { persons } = wish;
  const refused = (outcome: SignUpDone['outcome']): SignUpDone => ({ outcome, id: null, persons, placesLeft: null });
  const [activity] = await activityById(tx, { id: wish.activityId });
  const changes = await changesOf(tx, { id: wish.activityId });
  const when = activity === undefined ? null : occurrenceNamed(activity, changes, wish.occurrence);
  if (activity === undefined || when === null || activity.status === 'cancelled') return refused('cancelled');
  if (when.startsUtc <= moment.now) return refused('over');
  const { capacity } = activity;
  if (!Number.isInteger(persons) || persons < 1 || persons > (capacity ?? PERSONS_MAX)) return refused('too many');

  const rows = await standing(tx, { activity: wish.activityId, occurrence: wish.occurrence });
  const mine = rows.find((r) => r.person_id === wish.personId);
  const taken = personsOn(rows.filter((r) => r.id !== mine?.id));
  const fits = capacity === null || taken + persons <= capacity;
  const placesLeft = capacity === null ? null : capacity - taken - (fits ? persons : 0);
  if (mine !== undefined) return change(tx, moment, mine, persons, fits, placesLeft);

  const id = moment.ids.next('sign_up');
  await tx
    .insertInto('sign_up')
    .values({
      id,
      centre_id: wish.centreId,
      activity_id: wish.activityId,
      occurrence: wish.occurrence,
      person_id: wish.personId,
      persons,
      status: fits ? 'signed_up' : 'waiting',
      starts_utc: when.startsUtc,
      ...reminderOf(when, moment.now),
      created_at: moment.now,
      changed_at: moment.now,
    })
    .execute();
  if (!fits) return { outcome: 'waiting list', id, persons, placesLeft };
  return { outcome: activity.sign_up === 1 ? 'signed up' : 'no sign-up needed', id, persons, placesLeft };
}

async function change(
  tx: Tx,
  moment: Moment,
  mine: SignUp,
  persons: number,
  fits: boolean,
  placesLeft: number | null,
): Promise<SignUpDone> {
  const { id } = mine;
  if (mine.persons === persons) {
    const outcome = mine.status === 'waiting' ? 'waiting list' : 'already signed up';
    return { outcome, id, persons, placesLeft };
  }
  // Whoever has a place and asks for more than there are keeps the place.
  if (!fits && mine.status === 'signed_up') return { outcome: 'too many', id, persons: mine.persons, placesLeft };
  const status = fits ? 'signed_up' : 'waiting';
  await tx.updateTable('sign_up').set({ persons, status, changed_at: moment.now }).where('id', '=', id).execute();
  return { outcome: fits ? 'changed' : 'waiting list', id, persons, placesLeft };
}

const personsOn = (rows: readonly SignUp[]): number =>
  rows.filter((r) => r.status === 'signed_up').reduce((n, r) => n + r.persons, 0);

/** When to remind of it; one that begins so soon that nobody needs reminding counts as reminded. */
export function reminderOf(when: Occurrence, now: Instant): { remind_at: Instant; reminded_at: Instant | null } {
  const dayBefore = toInstant(`${addDays(dateOf(when.startsAt), -1)}${REMIND_AT}`);
  if (dayBefore > now) return { remind_at: dayBefore, reminded_at: null };
  const shortBefore = later(when.startsUtc, -REMIND_BEFORE_MS);
  return { remind_at: shortBefore, reminded_at: shortBefore > later(now, HOUR_MS) ? null : now };
}

/** Takes somebody off, by the sign-up's id; those on the waiting list who now fit move up, in the order they came. */
export async function cancelSignUp(
  tx: Tx,
  moment: Moment,
  { id }: { id: string },
): Promise<{ outcome: 'cancelled' | 'already cancelled' | 'none'; promoted: Promoted[] }> {
  const row = await tx.selectFrom('sign_up').selectAll().where('id', '=', id).executeTakeFirst();
  if (row === undefined) return { outcome: 'none', promoted: [] };
  const changed = await tx
    .updateTable('sign_up')
    .set({ status: 'cancelled', changed_at: moment.now })
    .where('id', '=', id)
    .where('status', '<>', 'cancelled')
    .executeTakeFirst();
  if (changed.numUpdatedRows === 0n) return { outcome: 'already cancelled', promoted: [] };
  return { outcome: 'cancelled', promoted: await promote(tx, moment, row.activity_id, row.occurrence) };
}

async function promote(tx: Tx, moment: Moment, activityId: string, occurrence: Wall): Promise<Promoted[]> {
  const [activity] = await activityById(tx, { id: activityId });
  if (activity === undefined || activity.capacity === null || activity.status === 'cancelled') return [];
  const when = occurrenceNamed(activity, await changesOf(tx, { id: activityId }), occurrence);
  if (when === null || when.startsUtc <= moment.now) return [];
  const rows = await standing(tx, { activity: activityId, occurrence });
  let free = activity.capacity - personsOn(rows);
  const promoted: Promoted[] = [];
  for (const row of rows.filter((r) => r.status === 'waiting')) {
    if (row.persons > free) continue;
    free -= row.persons;
    await tx
      .updateTable('sign_up')
      .set({ status: 'signed_up', changed_at: moment.now, ...reminderOf(when, moment.now) })
      .where('id', '=', row.id)
      .execute();
    promoted.push({ signUpId: row.id, personId: row.person_id, title: activity.title, startsAt: when.startsAt });
  }
  return promoted;
}

export interface MySignUp {
  id: string;
  activityId: string;
  title: string;
  startsAt: Wall;
  startsUtc: Instant;
  persons: number;
  status: 'signed_up' | 'waiting';
}

/** What somebody is signed up for and has not begun, soonest first. */
export async function mySignUps(db: Db, { personId, now }: { personId: string; now: Instant }): Promise<MySignUp[]> {
  const rows = await db
    .selectFrom('sign_up')
    .innerJoin('activity', 'activity.id', 'sign_up.activity_id')
    .select(['sign_up.id', 'activity_id', 'title', 'starts_utc', 'persons', 'sign_up.status'])
    .where('person_id', '=', personId)
    .where('starts_utc', '>', now)
    .where('sign_up.status', '<>', 'cancelled')
    .orderBy('starts_utc')
    .orderBy('sign_up.id')
    .limit(MINE_MAX)
    .execute();
  return rows.map((r) => ({
    id: r.id,
    activityId: r.activity_id,
    title: r.title,
    startsAt: toWall(r.starts_utc),
    startsUtc: r.starts_utc,
    persons: r.persons,
    status: r.status === 'waiting' ? 'waiting' : 'signed_up',
  }));
}

export interface ReminderDue {
  signUpId: string;
  centreId: string;
  centreNumber: string;
  number: string;
  title: string;
  startsAt: Wall;
  venue: string;
  startsUtc: Instant;
}

interface DueRow {
  id: string;
  centre_id: string;
  centre_number: string;
  number: string;
  title: string;
  venue: string;
  starts_utc: string;
}

const due = compiled<{ now: string; most: number }, DueRow>((db, arg) =>
  db
    .selectFrom('sign_up')
    .innerJoin('activity', 'activity.id', 'sign_up.activity_id')
    .innerJoin('person', 'person.id', 'sign_up.person_id')
    .innerJoin('centre', 'centre.id', 'sign_up.centre_id')
    .select([
      'sign_up.id',
      'sign_up.centre_id',
      'centre.number as centre_number',
      'person.number',
      'title',
      'venue',
      'starts_utc',
    ])
    .where('remind_at', '<=', arg('now'))
    .where('reminded_at', 'is', null)
    .where('sign_up.status', '=', 'signed_up')
    .orderBy('remind_at')
    .limit(arg('most')),
);

/** Who is to be reminded now. */
export async function remindersDue(db: Db, now: Instant, most: number): Promise<ReminderDue[]> {
  const rows = await due(db, { now, most });
  return rows.map((r) => ({
    signUpId: r.id,
    centreId: r.centre_id,
    centreNumber: r.centre_number,
    number: r.number,
    title: r.title,
    startsAt: toWall(r.starts_utc),
    venue: r.venue,
    startsUtc: r.starts_utc,
  }));
}

const mark = compiledChange<{ id: string; now: string }>((db, arg) =>
  db
    .updateTable('sign_up')
    .set({ reminded_at: arg('now') })
    .where('id', '=', arg('id'))
    .where('reminded_at', 'is', null)
    .where('status', '=', 'signed_up'),
);

/** Notes that somebody is being reminded; whoever comes second finds it done. */
export async function markReminded(tx: Tx, moment: Moment, id: string): Promise<'marked' | 'not needed'> {
  return (await mark(tx, { id, now: moment.now })) === 1 ? 'marked' : 'not needed';
}
