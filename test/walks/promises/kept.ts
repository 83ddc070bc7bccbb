import type { Line, Param } from '../../../src/conversation/ask.ts';
import type { Db, OutboxRow, Person } from '../../../src/db/schema/index.ts';
import { isOpen } from '../../../src/domain/base/opening-hours.ts';
import { dateOf, toInstant, toWall } from '../../../src/domain/base/time.ts';
import { isWithheld } from '../../../src/domain/calls/calls.ts';
import { isOptedOut } from '../../../src/domain/centres/opt-out.ts';
import type { TestApp } from '../../support/app.ts';
import type { Caller } from '../../support/provider/caller.ts';
import { PROMISES, type Claim } from './claims.ts';

/** One thing that a sentence promised to a number. */
export interface Promised {
  key: string;
  claim: Claim;
  number: string;
  params: NonNullable<Line['params']>;
}

/** What was so before a step, so that what it brought can be told. */
export interface Before {
  /** The last message in the outbox. */
  seq: number;
  inbox: ReadonlySet<string>;
  /** Calls that we placed or are to place. */
  calls: ReadonlySet<string>;
}

/** The promises in some lines, also inside their parameters. */
export function promisesIn(lines: readonly Line[], number: string): Promised[] {
  return lines.flatMap(({ key, params = {} }): Promised[] => {
    const own = [PROMISES[key] ?? []].flat().map((claim): Promised => ({ key, claim, number, params }));
    const inside = Object.values(params).flatMap((param): Line[] => {
      if (typeof param !== 'object') return [];
      return param.as === 'line' ? [param.of] : param.as === 'lines' ? [...param.of] : [];
    });
    return [...own, ...promisesIn(inside, number)];
  });
}

/** A wall time, or a date, in a parameter; null for what names none. */
const timeIn = (param: Param | undefined): string | null =>
  typeof param === 'object' && 'of' in param && param.as === 'fullDay' ? param.of : null;

/** What can be promised to a caller whom no human can ring or write to. */
const TO_HIDDEN: ReadonlySet<Claim> = new Set(['dialled', 'message', 'noted', 'staff']);

interface Around {
  app: TestApp;
  before: Before;
  promised: Promised;
  /** The call in which it was said. */
  caller: Caller | null;
}

type Check = (around: Around, db: Db) => Promise<boolean>;

/** Whether a promise has behind it, at once, what it needs. */
export async function isSo(around: Around): Promise<boolean> {
  const { claim, number } = around.promised;
  if (isWithheld(number) && !TO_HIDDEN.has(claim)) return false;
  return CHECKS[claim](around, around.app.store.db);
}

/** Those of a number whom staff are to ring. */
export const openCalls = (db: Db, number: string) =>
  db.selectFrom('callback').selectAll().where('number', '=', number).where('status', '=', 'open').execute();

const personOf = (db: Db, number: string): Promise<Person | undefined> =>
  db.selectFrom('person').selectAll().where('number', '=', number).executeTakeFirst();

const signUpsOf = async (db: Db, number: string) =>
  db
    .selectFrom('sign_up')
    .selectAll()
    .where('person_id', '=', (await personOf(db, number))?.id ?? '')
    .execute();

const offersOf = async (db: Db, number: string) =>
  db
    .selectFrom('offer')
    .selectAll()
    .where('person_id', '=', (await personOf(db, number))?.id ?? '')
    .execute();

const volunteerOf = async (db: Db, number: string) =>
  db
    .selectFrom('volunteer')
    .selectAll()
    .where('person_id', '=', (await personOf(db, number))?.id ?? '')
    .executeTakeFirst();

const weeklyOf = async (db: Db, number: string) =>
  db
    .selectFrom('subscription')
    .selectAll()
    .where('person_id', '=', (await personOf(db, number))?.id ?? '')
    .execute();

const theCentre = (db: Db) => db.selectFrom('centre').selectAll().executeTakeFirstOrThrow();

const isAskedNow: Check = async ({ app, promised }, db) => {
  const volunteer = await volunteerOf(db, promised.number);
  if (volunteer === undefined || volunteer.left_on !== null) return false;
  return volunteer.paused_until === null || volunteer.paused_until <= dateOf(toWall(app.clock.now().toISOString()));
};

const isInInbox: Check = async ({ promised: { number }, before }, db) => {
  const items = await db.selectFrom('inbox_item').selectAll().where('number', '=', number).execute();
  return items.some(({ id, status }) => !before.inbox.has(id) && status === 'open');
};

const CHECKS: Readonly<Record<Claim, Check>> = {
  async call({ promised: { number, params } }, db) {
    const by = timeIn(params['day']);
    return (await openCalls(db, number)).some(({ due_at }) => by === null || due_at <= toInstant(by));
  },
  async 'wished call'({ promised: { number, params } }, db) {
    const [day, due] = [timeIn(params['day']) ?? '', timeIn(params['due'])];
    return (await openCalls(db, number)).some(
      ({ wished_at, due_at }) =>
        wished_at !== null &&
        toWall(wished_at).startsWith(day) &&
        (due === null ? dateOf(toWall(due_at)) === dateOf(day) : due_at <= toInstant(due)),
    );
  },
  async 'no call'({ promised: { number } }, db) {
    return (await openCalls(db, number)).length === 0;
  },
  answer: isInInbox,
  noted: isInInbox,
  async reminder({ promised: { number } }, db) {
    return (await signUpsOf(db, number)).some((s) => s.reminded_at !== null || s.remind_at < s.starts_utc);
  },
  async 'signed up'({ promised: { number } }, db) {
    return (await signUpsOf(db, number)).some(({ status }) => status === 'signed_up');
  },
  async place({ promised: { number } }, db) {
    return (await signUpsOf(db, number)).some(({ status }) => status === 'waiting');
  },
  async decision({ promised: { number } }, db) {
    return (await offersOf(db, number)).some(({ status }) => ['accepted', 'noted', 'confirmed'].includes(status));
  },
  async proposal({ promised: { number } }, db) {
    const person = await personOf(db, number);
    const rows = await db.selectFrom('proposal').select(['person_id', 'status']).execute();
    return rows.some((row) => row.person_id === person?.id && row.status === 'waiting');
  },
  async 'asked on'({ promised: { number }, before }, db) {
    const items = await db.selectFrom('inbox_item').selectAll().where('number', '=', number).execute();
    return items.some(({ id, reason }) => reason === 'withdrew' && !before.inbox.has(id));
  },
  async staff({ promised: { number } }, db) {
    const alerts = await db.selectFrom('staff_notice').select('about').where('kind', '=', 'crisis').execute();
    return (await openCalls(db, number)).some((call) => alerts.some(({ about }) => about === call.id));
  },
  // Whether one that is lost was taken back, what is so in the end says.
  async 'duty phone'({ promised: { number } }, db) {
    return (await needTexts(db, number)).length > 0;
  },
  async 'sent now'({ before }, db) {
    const texts = await db.selectFrom('outbox').selectAll().where('kind', '=', 'staff').execute();
    // One that was tried, and waits for a carrier that is away, was sent as soon as it could be.
    return texts.some(
      ({ seq, not_before, created_at, tries }) => seq > before.seq && (not_before <= created_at || tries > 0),
    );
  },
  async dialled({ promised: { number }, caller, app }, db) {
    const { staff_phone, emergency_phone, opening } = await theCentre(db);
    const dialled = caller?.waits?.name === 'Dial' ? (caller.waits.children[0]?.text ?? '') : '';
    const hers = isOpen(opening, app.clock.now().toISOString()) ? staff_phone : emergency_phone;
    return dialled === hers && dialled !== number;
  },
  async message({ promised: { number }, caller }, db) {
    return caller?.waits?.name === 'Record' && (await openCalls(db, number)).length > 0;
  },
  async text({ promised: { number }, before }, db) {
    const texts = await db.selectFrom('outbox').select('seq').where('number', '=', number).execute();
    const calls = await db.selectFrom('outgoing_call').select('id').where('number', '=', number).execute();
    return texts.some(({ seq }) => seq > before.seq) || calls.some(({ id }) => !before.calls.has(id));
  },
  async rung({ promised: { number } }, db) {
    const calls = await db.selectFrom('outgoing_call').selectAll().where('number', '=', number).execute();
    return calls.some(({ state }) => state !== 'cancelled');
  },
  silence: ({ promised: { number } }, db) => isOptedOut(db, { centreId: 'arendal', number }),
  'heard again': async ({ promised: { number } }, db) => !(await isOptedOut(db, { centreId: 'arendal', number })),
  'by text': async ({ promised: { number } }, db) => (await personOf(db, number))?.prefers === 'text',
  asked: isAskedNow,
  'not asked': async (around, db) => !(await isAskedNow(around, db)),
  weekly: async ({ promised: { number } }, db) => (await weeklyOf(db, number)).length > 0,
  'no weekly': async ({ promised: { number } }, db) => (await weeklyOf(db, number)).length === 0,
  // Its last text has to leave first: what is so in the end says it.
  erased: () => Promise.resolve(true),
};

/** The texts to the emergency phone about the person with a number. */
export const needTexts = async (db: Db, number: string): Promise<OutboxRow[]> =>
  db
    .selectFrom('outbox')
    .selectAll()
    .where('about_kind', '=', 'need')
    .where('about_id', '=', (await personOf(db, number))?.id ?? '')
    .execute();
