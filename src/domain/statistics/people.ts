import type { Db } from '../../db/schema/index.ts';
import { isWithheld } from '../calls/calls.ts';
import type { Month } from './month.ts';

export interface PeopleFigures {
  /** Number of different numbers that wrote or called, or received a text or a call. */
  reached: number;
  /** Those of them who were unknown to the centre before the month. */
  new: number;
  byText: number;
  /** Those of them in an answered call: callers, and persons that the line called. Hidden numbers do not count. */
  byPhone: number;
  optedOut: number;
  received: number;
  sent: number;
  callbacks: number;
  callbacksInTime: number;
}

/** States of a message that has left. */
const LEFT = ['accepted', 'sent', 'delivered', 'unknown'] as const;

/** People in touch with the centre in a month, by channel. */
export async function peopleIn(db: Db, centreId: string, month: Month): Promise<PeopleFigures> {
  const { wrote, spoke, told, reached } = await contactsOf(db, centreId, month);
  const count = (row: { n: number } | undefined): number => row?.n ?? 0;
  const met = await db
    .selectFrom('person')
    .select('number')
    .where('centre_id', '=', centreId)
    .where('first_seen_at', '>=', month.from)
    .where('first_seen_at', '<', month.to)
    .execute();
  const out = await db
    .selectFrom('opt_out')
    .select((e) => e.fn.countAll<number>().as('n'))
    .where('centre_id', '=', centreId)
    .where('since', '>=', month.from)
    .where('since', '<', month.to)
    .executeTakeFirst();
  const calls = await db
    .selectFrom('callback')
    .select(['status', 'due_at', 'done_at'])
    .where('centre_id', '=', centreId)
    .where('asked_at', '>=', month.from)
    .where('asked_at', '<', month.to)
    .execute();
  return {
    reached: reached.size,
    new: met.filter(({ number }) => reached.has(number)).length,
    byText: new Set([...wrote.numbers, ...told.numbers]).size,
    byPhone: spoke.length,
    optedOut: count(out),
    received: wrote.n,
    sent: told.n,
    callbacks: calls.length,
    callbacksInTime: calls.filter((c) => c.done_at !== null && c.done_at <= c.due_at).length,
  };
}

interface Contacts {
  wrote: Heard;
  told: Heard;
  spoke: string[];
  /** All of these numbers, each once. */
  reached: ReadonlySet<string>;
}

/** The numbers in touch with the centre in a month: the one definition behind every figure about people. */
async function contactsOf(db: Db, centreId: string, month: Month): Promise<Contacts> {
  const wrote = await writersOf(db, centreId, month);
  const told = await addresseesOf(db, centreId, month);
  const spoke = await speakersOf(db, centreId, month);
  return { wrote, told, spoke, reached: new Set([...wrote.numbers, ...told.numbers, ...spoke]) };
}

/** Number of different people in touch with the centre in a month. */
export const reachedIn = async (db: Db, centreId: string, month: Month): Promise<number> =>
  (await contactsOf(db, centreId, month)).reached.size;

/** Languages of the people in touch, the most common first. */
export async function languagesIn(db: Db, centreId: string, month: Month): Promise<{ language: string; n: number }[]> {
  const { reached } = await contactsOf(db, centreId, month);
  const people = await db
    .selectFrom('person')
    .select(['number', 'language'])
    .where('centre_id', '=', centreId)
    .execute();
  const counts = new Map<string, number>();
  for (const { number, language } of people) {
    if (reached.has(number)) counts.set(language, (counts.get(language) ?? 0) + 1);
  }
  return [...counts.entries()]
    .map(([language, n]) => ({ language, n }))
    .toSorted((a, b) => b.n - a.n || (a.language < b.language ? -1 : 1));
}

interface Heard {
  n: number;
  numbers: string[];
}

async function writersOf(db: Db, centreId: string, month: Month): Promise<Heard> {
  const rows = await db
    .selectFrom('arrival')
    .select(['peer', (e) => e.fn.countAll<number>().as('n')])
    .where('centre_id', '=', centreId)
    .where('kind', '=', 'text')
    .where('received_at', '>=', month.from)
    .where('received_at', '<', month.to)
    .groupBy('peer')
    .execute();
  return heard(rows.map(({ peer, n }) => ({ number: peer, n })));
}

/** Numbers in calls that were answered, by a person or by the line. A step of a call has no peer in the journal. */
async function speakersOf(db: Db, centreId: string, month: Month): Promise<string[]> {
  const rows = await db
    .selectFrom('call')
    .select('number')
    .distinct()
    .where('centre_id', '=', centreId)
    .where('started_at', '>=', month.from)
    .where('started_at', '<', month.to)
    .execute();
  return rows.flatMap(({ number }) => (number === '' || isWithheld(number) ? [] : [number]));
}

/** Texts to the staff phone do not count. */
async function addresseesOf(db: Db, centreId: string, month: Month): Promise<Heard> {
  const rows = await db
    .selectFrom('outbox')
    .select(['number', (e) => e.fn.countAll<number>().as('n')])
    .where('centre_id', '=', centreId)
    .where('kind', '!=', 'staff')
    .where('state', 'in', LEFT)
    .where('created_at', '>=', month.from)
    .where('created_at', '<', month.to)
    .groupBy('number')
    .execute();
  return heard(rows);
}

/** Erased people have no number: their messages count, the people do not. */
const heard = (rows: readonly { number: string | null; n: number }[]): Heard => ({
  n: rows.reduce((sum, { n }) => sum + n, 0),
  numbers: rows.flatMap(({ number }) => (number === null || number === '' ? [] : [number])),
});
