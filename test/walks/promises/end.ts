import type { Db } from '../../../src/db/schema/index.ts';
import { nextOpenMoment } from '../../../src/domain/base/opening-hours.ts';
import { later, MINUTE_MS, toWall, type Instant } from '../../../src/domain/base/time.ts';
import { isOptedOut } from '../../../src/domain/centres/opt-out.ts';
import type { Heard, TestApp } from '../../support/app.ts';
import { needTexts, openCalls, type Promised } from './kept.ts';

/** A promise, and when it was made. */
export type Owed = Promised & { at: Instant };

/** The staff phone and the emergency phone of the walks. */
export const STAFF = '+4745600002';
export const EMERGENCY = '+4790000099';

/** What time shows of a promise: whether the carrier really took what was to be sent. */
interface End {
  app: TestApp;
  db: Db;
  /** Every text that the carrier took and reported as delivered. */
  handed: readonly Heard[];
}

/** Lets the work come that is due in the next hours: at once, soon, and when the centre is open next. */
export async function goOn(app: TestApp): Promise<Heard[]> {
  const heard: Heard[] = [];
  const go = async (at: Instant): Promise<void> => {
    heard.push(...(await app.goTo(toWall(at))));
    heard.push(...(await app.after(() => app.service.tidy())));
  };
  const { opening } = await app.store.db.selectFrom('centre').select('opening').executeTakeFirstOrThrow();
  const from = app.clock.now().toISOString();
  for (const minutes of [2, 5, 15, 30, 65]) await go(later(from, minutes * MINUTE_MS));
  const open = nextOpenMoment(opening, app.clock.now().toISOString());
  for (const minutes of [0, 5, 60, 150]) await go(later(open, minutes * MINUTE_MS));
  return heard;
}

/** Goes to the reminder of every sign-up that holds, and answers which were promised and not reminded of. */
export async function remind(app: TestApp, owed: readonly Owed[]): Promise<string[]> {
  const { db } = app.store;
  const numbers = new Set(owed.filter(({ claim }) => claim === 'reminder').map(({ number }) => number));
  if (numbers.size === 0) return [];
  const rows = await db
    .selectFrom('sign_up as s')
    .innerJoin('person as p', 'p.id', 's.person_id')
    .select(['s.id', 's.remind_at', 's.starts_utc', 'p.number'])
    .where('s.status', '=', 'signed_up')
    .where('s.reminded_at', 'is', null)
    .orderBy('s.remind_at')
    .execute();
  const missed: string[] = [];
  for (const row of rows) {
    if (!numbers.has(row.number) || row.remind_at >= row.starts_utc) continue;
    if (row.remind_at > app.clock.now().toISOString()) await app.goTo(toWall(later(row.remind_at, MINUTE_MS)));
    if (await isOptedOut(db, { centreId: 'arendal', number: row.number })) continue;
    const now = await db.selectFrom('sign_up').selectAll().where('id', '=', row.id).executeTakeFirst();
    if (now?.status === 'signed_up' && now.reminded_at === null) missed.push(`${row.number} was not reminded`);
  }
  return missed;
}

/** Whether a promise was kept in the end, or taken back in words to the person. */
export async function isKept(end: End, owed: Owed): Promise<boolean> {
  const { db } = end;
  const person = await db.selectFrom('person').select('id').where('number', '=', owed.number).executeTakeFirst();
  if (owed.claim === 'erased') return person === undefined || heardSince(end, owed);
  if (person === undefined) return true;
  const { claim } = owed;
  if (claim === 'staff') return (await staffWereTold(end, owed)) || dutyInstead(end, owed);
  if (claim === 'duty phone') return (await dutyPhoneWasTold(end, owed)) || isTakenBack(end, owed, 'need.failed');
  if (claim === 'sent now') return end.handed.some(({ to }) => to === STAFF) || isTakenBack(end, owed, 'late.failed');
  return claim === 'text' ? textLeft(end, owed) : true;
}

/** A person of whom the line hears again is a new one. */
const heardSince = async ({ db }: End, { number, at }: Owed): Promise<boolean> => {
  const rows = await db.selectFrom('arrival').select('received_at').where('peer', '=', number).execute();
  return rows.some(({ received_at }) => received_at >= at);
};

/** Staff are told of the same person once an hour. */
const AGAIN_MINUTES = 60;

/** The alert was told, and the text that told it reached the staff phone. */
async function staffWereTold({ db, handed }: End, { number, at }: Owed): Promise<boolean> {
  const told = await db
    .selectFrom('staff_notice as n')
    .innerJoin('callback as c', 'c.id', 'n.about')
    .select('n.told_at')
    .where('c.number', '=', number)
    .where('n.kind', '=', 'crisis')
    .execute();
  const since = toWall(later(at, -AGAIN_MINUTES * MINUTE_MS));
  return told.some(({ told_at: then }) => then !== null && handed.some((t) => t.to === STAFF && t.at >= since));
}

const dutyPhoneWasTold = async ({ db, handed }: End, { number }: Owed): Promise<boolean> =>
  (await needTexts(db, number)).length > 0 && handed.some((t) => t.to === EMERGENCY && t.body.includes(number));

/** The emergency phone was told in the place of staff, or the person hears that no human was. */
const dutyInstead = async (end: End, owed: Owed): Promise<boolean> =>
  (await dutyPhoneWasTold(end, owed)) ||
  (await isTakenBack(end, owed, 'need.staffFailed')) ||
  (await isTakenBack(end, owed, 'need.failed'));

/** The person was written to, or the line tried to, that it is not so. */
async function isTakenBack({ db }: End, { number, at }: Owed, key: string): Promise<boolean> {
  // Whoever said STOP is not written to, in no case (docs/rules.md): the call that was promised beside it is what remains.
  if (await isOptedOut(db, { centreId: 'arendal', number })) return (await openCalls(db, number)).length > 0;
  const rows = await db.selectFrom('outbox').select(['said', 'created_at']).where('number', '=', number).execute();
  const calls = await db
    .selectFrom('outgoing_call')
    .select(['purpose as said', 'created_at'])
    .where('number', '=', number)
    .execute();
  return [...rows, ...calls].some(({ said, created_at }) => created_at >= at && (said ?? '').includes(`"${key}"`));
}

/** The text left, or its number takes none and a human has it, or its owner has said since that it is to be left alone. */
async function textLeft({ db, handed }: End, { number, at }: Owed): Promise<boolean> {
  if (await isOptedOut(db, { centreId: 'arendal', number })) return true;
  if (handed.some((t) => t.to === number && t.at >= toWall(at))) return true;
  const items = await db.selectFrom('inbox_item').select('reason').where('number', '=', number).execute();
  const calls = await db.selectFrom('outgoing_call').select('id').where('number', '=', number).execute();
  return items.some(({ reason }) => reason === 'undelivered') || calls.length > 0;
}
