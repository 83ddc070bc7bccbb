import type { Db, Tx } from '../../db/schema/index.ts';
import { keepOnAgenda, setAgenda, WHOLE_SERVICE, type Work } from '../../domain/base/agenda.ts';
import { nextOpenMoment } from '../../domain/base/opening-hours.ts';
import { addDays, dateOf, MINUTE_MS, toInstant, toWall, type Instant } from '../../domain/base/time.ts';
import { nextRetentionAt } from '../../domain/privacy/retention.ts';
import { nextDigestAt } from '../../domain/search/subscriptions.ts';

/** Recurring work: each night, each Monday, or in each centre's hours. */
interface Standing {
  work: Work & ('retention' | 'digests' | 'tell staff');
  objectId: string;
  /** When it is due next. */
  dueAt: Instant;
  /** A later time comes from a clock that was wrong. */
  latest: Instant;
}

async function standingWork(db: Db, now: Instant): Promise<Standing[]> {
  const centres = await db.selectFrom('centre').select(['id', 'opening']).execute();
  const [retention, digests] = [nextRetentionAt(now), nextDigestAt(now)];
  const tomorrow = toInstant(`${addDays(dateOf(toWall(now)), 1)}T00:00`);
  return [
    { work: 'retention', objectId: WHOLE_SERVICE, dueAt: retention, latest: retention },
    { work: 'digests', objectId: WHOLE_SERVICE, dueAt: digests, latest: digests },
    ...centres.map(({ id, opening }): Standing => ({
      work: 'tell staff',
      objectId: id,
      dueAt: nextOpenMoment(opening, now),
      // When staff have got the day's number of texts, the next one is tomorrow; a look just before closing time
      // schedules the day after.
      latest: nextOpenMoment(opening, tomorrow),
    })),
  ];
}

/** Clocks of two processes may differ by this much. */
const SLACK_MS = 10 * MINUTE_MS;

const isTooFar = (dueAt: Instant, { latest }: Standing): boolean => Date.parse(dueAt) > Date.parse(latest) + SLACK_MS;

async function onAgenda(db: Db): Promise<Map<string, Instant>> {
  const rows = await db
    .selectFrom('agenda')
    .select(['work', 'object_id', 'due_at'])
    .where('work', 'in', ['retention', 'digests', 'tell staff'])
    .execute();
  return new Map(rows.map((row) => [`${row.work}:${row.object_id}`, row.due_at]));
}

/** The first recurring work that is scheduled too far ahead; null without one. */
export async function findStandingTooFar(db: Db, now: Instant): Promise<{ work: Work; dueAt: Instant } | null> {
  const agenda = await onAgenda(db);
  for (const standing of await standingWork(db, now)) {
    const dueAt = agenda.get(`${standing.work}:${standing.objectId}`);
    if (dueAt !== undefined && isTooFar(dueAt, standing)) return { work: standing.work, dueAt };
  }
  return null;
}

/** Whether recurring work is missing, or scheduled too far ahead. */
export async function isStandingWrong(db: Db, now: Instant): Promise<boolean> {
  const agenda = await onAgenda(db);
  return (await standingWork(db, now)).some((standing) => {
    const dueAt = agenda.get(`${standing.work}:${standing.objectId}`);
    return dueAt === undefined || isTooFar(dueAt, standing);
  });
}

/** Puts missing recurring work on the agenda, and moves work that is too far ahead back to its time. */
export async function mendStanding(tx: Tx, now: Instant): Promise<void> {
  const agenda = await onAgenda(tx);
  for (const standing of await standingWork(tx, now)) {
    const { work, objectId, dueAt } = standing;
    const kept = agenda.get(`${work}:${objectId}`);
    if (kept !== undefined && isTooFar(kept, standing)) await setAgenda(tx, work, objectId, dueAt);
    else await keepOnAgenda(tx, work, objectId, dueAt);
  }
}
