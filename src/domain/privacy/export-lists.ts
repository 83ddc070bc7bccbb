import type { Db } from '../../db/schema/index.ts';
import { FORGOTTEN } from './erase-messages.ts';
import { EXPORTED } from './export-columns.ts';
import { rowOf, type Row } from './export-row.ts';
import { subscriptionsOf } from '../search/subscriptions.ts';
import { withOffset } from '../base/time.ts';
import { numberPattern } from './trace-patterns.ts';

/** The person whose rows are collected. */
export interface Of {
  db: Db;
  centreId: string;
  number: string;
  /** Empty when no person has the number. */
  personId: string;
  name: string | null;
  /** Removes information about others from a text. */
  clean: (text: string) => string;
}

export interface ExportedMessage {
  at: string;
  direction: 'in' | 'out';
  body: string;
  status: string;
}

const at = (instant: string | null): string | null => (instant === null ? null : withOffset(instant));

export async function volunteerOf({ db, personId, clean }: Of): Promise<Row | null> {
  const v = await db.selectFrom('volunteer').selectAll().where('person_id', '=', personId).executeTakeFirst();
  return v === undefined ? null : rowOf(EXPORTED.volunteer, v, clean);
}

/** Texts in both directions, by time. */
export async function messagesOf({ db, centreId, number, clean }: Of): Promise<ExportedMessage[]> {
  const received = await db
    .selectFrom('arrival')
    .selectAll()
    .where('peer', '=', number)
    .where('kind', '=', 'text')
    .where('payload', '!=', FORGOTTEN)
    .where((e) => e.or([e('centre_id', '=', centreId), e('centre_id', 'is', null)]))
    .execute();
  const sent = await db
    .selectFrom('outbox')
    .selectAll()
    .where('number', '=', number)
    .where('centre_id', '=', centreId)
    .execute();
  const all = [
    ...received.map((a) => ({ since: a.received_at, row: { direction: 'in', ...rowOf(EXPORTED.arrival, a, clean) } })),
    ...sent.map((o) => ({ since: o.created_at, row: { direction: 'out', ...rowOf(EXPORTED.outbox, o, clean) } })),
  ];
  // The sort is stable: of two texts at the same instant, the inbound one comes first.
  return all
    .toSorted((a, b) => (a.since === b.since ? 0 : a.since < b.since ? -1 : 1))
    .map(({ row }) => row as unknown as ExportedMessage);
}

export async function signUpsOf({ db, personId, clean }: Of): Promise<Row[]> {
  const rows = await db
    .selectFrom('sign_up')
    .innerJoin('activity', 'activity.id', 'sign_up.activity_id')
    .selectAll('sign_up')
    .select('title')
    .where('person_id', '=', personId)
    .orderBy('starts_utc')
    .execute();
  return rows.map((s) => ({ activity: s.title, ...rowOf(EXPORTED.sign_up, s, clean) }));
}

export async function consentsOf({ db, personId, clean }: Of): Promise<Row[]> {
  const rows = await db.selectFrom('consent').selectAll().where('person_id', '=', personId).orderBy('kind').execute();
  return rows.map((c) => rowOf(EXPORTED.consent, c, clean));
}

export async function subscriptionRows({ db, personId, clean }: Of): Promise<Row[]> {
  const rows = await subscriptionsOf(db, personId);
  return rows.map((s) => ({ about: s.words ?? s.category ?? '', ...rowOf(EXPORTED.subscription, s, clean) }));
}

/** Broadcasts that the person answered or was left out of; the texts are among the messages. */
export async function broadcastsOf({ db, personId, clean }: Of): Promise<Row[]> {
  const [left, answered] = await Promise.all([
    db
      .selectFrom('broadcast_recipient')
      .innerJoin('broadcast', 'broadcast.id', 'broadcast_id')
      .selectAll('broadcast_recipient')
      .select('broadcast.created_at')
      .where('person_id', '=', personId)
      .where('reason', 'is not', null)
      .orderBy('broadcast.created_at')
      .execute(),
    db.selectFrom('broadcast_reply').selectAll().where('person_id', '=', personId).orderBy('at').execute(),
  ]);
  return [
    ...left.map((r) => ({ at: at(r.created_at), ...rowOf(EXPORTED.broadcast_recipient, r, clean) })),
    ...answered.map((r) => rowOf(EXPORTED.broadcast_reply, r, clean)),
  ];
}

export async function offersOf({ db, personId, clean }: Of): Promise<Row[]> {
  const rows = await db
    .selectFrom('offer')
    .innerJoin('assignment', 'assignment.id', 'offer.assignment_id')
    .selectAll('offer')
    .select(['title', 'starts_utc'])
    .where('offer.person_id', '=', personId)
    .orderBy('starts_utc')
    .execute();
  return rows.map((o) => ({
    assignment: clean(o.title),
    startsAt: at(o.starts_utc),
    ...rowOf(EXPORTED.offer, o, clean),
  }));
}

export async function hoursOf({ db, personId, clean }: Of): Promise<Row[]> {
  const rows = await db
    .selectFrom('service_hours')
    .innerJoin('volunteer', 'volunteer.id', 'service_hours.volunteer_id')
    .selectAll('service_hours')
    .where('volunteer.person_id', '=', personId)
    .orderBy('served_on')
    .execute();
  return rows.map((h) => rowOf(EXPORTED.service_hours, h, clean));
}

/** Assignments for the person; the volunteers are not named. */
export async function helpOf({ db, centreId, number, clean }: Of): Promise<Row[]> {
  const { like, exact } = numberPattern(number);
  const rows = await db
    .selectFrom('assignment_secret')
    .innerJoin('assignment', 'assignment.id', 'assignment_secret.assignment_id')
    .selectAll()
    .where('centre_id', '=', centreId)
    .where('phone', 'like', like)
    .orderBy('starts_utc')
    .execute();
  return rows
    .filter(({ phone }) => new RegExp(exact.source, 'u').test(phone))
    .map((row) => ({ ...rowOf(EXPORTED.assignment, row, clean), ...rowOf(EXPORTED.assignment_secret, row, clean) }));
}

/** Activities whose organiser has the number, or has the full name and no number. */
export async function organisedBy({ db, centreId, number, name, clean }: Of): Promise<Row[]> {
  const fullName = name !== null && /\S\s+\S/.test(name) ? name : null;
  const rows = await db
    .selectFrom('activity')
    .selectAll()
    .where('centre_id', '=', centreId)
    .where((e) =>
      e.or([
        e('organiser_phone', '=', number),
        ...(fullName === null ? [] : [e.and([e('organiser', '=', fullName), e('organiser_phone', 'is', null)])]),
      ]),
    )
    .orderBy('starts_at')
    .execute();
  return rows.map((a) => rowOf(EXPORTED.activity, a, clean));
}

/** Associations whose contact the person is or was. */
export async function representedBy({ db, centreId, number, clean }: Of): Promise<Row[]> {
  const rows = await db
    .selectFrom('association_contact as c')
    .innerJoin('association', 'association.id', 'c.association_id')
    .selectAll('c')
    .select('association.name as association')
    .where('centre_id', '=', centreId)
    .where('c.number', '=', number)
    .orderBy('c.from_on')
    .execute();
  return rows.map(({ association, ...c }) => ({ association, ...rowOf(EXPORTED.association_contact, c, clean) }));
}

/** What the person proposed to change of activities. */
export async function proposalsOf({ db, personId, clean }: Of): Promise<Row[]> {
  const rows = await db
    .selectFrom('proposal')
    .selectAll()
    .where('person_id', '=', personId)
    .orderBy('received_at')
    .execute();
  return rows.map((p) => rowOf(EXPORTED.proposal, p, clean));
}

export async function conversationsOf({ db, personId, clean }: Of): Promise<Row[]> {
  const rows = await db
    .selectFrom('conversation')
    .selectAll()
    .where('person_id', '=', personId)
    .orderBy('opened_at')
    .execute();
  return rows.map((c) => rowOf(EXPORTED.conversation, c, clean));
}

export async function inboxOf({ db, centreId, number, clean }: Of): Promise<Row[]> {
  const rows = await db
    .selectFrom('inbox_item')
    .selectAll()
    .where('centre_id', '=', centreId)
    .where('number', '=', number)
    .orderBy('created_at')
    .execute();
  return rows.map((i) => rowOf(EXPORTED.inbox_item, i, clean));
}

export async function callbacksOf({ db, centreId, number, clean }: Of): Promise<Row[]> {
  const rows = await db
    .selectFrom('callback')
    .selectAll()
    .where('centre_id', '=', centreId)
    .where('number', '=', number)
    .orderBy('asked_at')
    .execute();
  return rows.map((c) => rowOf(EXPORTED.callback, c, clean));
}
