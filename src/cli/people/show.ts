import type { Db, Person } from '../../db/schema/index.ts';
import { listCallbacks } from '../../domain/staff/callbacks.ts';
import { isOptedOut } from '../../domain/centres/opt-out.ts';
import { listCentres } from '../../domain/centres/centres.ts';
import { listInbox } from '../../domain/staff/inbox.ts';
import { masked } from '../../domain/base/phone-numbers.ts';
import { Refusal } from '../../domain/base/refusal.ts';
import { heldElsewhere, type HeldElsewhere } from '../../domain/privacy/held-elsewhere.ts';
import { withOffset, type Instant } from '../../domain/base/time.ts';
import { volunteersNamed } from '../../domain/volunteers/volunteers.ts';
import { agreedText, consents, subscriptions } from './lib/consents.ts';
import { safe } from '../framework/escape.ts';
import { auditLook } from '../framework/audit.ts';
import { centreAsked, numberGiven } from '../framework/arguments.ts';
import { listMessages } from '../messages/lib/log.ts';
import type { Io } from '../framework/io.ts';
import { facts, spoken, table, wall, wrap } from '../framework/print.ts';
import { withContext } from '../framework/run.ts';
import { volunteerText } from '../volunteers/lib/to-text.ts';
import { callbackJson } from '../callbacks/lib/to-json.ts';
import { inboxJson } from '../inbox/lib/to-json.ts';
import { volunteerInFullJson, type VolunteerInFull } from '../volunteers/lib/to-json.ts';
import type { Run } from '../framework/command.ts';

/** Shows everything that is stored about a number; the audit log records the look. */
export const run: Run = (invocation) =>
  withContext(invocation, async (context) => {
    const number = numberGiven(invocation.args.join(' '));
    const db = context.store.db;
    const held = await everythingAbout(db, { number, centreId: await centreAsked(context), now: context.moment().now });
    await auditLook(context, { verb: 'people show', object: masked(number) });
    const nothing = Object.values(held).every((list) => list.length === 0);
    if (nothing) throw new Refusal(`Nothing is held about ${masked(number)}.`);
    return { json: { number, ...held }, text: shown(invocation.io, number, held) };
  });

type Held = Awaited<ReturnType<typeof everythingAbout>>;

async function everythingAbout(
  db: Db,
  { number, centreId, now }: { number: string; centreId: string | null; now: Instant },
) {
  const persons = await db
    .selectFrom('person')
    .selectAll()
    .where('number', '=', number)
    .$if(centreId !== null, (q) => q.where('centre_id', '=', centreId ?? ''))
    .orderBy('centre_id')
    .execute();
  return {
    people: persons.map(personJson),
    optedOut: await optOuts(db, number, centreId),
    conversations: await conversations(db, persons),
    consents: await consents(db, persons),
    subscriptions: await subscriptions(db, persons),
    signUps: await signUps(db, persons),
    volunteers: await volunteers(db, { number, centreId, now }),
    inbox: (await listInbox(db, centreId, 'all')).filter((i) => i.number === number).map(inboxJson),
    callbacks: (await listCallbacks(db, centreId, 'all'))
      .filter((c) => c.number === number)
      .map((c) => callbackJson(c)),
    ...(await heldElsewhere(db, number, centreId)),
    messages: await listMessages(db, { number, centreId, limit: Infinity }),
  };
}

const personJson = (p: Person) => ({
  id: p.id,
  centre: p.centre_id,
  name: p.name,
  language: p.language,
  languageChosen: p.language_chosen === 1,
  postcode: p.postcode,
  place: p.place_name,
  firstSeenAt: withOffset(p.first_seen_at),
  lastInboundAt: p.last_inbound_at === null ? null : withOffset(p.last_inbound_at),
  lastOutboundAt: p.last_outbound_at === null ? null : withOffset(p.last_outbound_at),
});

/** The ledger stores only hashes, so each centre is looked up by itself. */
async function optOuts(db: Db, number: string, centreId: string | null): Promise<{ centre: string }[]> {
  const out: { centre: string }[] = [];
  for (const { id } of await listCentres(db)) {
    if (centreId !== null && centreId !== id) continue;
    if (await isOptedOut(db, { centreId: id, number })) out.push({ centre: id });
  }
  return out;
}

async function conversations(db: Db, persons: readonly Person[]) {
  if (persons.length === 0) return [];
  const ids = persons.map((p) => p.id);
  const rows = await db
    .selectFrom('conversation')
    .selectAll()
    .where('person_id', 'in', ids)
    .orderBy('opened_at')
    .execute();
  return rows.map((c) => ({
    id: c.id,
    flow: c.flow,
    status: c.status,
    openedAt: withOffset(c.opened_at),
    activeAt: withOffset(c.active_at),
    state: JSON.parse(c.state) as unknown,
  }));
}

async function signUps(db: Db, persons: readonly Person[]) {
  if (persons.length === 0) return [];
  const ids = persons.map((p) => p.id);
  const rows = await db
    .selectFrom('sign_up')
    .innerJoin('activity', 'activity.id', 'sign_up.activity_id')
    .selectAll('sign_up')
    .select('activity.title')
    .where('sign_up.person_id', 'in', ids)
    .orderBy('sign_up.starts_utc')
    .execute();
  return rows.map((s) => ({
    id: s.id,
    activityId: s.activity_id,
    title: s.title,
    startsAt: withOffset(s.starts_utc),
    persons: s.persons,
    status: s.status,
    createdAt: withOffset(s.created_at),
  }));
}

/** The person's records as a volunteer at each centre, with their offers and hours. */
async function volunteers(db: Db, of: { number: string; centreId: string | null; now: Instant }) {
  const found: VolunteerInFull[] = [];
  for (const v of await volunteersNamed(db, of.centreId, of.number))
    found.push(await volunteerInFullJson(db, v, of.now));
  return found;
}

function shown(io: Io, number: string, held: Held): string {
  const parts = held.people.map((p) =>
    facts([
      ['number', number],
      ['centre', p.centre],
      ['name', p.name],
      ['language', `${p.language}${p.languageChosen ? ' (chosen)' : ''}`],
      ['place', [p.postcode, p.place].filter((x) => x !== null).join(' ')],
      ['first seen', wall(p.firstSeenAt)],
      ['opted out', held.optedOut.some((o) => o.centre === p.centre) ? 'yes' : 'no'],
    ]),
  );
  const stray = held.optedOut.filter((o) => !held.people.some((p) => p.centre === o.centre));
  parts.push(...agreedText(io, held));
  for (const { centre } of stray) parts.push(`${number} has opted out of texts from ${centre}.`);
  if (held.signUps.length > 0) {
    const rows = held.signUps.map((s) => [wall(s.startsAt), s.title, s.persons, s.status]);
    parts.push(table(io, ['begins', wrap('signed up for'), 'persons', 'status'], rows));
  }
  for (const v of held.volunteers) parts.push(`A volunteer at ${v.centre}:\n${volunteerText(io, v, number)}`);
  if (held.inbox.length > 0) {
    parts.push(
      table(
        io,
        ['id', wrap('inbox'), 'status'],
        held.inbox.map((i) => [i.short, i.reason, i.status]),
      ),
    );
  }
  if (held.callbacks.length > 0) {
    parts.push(
      table(
        io,
        ['id', wrap('to be rung'), 'before', 'status'],
        held.callbacks.map((c) => [c.short, c.reason, wall(c.dueAt), c.status]),
      ),
    );
  }
  parts.push(...elsewhereText(io, held));
  if (held.messages.length > 0) {
    parts.push(spoken(held.messages));
  }
  return parts.join('\n\n');
}

/** Places that mention the number without a person who writes from it. */
function elsewhereText(
  io: Pick<Io, 'env'>,
  { organised, represented, staffPhone, assignments }: HeldElsewhere,
): string[] {
  const parts = staffPhone.map(({ name }) => `The staff phone of ${safe(name)}.`);
  const rows = (list: readonly { id: string; centre: string; title: string }[]) =>
    list.map((a) => [a.id, a.centre, a.title]);
  if (organised.length > 0) parts.push(table(io, ['id', 'centre', wrap('organiser of')], rows(organised)));
  if (represented.length > 0)
    parts.push(
      table(io, ['id', 'centre', wrap('contact of')], rows(represented.map((a) => ({ ...a, title: a.name })))),
    );
  const as = assignments.map((a) => [a.id, a.centre, a.title, a.as]);
  if (as.length > 0) parts.push(table(io, ['id', 'centre', wrap('stands with the assignment'), 'as'], as));
  return parts;
}
