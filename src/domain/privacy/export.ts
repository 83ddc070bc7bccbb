import type { Centre, Db, Person } from '../../db/schema/index.ts';
import { isOptedOut } from '../centres/opt-out.ts';
import { FORGOTTEN } from './erasure.ts';
import { findPerson } from '../centres/people.ts';
import { subscriptionsOf } from '../search/subscriptions.ts';
import { withOffset } from '../base/time.ts';
import { numberPattern } from './personal-data.ts';

/** Everything that a centre holds about one number: what the person may see of it, and nothing about anybody else. */
export interface PersonExport {
  number: string;
  centre: { id: string; name: string };
  person: Record<string, string | number | null> | null;
  optedOut: boolean;
  volunteer: Record<string, string | number | null> | null;
  messages: { at: string; direction: 'in' | 'out'; body: string; status: string }[];
  signUps: Record<string, string | number | null>[];
  offers: Record<string, string | number | null>[];
  serviceHours: Record<string, string | number | null>[];
  /** Help that was arranged for them. */
  helpReceived: Record<string, string | number | null>[];
  subscriptions: Record<string, string | number | null>[];
  /** What they have agreed to be written to about. */
  consents: Record<string, string | number | null>[];
  /** How they answered what was written to many. */
  broadcasts: Record<string, string | number | null>[];
  conversations: Record<string, string | number | null>[];
  inbox: Record<string, string | number | null>[];
  callbacks: Record<string, string | number | null>[];
  calls: Record<string, string | number | null>[];
}

type Row = Record<string, string | number | null>;

/** What stands where something about somebody else stood. */
const SOMEBODY_ELSE = '[noen andre]';
const NUMBER = /\+?\d(?:[\s-]?\d){7,14}/g;

/** How much is held about somebody, for a text. */
export async function countsHeld(
  db: Db,
  { id, centre_id: centreId, number }: Pick<Person, 'id' | 'centre_id' | 'number'>,
): Promise<{ messages: number; signUps: number }> {
  const count = (e: { n: number } | undefined): number => e?.n ?? 0;
  const received = await db
    .selectFrom('arrival')
    .select((e) => e.fn.countAll<number>().as('n'))
    .where('peer', '=', number)
    .where('centre_id', '=', centreId)
    .where('kind', '=', 'text')
    .executeTakeFirst();
  const sent = await db
    .selectFrom('outbox')
    .select((e) => e.fn.countAll<number>().as('n'))
    .where('number', '=', number)
    .where('centre_id', '=', centreId)
    .executeTakeFirst();
  const signUps = await db
    .selectFrom('sign_up')
    .select((e) => e.fn.countAll<number>().as('n'))
    .where('person_id', '=', id)
    .where('status', '!=', 'cancelled')
    .executeTakeFirst();
  return { messages: count(received) + count(sent), signUps: count(signUps) };
}

/** Collects what is held about a number at a centre; null where there is nothing. */
export async function exportPerson(db: Db, centre: Centre, number: string): Promise<PersonExport | null> {
  const person = await findPerson(db, centre.id, number);
  const clean = await cleaner(db, centre, { number, personId: person?.id ?? null });
  const of = { db, centreId: centre.id, number, personId: person?.id ?? '', clean };
  const all: PersonExport = {
    number,
    centre: { id: centre.id, name: centre.name },
    person: person === undefined ? null : personRow(person),
    optedOut: await isOptedOut(db, { centreId: centre.id, number }),
    volunteer: await volunteerOf(of),
    messages: await messagesOf(of),
    signUps: await signUpsOf(of),
    offers: await offersOf(of),
    serviceHours: await hoursOf(of),
    helpReceived: await helpOf(of),
    subscriptions: person === undefined ? [] : (await subscriptionsOf(db, person.id)).map(subscriptionRow),
    consents: await consentsOf(of),
    broadcasts: await repliesOf(of),
    conversations: await conversationsOf(of),
    inbox: await inboxOf(of),
    callbacks: await callbacksOf(of),
    calls: await callsOf(of),
  };
  const lists = Object.values(all).filter((v): v is unknown[] => Array.isArray(v));
  const nothing = all.person === null && !all.optedOut && lists.every((l) => l.length === 0);
  return nothing ? null : all;
}

interface Of {
  db: Db;
  centreId: string;
  number: string;
  personId: string;
  /** Takes out of a text what is about others. */
  clean: (text: string) => string;
}

/** What we or staff wrote may name a recipient, or somebody else's number. What the person wrote is theirs as it is. */
async function cleaner(
  db: Db,
  centre: Centre,
  { number, personId }: { number: string; personId: string | null },
): Promise<(text: string) => string> {
  const secrets = await db
    .selectFrom('assignment_secret')
    .innerJoin('offer', 'offer.assignment_id', 'assignment_secret.assignment_id')
    .select(['recipient', 'address', 'phone', 'details'])
    .where('offer.person_id', '=', personId ?? '')
    .execute();
  const organisers = await db
    .selectFrom('activity')
    .select('organiser_phone')
    .distinct()
    .where('centre_id', '=', centre.id)
    .where('organiser_phone', 'is not', null)
    .execute();
  const known = [number, centre.number, centre.voice_number, ...organisers.map((o) => o.organiser_phone)];
  const mayStay = new Set(known.flatMap((n) => (n === null ? [] : [digitsOf(n)])));
  const others = secrets
    .flatMap(({ recipient, address, phone, details }) => [recipient, address, phone, details])
    .map((text) => text.trim())
    .filter((text) => text.length > 2)
    .toSorted((a, b) => b.length - a.length);
  return (text) => {
    const withoutNumbers = text.replace(NUMBER, (n) => (mayStay.has(digitsOf(n)) ? n : SOMEBODY_ELSE));
    return others.reduce((rest, other) => rest.split(other).join(SOMEBODY_ELSE), withoutNumbers);
  };
}

/** The last eight: a Norwegian number with or without its country. */
const digitsOf = (number: string): string => number.replace(/\D/g, '').slice(-8);
const at = (instant: string | null): string | null => (instant === null ? null : withOffset(instant));

const personRow = (p: Person): Row => ({
  name: p.name,
  language: p.language,
  postcode: p.postcode,
  place: p.place_name,
  firstSeenAt: at(p.first_seen_at),
  lastInboundAt: at(p.last_inbound_at),
  lastOutboundAt: at(p.last_outbound_at),
});

const subscriptionRow = (s: Awaited<ReturnType<typeof subscriptionsOf>>[number]): Row => ({
  about: s.words ?? s.category ?? '',
  postcode: s.postcode,
  place: s.place_name,
  since: at(s.since),
});

async function volunteerOf({ db, personId, clean }: Of): Promise<Row | null> {
  const v = await db.selectFrom('volunteer').selectAll().where('person_id', '=', personId).executeTakeFirst();
  if (v === undefined) return null;
  return {
    interests: v.interests,
    languages: v.languages,
    times: v.times,
    car: v.car,
    maxKm: v.max_km,
    metOn: v.met_on,
    metBy: v.met_by,
    confidentialityOn: v.confidentiality_on,
    certificateFor: v.certificate_for,
    certificateAskedOn: v.certificate_asked_on,
    certificateShownOn: v.certificate_shown_on,
    pausedUntil: v.paused_until,
    leftOn: v.left_on,
    notes: clean(v.notes),
    extra: clean(v.extra),
    since: at(v.created_at),
  };
}

async function messagesOf({ db, centreId, number, clean }: Of): Promise<PersonExport['messages']> {
  const received = await db
    .selectFrom('arrival')
    .select(['received_at', 'payload', 'state'])
    .where('peer', '=', number)
    .where('kind', '=', 'text')
    .where('payload', '!=', FORGOTTEN)
    .where((e) => e.or([e('centre_id', '=', centreId), e('centre_id', 'is', null)]))
    .execute();
  const sent = await db
    .selectFrom('outbox')
    .select(['created_at', 'body', 'state'])
    .where('number', '=', number)
    .where('centre_id', '=', centreId)
    .execute();
  const all = [
    ...received.map((a) => ({
      at: a.received_at,
      direction: 'in' as const,
      body: (JSON.parse(a.payload) as { body?: string }).body ?? '',
      status: a.state,
    })),
    ...sent.map((o) => ({ at: o.created_at, direction: 'out' as const, body: clean(o.body), status: o.state })),
  ];
  return all
    .toSorted((a, b) => (a.at === b.at ? (a.direction === 'in' ? -1 : 1) : a.at < b.at ? -1 : 1))
    .map((m) => ({ ...m, at: withOffset(m.at) }));
}

async function signUpsOf({ db, personId }: Of): Promise<Row[]> {
  const rows = await db
    .selectFrom('sign_up')
    .innerJoin('activity', 'activity.id', 'sign_up.activity_id')
    .select(['title', 'starts_utc', 'persons', 'sign_up.status', 'sign_up.created_at'])
    .where('person_id', '=', personId)
    .orderBy('starts_utc')
    .execute();
  return rows.map((s) => ({
    activity: s.title,
    startsAt: at(s.starts_utc),
    persons: s.persons,
    status: s.status,
    signedUpAt: at(s.created_at),
  }));
}

async function consentsOf({ db, personId }: Of): Promise<Row[]> {
  const rows = await db.selectFrom('consent').selectAll().where('person_id', '=', personId).orderBy('kind').execute();
  return rows.map((c) => ({ kind: c.kind, since: at(c.since), how: c.how }));
}

async function repliesOf({ db, personId }: Of): Promise<Row[]> {
  const rows = await db
    .selectFrom('broadcast_reply')
    .select(['answer', 'at'])
    .where('person_id', '=', personId)
    .orderBy('at')
    .execute();
  return rows.map((r) => ({ said: r.answer, answeredAt: at(r.at) }));
}

async function offersOf({ db, personId, clean }: Of): Promise<Row[]> {
  const rows = await db
    .selectFrom('offer')
    .innerJoin('assignment', 'assignment.id', 'offer.assignment_id')
    .select(['title', 'starts_utc', 'offer.status', 'said', 'note', 'asked_at', 'answered_at'])
    .where('offer.person_id', '=', personId)
    .orderBy('starts_utc')
    .execute();
  return rows.map((o) => ({
    assignment: clean(o.title),
    startsAt: at(o.starts_utc),
    status: o.status,
    said: o.said,
    note: o.note,
    askedAt: at(o.asked_at),
    answeredAt: at(o.answered_at),
  }));
}

async function hoursOf({ db, personId }: Of): Promise<Row[]> {
  const rows = await db
    .selectFrom('service_hours')
    .innerJoin('volunteer', 'volunteer.id', 'service_hours.volunteer_id')
    .select(['served_on', 'minutes', 'kind'])
    .where('volunteer.person_id', '=', personId)
    .orderBy('served_on')
    .execute();
  return rows.map((h) => ({ on: h.served_on, minutes: h.minutes, kind: h.kind }));
}

/** Assignments that were for them; who came is not told. */
async function helpOf({ db, centreId, number }: Of): Promise<Row[]> {
  const { like, exact } = numberPattern(number);
  const rows = await db
    .selectFrom('assignment_secret')
    .innerJoin('assignment', 'assignment.id', 'assignment_secret.assignment_id')
    .select(['title', 'starts_utc', 'status', 'recipient', 'address', 'phone', 'details'])
    .where('centre_id', '=', centreId)
    .where('phone', 'like', like)
    .orderBy('starts_utc')
    .execute();
  return rows
    .filter(({ phone }) => new RegExp(exact.source, 'u').test(phone))
    .map(({ starts_utc, ...row }) => ({ ...row, startsAt: at(starts_utc) }));
}

async function conversationsOf({ db, personId }: Of): Promise<Row[]> {
  const rows = await db
    .selectFrom('conversation')
    .select(['flow', 'status', 'opened_at', 'active_at'])
    .where('person_id', '=', personId)
    .orderBy('opened_at')
    .execute();
  return rows.map((c) => ({ about: c.flow, status: c.status, openedAt: at(c.opened_at), activeAt: at(c.active_at) }));
}

async function inboxOf({ db, centreId, number, clean }: Of): Promise<Row[]> {
  const rows = await db
    .selectFrom('inbox_item')
    .select(['reason', 'body', 'status', 'created_at', 'done_at'])
    .where('centre_id', '=', centreId)
    .where('number', '=', number)
    .orderBy('created_at')
    .execute();
  return rows.map((i) => ({
    why: i.reason,
    text: clean(i.body),
    status: i.status,
    at: at(i.created_at),
    doneAt: at(i.done_at),
  }));
}

async function callbacksOf({ db, centreId, number, clean }: Of): Promise<Row[]> {
  const rows = await db
    .selectFrom('callback')
    .select(['reason', 'outcome', 'status', 'asked_at', 'due_at', 'done_at'])
    .where('centre_id', '=', centreId)
    .where('number', '=', number)
    .orderBy('asked_at')
    .execute();
  return rows.map((c) => ({
    why: c.reason,
    outcome: c.outcome === null ? null : clean(c.outcome),
    status: c.status,
    askedAt: at(c.asked_at),
    dueAt: at(c.due_at),
    doneAt: at(c.done_at),
  }));
}

async function callsOf({ db, centreId, number }: Of): Promise<Row[]> {
  const rows = await db
    .selectFrom('call')
    .leftJoin('recording', 'recording.call_id', 'call.id')
    .select(['direction', 'started_at', 'ended_at', 'outcome', 'seconds', 'erased_at'])
    .where('call.centre_id', '=', centreId)
    .where('number', '=', number)
    .orderBy('started_at')
    .execute();
  return rows.map((c) => ({
    direction: c.direction,
    at: at(c.started_at),
    endedAt: at(c.ended_at),
    outcome: c.outcome,
    recordedSeconds: c.erased_at === null ? c.seconds : null,
  }));
}
