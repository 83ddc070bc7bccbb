import { compiled } from '../../db/compiled.ts';
import { HOUR_MS, later, type Instant } from '../base/time.ts';
import type { Db, Person } from '../../db/schema/index.ts';

/** A reaction is to one of the last texts on the phone's screen. */
const LAST_MAX = 30;

const find = compiled<{ centre: string; number: string }, { body: string }>((db, arg) =>
  db
    .selectFrom('outbox')
    .select('body')
    .where('centre_id', '=', arg('centre'))
    .where('number', '=', arg('number'))
    .orderBy('seq', 'desc')
    .limit(LAST_MAX),
);

/** The latest texts from this centre to a number, newest first. */
export async function lastSent(db: Db, { centreId, number }: { centreId: string; number: string }): Promise<string[]> {
  return (await find(db, { centre: centreId, number })).map(({ body }) => body);
}

/** A no this long after an answer still belongs to it. */
const JUST_NOW_MS = HOUR_MS;

/**
 * Whether the latest text to a person, within an hour, answered one of theirs by itself, rather than told or asked something
 * for staff.
 */
export async function lastWasOurAnswer(db: Db, { centre_id, number }: Person, now: Instant): Promise<boolean> {
  const latest = await db
    .selectFrom('outbox')
    .select(['about_kind', 'created_at'])
    .where('centre_id', '=', centre_id)
    .where('number', '=', number)
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst();
  return latest?.about_kind === 'arrival' && latest.created_at > later(now, -JUST_NOW_MS);
}

/** The sentences of the latest text to a person, as they were kept: JSON; none where there is no text. */
export async function lastSaid(db: Db, { centre_id, number }: Person): Promise<string[]> {
  const rows = await db
    .selectFrom('outbox')
    .select('said')
    .where('centre_id', '=', centre_id)
    .where('number', '=', number)
    .orderBy('seq', 'desc')
    .limit(1)
    .execute();
  return rows.flatMap(({ said }) => said ?? []);
}
