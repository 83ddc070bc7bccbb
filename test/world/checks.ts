import { sql } from 'kysely';
import type { MessageKind } from '../../src/db/schema/index.ts';
import { verifyAudit } from '../../src/domain/centres/audit.ts';
import { earliestCall } from '../../src/domain/calls/outgoing-calls.ts';
import { earliestSend } from '../../src/domain/base/quiet-hours.ts';
import { isCalm } from './weather.ts';
import type { Sent } from './network.ts';
import { DAY, HOUR, MINUTE, type World } from './world.ts';

/** A promise that was broken: its rule in docs/rules.md, and what was seen. */
export interface Violation {
  rule: string;
  what: string;
}

const iso = (at: number): string => new Date(at).toISOString();
const isLandline = (number: string): boolean => number.startsWith('+4737');

/** What must be so on every day, whatever has gone wrong. */
export async function safety(world: World): Promise<Violation[]> {
  const sent = world.sent.slice(world.checked);
  world.checked = world.sent.length;
  const kinds = await kindsOf(world, sent);
  return [
    ...sentOnce(world),
    ...sentAsAllowed(world, sent, kinds),
    ...rungAsAllowed(world),
    ...world.broken,
    ...(await placesKept(world)),
    ...(await gatesKept(world)),
    ...(await noneSetAside(world)),
  ];
}

/** What must have come true after a day on which nothing went wrong. */
export async function liveness(world: World): Promise<Violation[]> {
  return [
    ...(await nothingLost(world)),
    ...(await nothingStuck(world)),
    ...(await everybodyAnswered(world)),
    ...(await remindersSent(world)),
    ...(await cancellationsTold(world)),
    ...(await needTold(world)),
    ...(await humanReached(world)),
    ...(await databaseWhole(world)),
  ];
}

type Kinds = Map<string, { kind: MessageKind; parts: number; priority: number }>;

async function kindsOf({ eyes }: World, sent: readonly Sent[]): Promise<Kinds> {
  const kinds: Kinds = new Map();
  const ids = [...new Set(sent.map((m) => m.outboxId))];
  for (let from = 0; from < ids.length; from += 500) {
    const rows = await eyes.db
      .selectFrom('outbox')
      .select(['id', 'kind', 'parts', 'priority'])
      .where('id', 'in', ids.slice(from, from + 500))
      .execute();
    for (const row of rows) kinds.set(row.id, row);
  }
  return kinds;
}

/** P3: the network took no message twice. */
function sentOnce(world: World): Violation[] {
  const times = new Map<string, number>();
  for (const { outboxId } of world.sent) times.set(outboxId, (times.get(outboxId) ?? 0) + 1);
  return [...times].filter(([, n]) => n > 1).map(([id, n]) => ({ rule: 'P3', what: `${id} was sent ${n} times` }));
}

/** P9: nothing after STOP. N1: nothing in quiet hours. C3: two parts. D8: the first text says who speaks. */
function sentAsAllowed(world: World, sent: readonly Sent[], kinds: Kinds): Violation[] {
  const found: Violation[] = [];
  for (const one of sent) {
    const { kind, parts } = kinds.get(one.outboxId) ?? { kind: 'reply' as const, parts: 1 };
    const stoppedAt = world.memories.get(one.to)?.stoppedAt ?? null;
    const seen = `${kind} at ${iso(one.at)} to ${one.to}: ${one.body}`;
    if (stoppedAt !== null && one.at > stoppedAt && kind !== 'stop_receipt') found.push({ rule: 'P9', what: seen });
    if (earliestSend(kind, iso(one.machineAt)) > iso(one.machineAt)) found.push({ rule: 'N1', what: seen });
    if (parts > 2 && kind !== 'broadcast' && kind !== 'confirmation') found.push({ rule: 'C3', what: seen });
  }
  return found;
}

/** No phone rings at night, and none more often than three times for one thing. */
function rungAsAllowed({ calls }: World): Violation[] {
  const placed = calls.filter(({ outgoingId }) => outgoingId !== null);
  const times = new Map<string, number>();
  for (const { outgoingId } of placed) times.set(outgoingId ?? '', (times.get(outgoingId ?? '') ?? 0) + 1);
  return [
    ...placed
      .filter(({ machineAt }) => earliestCall(iso(machineAt)) > iso(machineAt))
      .map(({ to, at }) => ({ rule: 'N1', what: `a call at ${iso(at)} to ${to}` })),
    ...[...times].filter(([, n]) => n > 3).map(([id, n]) => ({ rule: 'P4', what: `${id} rang ${n} times` })),
  ];
}

/**
 * Recipients are told to the confirmed alone. Looked at in the moment of sending: afterwards a volunteer may withdraw, or
 * be erased.
 */
export async function lookForSecret(world: World, { body, to }: Sent): Promise<void> {
  const recipient = /Hemmelig recipient-\d+x/.exec(body)?.[0];
  if (recipient === undefined) return;
  const confirmed = await world.eyes.db
    .selectFrom('assignment_secret')
    .innerJoin('offer', 'offer.assignment_id', 'assignment_secret.assignment_id')
    .innerJoin('person', 'person.id', 'offer.person_id')
    .select('offer.id')
    .where('assignment_secret.recipient', '=', recipient)
    .where('person.number', '=', to)
    .where('offer.decided_at', 'is not', null)
    .where('offer.status', '=', 'confirmed')
    .executeTakeFirst();
  if (confirmed === undefined) world.broken.push({ rule: 'L2', what: `${to} was told of ${recipient}` });
}

/** No occurrence has more people than places, no assignment more volunteers than it needs. */
async function placesKept({ eyes }: World): Promise<Violation[]> {
  const full = await eyes.db
    .selectFrom('sign_up')
    .innerJoin('activity', 'activity.id', 'sign_up.activity_id')
    .select(['activity.title', 'sign_up.occurrence', 'activity.capacity'])
    .select(({ fn }) => fn.sum<number>('sign_up.persons').as('persons'))
    .where('sign_up.status', '=', 'signed_up')
    .where('activity.capacity', 'is not', null)
    .groupBy(['activity.id', 'activity.title', 'sign_up.occurrence', 'activity.capacity'])
    .execute();
  const crowded = full.filter(({ persons, capacity }) => Number(persons) > Number(capacity));
  const staffed = await eyes.db
    .selectFrom('offer')
    .innerJoin('assignment', 'assignment.id', 'offer.assignment_id')
    .select(['assignment.id', 'assignment.needs'])
    .select(({ fn }) => fn.countAll<number>().as('confirmed'))
    .where('offer.status', '=', 'confirmed')
    .groupBy(['assignment.id', 'assignment.needs'])
    .execute();
  return [
    ...crowded.map((c) => ({ rule: 'places', what: `${c.title} ${c.occurrence}: ${c.persons} of ${c.capacity}` })),
    ...staffed
      .filter(({ needs, confirmed }) => Number(confirmed) > needs)
      .map(({ id, needs, confirmed }) => ({ rule: 'needs', what: `${id}: ${confirmed} of ${needs}` })),
  ];
}

/** No volunteer was asked before the first talk. */
async function gatesKept({ eyes, now }: World): Promise<Violation[]> {
  const asked = await eyes.db
    .selectFrom('offer')
    .innerJoin('volunteer', 'volunteer.id', 'offer.volunteer_id')
    .select(['offer.id', 'volunteer.met_on', 'offer.asked_at'])
    .where('offer.asked_at', '>', iso(now - DAY))
    .execute();
  return asked
    .filter(({ met_on: met, asked_at: at }) => met === null || met > (at ?? ''))
    .map(({ id }) => ({ rule: 'first talk', what: id }));
}

/** F33 is for texts that always fail: here none does. */
async function noneSetAside({ eyes }: World): Promise<Violation[]> {
  const rows = await eyes.db.selectFrom('arrival').select(['id', 'last_error']).where('state', '=', 'poison').execute();
  return rows.map(({ id, last_error: why }) => ({ rule: 'F33', what: `${id} was set aside: ${why}` }));
}

/** P1 and P5: every text that the network took has arrived. */
async function nothingLost({ eyes, inbound, now }: World): Promise<Violation[]> {
  const due = inbound.filter(({ at }) => at < now - 2 * HOUR);
  const there = new Set(
    (await eyes.db.selectFrom('arrival').select('id').where('kind', '=', 'text').execute()).map((a) => a.id),
  );
  return due
    .filter(({ sid }) => !there.has(sid))
    .map((m) => ({ rule: 'P1', what: `${m.sid} at ${iso(m.at)}: ${m.body}` }));
}

/** P2, P6: nothing waits that should have been done. */
async function nothingStuck({ eyes, now }: World): Promise<Violation[]> {
  const { db } = eyes;
  const old = iso(now - 3 * HOUR);
  const arrivals = await db
    .selectFrom('arrival')
    .select(['id', 'kind'])
    .where('state', '=', 'new')
    .where('received_at', '<', old)
    .execute();
  const outbox = await db
    .selectFrom('outbox')
    .select(['id', 'state', 'kind', 'not_before'])
    .where('state', 'in', ['pending', 'sending', 'unknown'])
    // What stays unknown is settled as uncertain, and on a list of staff (P4).
    .where('settled_at', 'is', null)
    .where('not_before', '<', old)
    .execute();
  const agenda = await db.selectFrom('agenda').select(['key', 'due_at']).where('due_at', '<', old).execute();
  const calls = await db
    .selectFrom('call')
    .select(['id', 'last_at'])
    .where('phase', '<>', 'over')
    // Four hours after its last step a call counts as ended, although no report came.
    .where('last_at', '<', iso(now - 5 * HOUR))
    .execute();
  const placed = await db
    .selectFrom('outgoing_call')
    .select(['id', 'state', 'not_before'])
    .where('state', 'in', ['pending', 'placing', 'placed', 'unknown'])
    .where('settled_at', 'is', null)
    .where('not_before', '<', old)
    .execute();
  const deadlines = await db.selectFrom('deadline').select(['key', 'due_at']).where('due_at', '<', old).execute();
  return [
    ...arrivals.map(({ id, kind }) => ({ rule: 'P2', what: `${kind} ${id} still waits` })),
    ...outbox.map((o) => ({ rule: 'P3', what: `${o.kind} ${o.id} is still ${o.state} since ${o.not_before}` })),
    ...agenda.map(({ key, due_at: due }) => ({ rule: 'P6', what: `${key} was due at ${due}` })),
    ...calls.map(({ id, last_at: last }) => ({ rule: 'F47', what: `${id} goes on since ${last}` })),
    ...placed.map((o) => ({ rule: 'P4', what: `call ${o.id} is still ${o.state} since ${o.not_before}` })),
    ...deadlines.map(({ key, due_at: due }) => ({ rule: 'P6', what: `${key} was due at ${due}` })),
  ];
}

/** Outcomes after which the line says nothing, each by a rule. */
const SILENT_OUTCOMES = new Set([
  'automatic',
  'opted out',
  'reaction',
  'muted',
  'stop',
  'flood',
  'part',
  'wrong number',
  'deceased',
  'machine',
  'no answer',
]);

/** Every text of the last days was answered, or has a reason not to be. */
async function everybodyAnswered({ eyes, now, memories }: World): Promise<Violation[]> {
  const rows = await eyes.db
    .selectFrom('arrival')
    .select(['id', 'peer', 'outcome', 'handled_at'])
    .where('kind', '=', 'text')
    .where('received_at', '>', iso(now - 7 * DAY))
    .where('received_at', '<', iso(now - 2 * HOUR))
    .execute();
  const found: Violation[] = [];
  for (const { id, peer, outcome, handled_at: at } of rows) {
    if (peer === null || at === null || isLandline(peer) || SILENT_OUTCOMES.has(outcome ?? '')) continue;
    if (memories.get(peer)?.isGone === true) continue;
    const reply = await eyes.db
      .selectFrom('outbox')
      .select('id')
      .where('number', '=', peer)
      .where('created_at', '=', at)
      .executeTakeFirst();
    // Who has opted out gets no answer, and staff are told all the same.
    const staffKnow = eyes.db.selectFrom('inbox_item').select('id').where('arrival_id', '=', id);
    if (reply === undefined && (outcome !== 'crisis' || (await staffKnow.executeTakeFirst()) === undefined))
      found.push({ rule: 'answer', what: `${id} (${outcome}) from ${peer} at ${at}` });
  }
  return found;
}

/** Whoever is on a list is reminded once, or the reason is written down. */
async function remindersSent({ eyes, now }: World): Promise<Violation[]> {
  const rows = await eyes.db
    .selectFrom('sign_up as s')
    .innerJoin('person as p', 'p.id', 's.person_id')
    .select(['s.id', 'p.number', 's.starts_utc'])
    .where('s.status', '=', 'signed_up')
    .where('s.starts_utc', '<', iso(now))
    .where('s.starts_utc', '>', iso(now - 7 * DAY))
    .where(sql<boolean>`s.remind_at < s.starts_utc`)
    .where(sql<boolean>`s.created_at < s.remind_at`)
    .execute();
  const found: Violation[] = [];
  for (const { id, number, starts_utc: starts } of rows) {
    const about = `reminder:${id}:${starts}`;
    const noted = await eyes.db.selectFrom('arrival').select('outcome').where('id', '=', about).executeTakeFirst();
    const sent = await eyes.db.selectFrom('outbox').select('id').where('about_id', '=', about).execute();
    const owed = noted?.outcome === 'reminded' ? 1 : 0;
    if (noted === undefined || noted.outcome === null || sent.length !== owed)
      found.push({
        rule: 'reminder',
        what: `${id} of ${number}: ${sent.length} sent, ${noted?.outcome ?? 'never noted'}`,
      });
  }
  return found;
}

/** Whoever was on the list of what staff cancelled is told, or staff have them on the list of those to ring. */
async function cancellationsTold(world: World): Promise<Violation[]> {
  const { eyes, now } = world;
  const found: Violation[] = [];
  const due = world.cancelled.filter(({ at }) => at < now - DAY);
  world.cancelled = world.cancelled.filter(({ at }) => at >= now - DAY);
  for (const { signUpId, at } of due) {
    const row = await eyes.db
      .selectFrom('sign_up')
      .innerJoin('person', 'person.id', 'sign_up.person_id')
      .select(['person.number', 'person.centre_id', 'person.id'])
      .where('sign_up.id', '=', signUpId)
      .executeTakeFirst();
    if (row === undefined) continue;
    const told = await eyes.db
      .selectFrom('outbox')
      .select('id')
      .where('number', '=', row.number)
      .where('kind', '=', 'change')
      .where('created_at', '>=', iso(at))
      .executeTakeFirst();
    const rung = await eyes.db
      .selectFrom('callback')
      .select('id')
      .where('number', '=', row.number)
      .where('asked_at', '>=', iso(at - MINUTE))
      .executeTakeFirst();
    const stopped = (world.memories.get(row.number)?.stoppedAt ?? null) !== null;
    if (told === undefined && rung === undefined && !stopped)
      found.push({ rule: 'told', what: `${row.number} was not told that ${signUpId} is cancelled` });
  }
  return found;
}

/** A text about need reached staff: on the list, and as a text of the first rank. */
async function needTold(world: World): Promise<Violation[]> {
  const { eyes, now } = world;
  const due = world.needs.filter(({ at }) => at < now - DAY);
  world.needs = world.needs.filter(({ at }) => at >= now - DAY);
  const found: Violation[] = [];
  for (const { sid } of due) {
    const item = await eyes.db
      .selectFrom('inbox_item')
      .select('reason')
      .where('arrival_id', '=', sid)
      .executeTakeFirst();
    if (item?.reason !== 'crisis' && !(await wasToldAndErased(world, sid)))
      found.push({ rule: 'need', what: `${sid} is not in the inbox` });
  }
  return found;
}

/** An erasure takes the item off the list; the text to staff stays, without the number. */
async function wasToldAndErased({ eyes }: World, sid: string): Promise<boolean> {
  const text = await eyes.db.selectFrom('arrival').selectAll().where('id', '=', sid).executeTakeFirst();
  if (text?.outcome !== 'crisis' || text.peer !== null || text.handled_at === null) return false;
  const told = await eyes.db
    .selectFrom('outbox')
    .select('id')
    .where('kind', '=', 'staff')
    .where('centre_id', '=', text.centre_id)
    .where('created_at', '=', text.handled_at)
    .where('sent_at', 'is not', null)
    .executeTakeFirst();
  return told !== undefined;
}

/** P8: whoever pressed the key for a human talked to one, or is on the list of those to ring. */
async function humanReached(world: World): Promise<Violation[]> {
  const { eyes, now } = world;
  const found: Violation[] = [];
  const due = world.wished.filter(({ at }) => at < now - DAY);
  world.wished = world.wished.filter(({ at }) => at >= now - DAY);
  for (const { number, at, callId, step } of due) {
    // A step that the service never got is in the hands of the carrier, which puts the caller through by itself.
    const heard = eyes.db.selectFrom('arrival').select('id').where('id', '=', `${callId}:${step}`);
    if ((await heard.executeTakeFirst()) === undefined) continue;
    const call = await eyes.db
      .selectFrom('call')
      .select(['taken_at', 'number'])
      .where('id', '=', callId)
      .executeTakeFirst();
    const callbacks = eyes.db.selectFrom('callback').select('id').where('number', '=', number);
    const onList = await callbacks
      .where((e) => e.or([e('status', '=', 'open'), e('done_at', '>=', iso(at - MINUTE))]))
      .executeTakeFirst();
    const isErased = call === undefined || call.number === '';
    if (!isErased && call.taken_at === null && onList === undefined)
      found.push({ rule: 'P8', what: `${number} asked for a human in ${callId} at ${iso(at)}` });
  }
  return found;
}

/** The file is whole, and nobody has changed the audit log. */
async function databaseWhole({ eyes }: World): Promise<Violation[]> {
  const verdict = await verifyAudit(eyes.db);
  const found: Violation[] =
    verdict.outcome === 'intact' ? [] : [{ rule: 'D', what: `audit: ${JSON.stringify(verdict)}` }];
  if (eyes.engine !== 'sqlite') return found;
  const { rows } = await sql<{ integrity_check: string }>`pragma integrity_check`.execute(eyes.db);
  if (rows[0]?.integrity_check !== 'ok') found.push({ rule: 'P2', what: `the file: ${rows[0]?.integrity_check}` });
  return found;
}

/** Whether today is a day on which what is owed can be asked for: a Tuesday, before noon. */
export const isDayOfReckoning = (now: number): boolean => isCalm(now) && new Date(now).getUTCDay() === 2;
