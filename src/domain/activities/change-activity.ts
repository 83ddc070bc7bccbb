import type { Moment } from '../../db/moment.ts';
import type { Activity, SignUp, Tx } from '../../db/schema/index.ts';
import { countChange } from '../base/change-counter.ts';
import { Refusal } from '../base/refusal.ts';
import { remindAt } from '../base/reminders.ts';
import { dateOf, toInstant, type Wall } from '../base/time.ts';
import { audienceOf, moveUp, type SignUpAudience } from './capacity.ts';
import { namedOn } from './occurrences.ts';

/** The fields that may change, as columns of the table. */
export type ActivityFields = Pick<
  Activity,
  | 'title'
  | 'starts_at'
  | 'ends_at'
  | 'venue'
  | 'address'
  | 'postcode'
  | 'lat'
  | 'lon'
  | 'price'
  | 'capacity'
  | 'repeats'
  | 'step_free'
  | 'languages'
  | 'description'
>;

export interface ActivityChanged {
  outcome: 'changed' | 'already so' | 'not found';
  /** Who is signed up or waits, and is concerned: the new time and place beside the old time. */
  affected: (SignUpAudience & { what: 'time' | 'place'; newStartsAt: Wall })[];
  /** Waiting persons who got a place that was added; the service tells them. */
  promoted: SignUpAudience[];
}

/**
 * Changes fields of an activity for good. Who is signed up stays signed up: where the time of day changes, on the same date.
 * Places that are added go to the waiting list first.
 * @throws Refusal where people are signed up on a date on which it would no longer take place
 */
export async function changeActivity(
  tx: Tx,
  moment: Moment,
  { activityId, fields }: { activityId: string; fields: Partial<ActivityFields> },
): Promise<ActivityChanged> {
  const before = await tx.selectFrom('activity').selectAll().where('id', '=', activityId).executeTakeFirst();
  if (before === undefined) return { outcome: 'not found', affected: [], promoted: [] };
  const after: Activity = { ...before, ...fields };
  const names = Object.keys(fields) as (keyof ActivityFields)[];
  if (names.every((name) => before[name] === after[name])) return { outcome: 'already so', affected: [], promoted: [] };

  const revision = await countChange(tx, 'activities');
  await tx
    .updateTable('activity')
    .set({ ...fields, revision, changed_at: moment.now })
    .where('id', '=', activityId)
    .execute();
  const isTimed = before.starts_at !== after.starts_at || before.repeats !== after.repeats;
  const isMoved = before.venue !== after.venue || before.address !== after.address;
  const affected = isTimed || isMoved ? await follow(tx, moment, before, after) : [];
  return { outcome: 'changed', affected, promoted: await promote(tx, moment, after) };
}

/** Takes sign-ups and changed occurrences along to the new time of their date. */
async function follow(tx: Tx, moment: Moment, before: Activity, after: Activity): Promise<ActivityChanged['affected']> {
  const rows = await coming(tx, moment, before.id);
  const changes = await tx.selectFrom('occurrence_change').selectAll().where('activity_id', '=', before.id).execute();
  const affected: ActivityChanged['affected'] = [];
  for (const row of rows) {
    const to = sameDay(before, after, row.occurrence);
    if (to === null) {
      throw new Refusal(
        `People are signed up on ${dateOf(row.occurrence)}, when it would no longer take place. Cancel that date first, so that they are told.`,
      );
    }
    const own = changes.find((change) => change.occurrence === row.occurrence && change.kind === 'moved');
    const newStartsAt = own?.new_starts_at ?? to;
    const startsUtc = toInstant(newStartsAt);
    const what = startsUtc === row.starts_utc ? 'place' : 'time';
    if (what === 'time' || to !== row.occurrence) await takeAlong(tx, moment, row, { occurrence: to, startsUtc });
    if (what === 'time' || before.venue !== after.venue || before.address !== after.address)
      affected.push({ ...audienceOf(after, row), what, newStartsAt });
  }
  for (const { occurrence } of changes) {
    const to = sameDay(before, after, occurrence);
    if (to === null || to === occurrence) continue;
    await tx
      .updateTable('occurrence_change')
      .set({ occurrence: to, changed_at: moment.now })
      .where('activity_id', '=', before.id)
      .where('occurrence', '=', occurrence)
      .execute();
  }
  return affected;
}

/** The occurrence that takes the place of an old one: on its date, or the only one of what takes place once. */
function sameDay(before: Activity, after: Activity, occurrence: Wall): Wall | null {
  if (!before.repeats && !after.repeats) return after.starts_at;
  const there = namedOn(after, dateOf(occurrence));
  return there.find((wall) => wall === occurrence) ?? there[0] ?? null;
}

async function takeAlong(
  tx: Tx,
  moment: Moment,
  row: SignUp,
  { occurrence, startsUtc }: { occurrence: Wall; startsUtc: string },
): Promise<void> {
  await tx
    .updateTable('sign_up')
    .set({
      occurrence,
      starts_utc: startsUtc,
      remind_at: row.status === 'signed_up' ? remindAt(startsUtc, moment.now) : row.remind_at,
      reminded_at: null,
      changed_at: moment.now,
    })
    .where('id', '=', row.id)
    .execute();
}

const coming = (tx: Tx, { now }: Moment, activityId: string): Promise<SignUp[]> =>
  tx
    .selectFrom('sign_up')
    .selectAll()
    .where('activity_id', '=', activityId)
    .where('status', '<>', 'cancelled')
    .where('starts_utc', '>', now)
    .orderBy('starts_utc')
    .orderBy('created_at')
    .orderBy('id')
    .execute();

async function promote(tx: Tx, moment: Moment, activity: Activity): Promise<SignUpAudience[]> {
  const rows = await coming(tx, moment, activity.id);
  const waiting = new Set(rows.filter(({ status }) => status === 'waiting').map(({ occurrence }) => occurrence));
  const promoted: SignUpAudience[] = [];
  for (const occurrence of waiting) promoted.push(...(await moveUp(tx, moment, activity, occurrence)));
  return promoted;
}
