import { lit } from '../../db/dialect.ts';
import type { Db } from '../../db/schema/index.ts';
import { listCallbacks } from './callbacks.ts';
import { listInbox } from './inbox.ts';
import { shortId } from './short-ids.ts';
import { DAY_MS, later, type Instant } from '../base/time.ts';

/** After this time without a confirmation, staff ask the organiser whether the activity still takes place. */
const STALE_DAYS = 90;
/** Assignments that start later can wait. */
const AHEAD_DAYS = 14;
/** Messages that failed earlier no longer matter. */
const UNDELIVERED_DAYS = 3;

/** Open work for staff, as a table shows it: without full numbers. */
export interface Today {
  inbox: {
    id: string;
    short: string;
    number: string;
    reason: string;
    body: string;
    receivedAt: Instant;
    assignedTo: string | null;
  }[];
  callbacks: {
    id: string;
    short: string;
    number: string;
    reason: string;
    words: string;
    shown: string;
    language: string;
    wishedAt: Instant | null;
    dueAt: Instant;
    overdue: boolean;
  }[];
  /** Offers with a yes that staff have neither confirmed nor turned down. */
  unconfirmed: {
    offerId: string;
    assignmentId: string;
    /** The short id of the assignment. */
    short: string;
    title: string;
    name: string | null;
    note: string | null;
    startsAt: Instant;
  }[];
  /** Important messages that did not arrive. */
  undelivered: { id: string; number: string; kind: string; reason: string | null; at: Instant }[];
  /** Assignments that start soon and have too few volunteers. */
  short: {
    id: string;
    short: string;
    title: string;
    startsAt: Instant;
    needs: number;
    confirmed: number;
    asked: number;
  }[];
  /** Activities without a recent confirmation. */
  stale: { id: string; short: string; title: string; organiser: string; confirmedAt: Instant | null }[];
}

/** The work that waits for staff, each list with the most urgent first. */
export async function today(db: Db, centreId: string | null, now: Instant): Promise<Today> {
  return {
    inbox: (await listInbox(db, centreId)).map((i) => ({
      id: i.id,
      short: shortId('inbox_item', i.short_no),
      number: i.number,
      reason: i.reason,
      body: i.body,
      receivedAt: i.created_at,
      assignedTo: i.assigned_to,
    })),
    callbacks: (await listCallbacks(db, centreId)).map((c) => ({
      id: c.id,
      short: shortId('callback', c.short_no),
      number: c.number,
      reason: c.reason,
      words: c.words,
      shown: c.shown,
      language: c.language,
      wishedAt: c.wished_at,
      dueAt: c.due_at,
      overdue: c.due_at < now,
    })),
    unconfirmed: await unconfirmed(db, centreId, now),
    undelivered: await undelivered(db, centreId, now),
    short: await tooFew(db, centreId, now),
    stale: await stale(db, centreId, now),
  };
}

async function unconfirmed(db: Db, centreId: string | null, now: Instant): Promise<Today['unconfirmed']> {
  const rows = await db
    .selectFrom('offer')
    .innerJoin('assignment', 'assignment.id', 'offer.assignment_id')
    .innerJoin('person', 'person.id', 'offer.person_id')
    .select([
      'offer.id as offerId',
      'assignment.id as assignmentId',
      'assignment.short_no',
      'assignment.title as title',
      'person.name as name',
      'offer.note as note',
      'assignment.starts_utc as startsAt',
    ])
    .where('offer.status', 'in', ['accepted', 'noted'])
    .where('assignment.status', 'in', ['open', 'filled'])
    .where('assignment.starts_utc', '>', now)
    .$if(centreId !== null, (q) => q.where('offer.centre_id', '=', centreId ?? ''))
    .orderBy('assignment.starts_utc')
    .orderBy('offer.answered_at')
    .orderBy('offer.id')
    .execute();
  return rows.map(({ short_no, ...row }) => ({ ...row, short: shortId('assignment', short_no) }));
}

async function undelivered(db: Db, centreId: string | null, now: Instant): Promise<Today['undelivered']> {
  const rows = await db
    .selectFrom('outbox')
    .select(['id', 'number', 'kind', 'reason', 'error_code', 'created_at'])
    .where('state', 'in', ['failed', 'undelivered', 'expired'])
    .where('kind', 'in', ['confirmation', 'change', 'offer', 'reminder'])
    .where('number', '!=', lit(''))
    .where('created_at', '>', later(now, -UNDELIVERED_DAYS * DAY_MS))
    .$if(centreId !== null, (q) => q.where('centre_id', '=', centreId ?? ''))
    .orderBy('created_at', 'desc')
    .orderBy('seq', 'desc')
    .execute();
  return rows.map(({ id, number, kind, reason, error_code, created_at }) => ({
    id,
    number,
    kind,
    reason: reason ?? error_code,
    at: created_at,
  }));
}

async function tooFew(db: Db, centreId: string | null, now: Instant): Promise<Today['short']> {
  const rows = await db
    .selectFrom('assignment')
    .leftJoin('offer', 'offer.assignment_id', 'assignment.id')
    .select(['assignment.id', 'assignment.title', 'assignment.starts_utc', 'assignment.needs', 'offer.status'])
    .select('assignment.short_no')
    .where('assignment.status', '=', 'open')
    .where('assignment.starts_utc', '>', now)
    .where('assignment.starts_utc', '<=', later(now, AHEAD_DAYS * DAY_MS))
    .$if(centreId !== null, (q) => q.where('assignment.centre_id', '=', centreId ?? ''))
    .orderBy('assignment.starts_utc')
    .orderBy('assignment.id')
    .execute();
  const found = new Map<string, Today['short'][number]>();
  for (const { id, title, starts_utc: startsAt, needs, status, short_no } of rows) {
    const one = found.get(id) ?? {
      id,
      short: shortId('assignment', short_no),
      title,
      startsAt,
      needs,
      confirmed: 0,
      asked: 0,
    };
    if (status === 'confirmed') one.confirmed++;
    else if (status === 'asked' || status === 'queued') one.asked++;
    found.set(id, one);
  }
  return [...found.values()].filter((one) => one.confirmed < one.needs);
}

async function stale(db: Db, centreId: string | null, now: Instant): Promise<Today['stale']> {
  const today = now.slice(0, 10);
  const rows = await db
    .selectFrom('activity')
    .select(['id', 'short_no', 'title', 'organiser', 'confirmed_at'])
    .where('status', '=', 'active')
    // A single activity that is over needs no confirmation.
    .where((e) => e.or([e('repeats', 'is not', null), e('starts_at', '>=', today)]))
    .where((e) => e.or([e('confirmed_at', 'is', null), e('confirmed_at', '<', later(now, -STALE_DAYS * DAY_MS))]))
    .$if(centreId !== null, (q) => q.where('centre_id', '=', centreId ?? ''))
    .orderBy('confirmed_at', (o) => o.asc().nullsFirst())
    .orderBy('title')
    .orderBy('id')
    .execute();
  return rows.map(({ id, short_no, title, organiser, confirmed_at }) => ({
    id,
    short: shortId('activity', short_no),
    title,
    organiser,
    confirmedAt: confirmed_at,
  }));
}
