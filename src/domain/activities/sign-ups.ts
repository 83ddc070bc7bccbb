import { compiled } from '../../db/compiled.ts';
import type { Moment } from '../../db/moment.ts';
import type { Activity, Db, OccurrenceChange, SignUp, Tx } from '../../db/schema/index.ts';
import { occurrenceNamed } from './occurrences.ts';
import { moveUp, placesLeftOf, rowsOf, audienceOf, type SignUpAudience } from './capacity.ts';
import { NEVER, remindAt } from '../base/reminders.ts';
import type { Instant, Wall } from '../base/time.ts';
import { keyAbout, type MessageKey } from '../messages/about.ts';
import { withdrawPending } from '../messages/withdraw-pending.ts';

export { markReminded, remindersDue } from '../base/reminders.ts';

const PERSONS_MAX = 9;
const MINE_MAX = 9;

export interface SignUpWish {
  centreId: string;
  activityId: string;
  /** The wall time that identifies the occurrence. */
  occurrence: Wall;
  personId: string;
  /** Number of persons, the one who signs up included. */
  persons: number;
  /** For activities without sign-up, which store a row only for the reminder. The default is true. */
  remind?: boolean;
}

export interface SignUpDone {
  /**
   * 'changed': a new number of persons; 'no sign-up needed': only the reminder is stored; 'too many': more persons than
   * PERSONS_MAX, than all places of the activity, or than the free places when the person is already signed up.
   */
  outcome:
    | 'signed up'
    | 'waiting list'
    | 'already signed up'
    | 'changed'
    | 'no sign-up needed'
    | 'cancelled'
    | 'over'
    | 'too many';
  /** Null when no row was stored. */
  id: string | null;
  /** Number of persons after the change. */
  persons: number;
  /** Null when the activity does not count places. */
  placesLeft: number | null;
  /** Waiting persons who got the freed places; the service tells them. */
  promoted: SignUpAudience[];
}

const activityWith = compiled<{ id: string }, Activity>((db, arg) =>
  db.selectFrom('activity').selectAll().where('id', '=', arg('id')),
);
const changesOf = compiled<{ id: string }, OccurrenceChange>((db, arg) =>
  db.selectFrom('occurrence_change').selectAll().where('activity_id', '=', arg('id')),
);
/**
 * Signs a person and companions up for one occurrence, or puts them on the waiting list when there is no room. The
 * places are counted in the transaction that takes them. Writes run one after another (SQLite) or again after a
 * conflict (PostgreSQL, serializable), so that the last place is given once.
 */
export async function signUp(tx: Tx, moment: Moment, wish: SignUpWish): Promise<SignUpDone> {
  const refused = (outcome: SignUpDone['outcome'], placesLeft: number | null = null): SignUpDone => ({
    outcome,
    id: null,
    persons: wish.persons,
    placesLeft,
    promoted: [],
  });
  const [activity] = await activityWith(tx, { id: wish.activityId });
  if (activity?.centre_id !== wish.centreId || activity.status === 'cancelled') return refused('cancelled');
  const changes = await changesOf(tx, { id: activity.id });
  const time = occurrenceNamed(activity, changes, wish.occurrence);
  if (time === null) return refused('cancelled');
  if (time.startsUtc <= moment.now) return refused('over');

  const rows = await rowsOf(tx, { activity: activity.id, occurrence: wish.occurrence });
  const mine = rows.find((row) => row.person_id === wish.personId);
  const left = placesLeftOf(activity, rows);
  if (!Number.isInteger(wish.persons) || wish.persons < 1 || wish.persons > PERSONS_MAX)
    return refused('too many', left);
  if (left !== null && wish.persons > (activity.capacity ?? 0)) return refused('too many', left);
  if (mine !== undefined) return changePersons(tx, moment, { activity, mine, left, persons: wish.persons });
  if (activity.sign_up === 0 && wish.remind === false) return refused('no sign-up needed');

  const fits = left === null || wish.persons <= left;
  const id = moment.ids.next('signup');
  await tx
    .insertInto('sign_up')
    .values({
      id,
      centre_id: wish.centreId,
      activity_id: activity.id,
      occurrence: wish.occurrence,
      person_id: wish.personId,
      persons: wish.persons,
      status: fits ? 'signed_up' : 'waiting',
      starts_utc: time.startsUtc,
      remind_at: fits ? remindAt(time.startsUtc, moment.now) : NEVER,
      reminded_at: null,
      created_at: moment.now,
      changed_at: moment.now,
    })
    .execute();
  const outcome = activity.sign_up === 0 ? 'no sign-up needed' : fits ? 'signed up' : 'waiting list';
  return {
    outcome,
    id,
    persons: wish.persons,
    placesLeft: left === null || !fits ? left : left - wish.persons,
    promoted: [],
  };
}

/** Changes the number of persons of a sign-up; an increase needs free places. */
async function changePersons(
  tx: Tx,
  moment: Moment,
  { activity, mine, left, persons }: { activity: Activity; mine: SignUp; left: number | null; persons: number },
): Promise<SignUpDone> {
  const waits = mine.status === 'waiting';
  const room = left === null ? Infinity : left + (waits ? 0 : mine.persons);
  const done = (
    outcome: SignUpDone['outcome'],
    now: number,
    placesLeft = left,
    promoted: SignUpAudience[] = [],
  ): SignUpDone => ({
    outcome: activity.sign_up === 0 ? 'no sign-up needed' : outcome,
    id: mine.id,
    persons: now,
    placesLeft,
    promoted,
  });
  if (persons === mine.persons && (!waits || persons > room))
    return done(waits ? 'waiting list' : 'already signed up', persons);
  if (persons > room && !waits) return done('too many', mine.persons);

  const fits = persons <= room;
  await tx
    .updateTable('sign_up')
    .set({
      persons,
      changed_at: moment.now,
      ...(waits && fits ? { status: 'signed_up', remind_at: remindAt(mine.starts_utc, moment.now) } : {}),
    })
    .where('id', '=', mine.id)
    .execute();
  if (!fits) return done('waiting list', persons);
  const promoted = waits ? [] : await moveUp(tx, moment, activity, mine.occurrence);
  const given = promoted.reduce((sum, one) => sum + one.persons, 0);
  return done(waits ? 'signed up' : 'changed', persons, left === null ? null : room - persons - given, promoted);
}

/** A sign-up by its id, or the person's next one for an activity (or for one occurrence of it). */
export type WhichSignUp = { id: string } | { activityId: string; personId: string; occurrence?: Wall };

/**
 * Cancels a sign-up. `promoted` are the waiting persons who got a place, in order of arrival, without groups that are
 * too large; the service tells them.
 */
export async function cancelSignUp(
  tx: Tx,
  moment: Moment,
  which: WhichSignUp,
): Promise<{ outcome: 'cancelled' | 'already cancelled' | 'none'; promoted: SignUpAudience[] }> {
  const found = await findSignUp(tx, moment, which);
  if (found === undefined) return { outcome: 'none', promoted: [] };
  const gone = await tx
    .updateTable('sign_up')
    .set({ status: 'cancelled', changed_at: moment.now })
    .where('id', '=', found.id)
    .where('status', '<>', 'cancelled')
    .returning('id')
    .execute();
  if (gone.length === 0) return { outcome: 'already cancelled', promoted: [] };
  await withdrawPending(tx, moment, { personId: found.person_id, id: found.id, kinds: EXPECTED });
  const [activity] = await activityWith(tx, { id: found.activity_id });
  const promoted =
    activity === undefined || found.status === 'waiting' ? [] : await moveUp(tx, moment, activity, found.occurrence);
  return { outcome: 'cancelled', promoted };
}

/** Messages that are wrong after a cancellation: "you are still signed up", "there is a place for you". */
const EXPECTED = ['moved', 'place', 'promoted'] as const;

/** The key of a message about a sign-up. */
export const signUpKey = (says: (typeof EXPECTED)[number], signUpId: string, at: string): MessageKey =>
  keyAbout(says, signUpId, at);

async function findSignUp(tx: Tx, { now }: Moment, which: WhichSignUp): Promise<SignUp | undefined> {
  const all = tx.selectFrom('sign_up').selectAll();
  if ('id' in which) return all.where('id', '=', which.id).executeTakeFirst();
  const { activityId, personId, occurrence } = which;
  const rows = await all
    .where('person_id', '=', personId)
    .where('activity_id', '=', activityId)
    .where('starts_utc', '>', now)
    .orderBy('starts_utc')
    .execute();
  const named = rows.filter((row) => occurrence === undefined || row.occurrence === occurrence);
  return named.find((row) => row.status !== 'cancelled') ?? named[0];
}

/** A sign-up as the person sees it. */
export interface MySignUp extends Omit<SignUpAudience, 'signUpId' | 'personId'> {
  id: string;
  activityId: string;
  occurrence: Wall;
  status: 'signed_up' | 'waiting';
}

const coming = compiled<{ person: string; now: string }, SignUp & Pick<Activity, 'title' | 'venue'>>((db, arg) =>
  db
    .selectFrom('sign_up')
    .innerJoin('activity', 'activity.id', 'sign_up.activity_id')
    .selectAll('sign_up')
    .select(['activity.title as title', 'activity.venue as venue'])
    .where('person_id', '=', arg('person'))
    .where('starts_utc', '>', arg('now'))
    .where('sign_up.status', '<>', 'cancelled')
    .orderBy('starts_utc')
    .limit(MINE_MAX),
);

/** The person's sign-ups for occurrences that have not started, soonest first, nine at most. */
export async function mySignUps(db: Db, { personId, now }: { personId: string; now: Instant }): Promise<MySignUp[]> {
  const rows = await coming(db, { person: personId, now });
  return rows.map((row) => {
    const { persons, title, startsAt, startsUtc, venue } = audienceOf(row, row);
    const status = row.status === 'waiting' ? 'waiting' : 'signed_up';
    return {
      id: row.id,
      activityId: row.activity_id,
      occurrence: row.occurrence,
      status,
      persons,
      title,
      startsAt,
      startsUtc,
      venue,
    };
  });
}
