import type { Db } from '../../../db/schema/index.ts';
import { DAY_MS, HOUR_MS, later } from '../../../domain/base/time.ts';
import { hasInboxItemSince, putInInbox } from '../../../domain/staff/inbox.ts';
import { notifyStaff } from '../../notify/notify-staff.ts';
import type { Scene } from '../../engine/scene.ts';

/**
 * How many receipts of STOP, START and "wrong number" a day: a number that goes to and fro is a machine, or a sender who
 * wants to cost the centre money. The words work beyond it, without an answer (docs/rules.md D11).
 */
const RECEIPTS_OF_NUMBER = 3;
const RECEIPTS_OF_CENTRE = 500;

/** How many answers to a person in need, in an hour and in a day; the first ones always come. */
const NEED_OF_NUMBER_HOUR = 5;
const NEED_OF_NUMBER_DAY = 15;
const NEED_OF_CENTRE_DAY = 300;
const NEED_ALWAYS = 3;

/** Numbers that never wrote before, in an hour, before staff are told. */
const FIRST_CONTACTS_HOUR = 30;

/** Whether a receipt may still be sent; where it may not, staff are told once a day. */
export async function mayReceipt(scene: Scene): Promise<'yes' | 'too many'> {
  const { tx, moment, centre, person } = scene;
  const since = later(moment.now, -DAY_MS);
  const receipts = tx
    .selectFrom('outbox')
    .select('id')
    .where('kind', '=', 'stop_receipt')
    .where('created_at', '>', since)
    .where('created_at', '<=', moment.now);
  const own = await receipts
    .where('number', '=', person.number)
    .limit(1)
    .offset(RECEIPTS_OF_NUMBER - 1)
    .executeTakeFirst();
  const all = await receipts
    .where('centre_id', '=', centre.id)
    .limit(1)
    .offset(RECEIPTS_OF_CENTRE - 1)
    .executeTakeFirst();
  if (own === undefined && all === undefined) return 'yes';
  await tellOnce(scene);
  return 'too many';
}

/** The same for the answer to START. */
export async function mayGreetAgain(scene: Scene): Promise<'yes' | 'too many'> {
  const { tx, moment, person } = scene;
  const earlier = await tx
    .selectFrom('arrival')
    .select('id')
    .where('peer', '=', person.number)
    .where('kind', '=', 'text')
    .where('outcome', '=', 'start')
    .where('received_at', '>', later(moment.now, -DAY_MS))
    .where('received_at', '<=', moment.now)
    .limit(1)
    .offset(RECEIPTS_OF_NUMBER - 1)
    .executeTakeFirst();
  if (earlier === undefined) return 'yes';
  await tellOnce(scene);
  return 'too many';
}

/** Whether a person in need is answered once more. Staff have every text either way. */
export async function mayAnswerNeed(scene: Scene): Promise<'yes' | 'too many'> {
  const { tx, centre, person } = scene;
  const ofNumber = (ms: number): Promise<number> => needs(tx, scene, { number: person.number, ms });
  const today = await ofNumber(DAY_MS);
  if (today < NEED_ALWAYS) return 'yes';
  const ofCentre = await needs(tx, scene, { number: null, ms: DAY_MS });
  const isOver =
    (await ofNumber(HOUR_MS)) >= NEED_OF_NUMBER_HOUR || today >= NEED_OF_NUMBER_DAY || ofCentre >= NEED_OF_CENTRE_DAY;
  if (!isOver) return 'yes';
  if (ofCentre >= NEED_OF_CENTRE_DAY) await tellOnce({ ...scene, person: { ...person, number: centre.number } });
  else await tellOnce(scene);
  return 'too many';
}

async function needs(
  db: Db,
  { moment, centre }: Scene,
  { number, ms }: { number: string | null; ms: number },
): Promise<number> {
  const row = await db
    .selectFrom('inbox_item')
    .select((e) => e.fn.countAll<number>().as('n'))
    .where('centre_id', '=', centre.id)
    .$if(number !== null, (q) => q.where('number', '=', number ?? ''))
    .where('reason', '=', 'crisis')
    .where('created_at', '>', later(moment.now, -ms))
    .where('created_at', '<=', moment.now)
    .executeTakeFirst();
  return Number(row?.n ?? 0);
}

/** Once a day for a number, in the inbox. */
export async function tellOnce({ tx, moment, centre, person, arrivalId }: Scene): Promise<void> {
  const of = { centreId: centre.id, number: person.number, reason: 'many messages' as const };
  if (await hasInboxItemSince(tx, { ...of, since: later(moment.now, -DAY_MS) })) return;
  await putInInbox(tx, moment, { ...of, personId: person.id, arrivalId, body: '' });
}

/** Tells staff, once an hour, that more strangers write than a centre usually has: it may be an attack on its money. */
export async function watchFirstContacts(scene: Scene): Promise<void> {
  const { tx, moment, centre, arrivalId } = scene;
  const since = later(moment.now, -HOUR_MS);
  const many = await tx
    .selectFrom('person')
    .select('id')
    .where('centre_id', '=', centre.id)
    .where('first_seen_at', '>', since)
    .where('first_seen_at', '<=', moment.now)
    .where('last_outbound_at', 'is not', null)
    .limit(1)
    .offset(FIRST_CONTACTS_HOUR - 1)
    .executeTakeFirst();
  if (many === undefined) return;
  const number = centre.number;
  if (await hasInboxItemSince(tx, { centreId: centre.id, number, reason: 'many strangers', since })) return;
  await notifyStaff(scene, {
    centre,
    person: null,
    reason: 'many strangers',
    about: centre.id,
    body: '',
    arrivalId,
    text: { key: 'staff.strangers', params: { count: FIRST_CONTACTS_HOUR } },
  });
}
