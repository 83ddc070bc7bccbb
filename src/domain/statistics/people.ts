import type { Db } from '../../db/schema/index.ts';
import type { Month } from './month.ts';

export interface PeopleFigures {
  /** Number of different numbers that wrote or called, or received a text. */
  reached: number;
  new: number;
  byText: number;
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
  const wrote = await peersOf(db, centreId, month, 'text');
  const rang = await peersOf(db, centreId, month, 'call');
  const told = await addresseesOf(db, centreId, month);
  const count = (row: { n: number } | undefined): number => row?.n ?? 0;
  const met = await db
    .selectFrom('person')
    .select((e) => e.fn.countAll<number>().as('n'))
    .where('centre_id', '=', centreId)
    .where('first_seen_at', '>=', month.from)
    .where('first_seen_at', '<', month.to)
    .executeTakeFirst();
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
    reached: new Set([...wrote.numbers, ...rang.numbers, ...told.numbers]).size,
    new: count(met),
    byText: new Set([...wrote.numbers, ...told.numbers]).size,
    byPhone: rang.numbers.length,
    optedOut: count(out),
    received: wrote.n,
    sent: told.n,
    callbacks: calls.length,
    callbacksInTime: calls.filter((c) => c.done_at !== null && c.done_at <= c.due_at).length,
  };
}

/** Number of different people in touch with the centre in a month. */
export async function reachedIn(db: Db, centreId: string, month: Month): Promise<number> {
  const wrote = await peersOf(db, centreId, month, 'text');
  const rang = await peersOf(db, centreId, month, 'call');
  const told = await addresseesOf(db, centreId, month);
  return new Set([...wrote.numbers, ...rang.numbers, ...told.numbers]).size;
}

/** Languages of the people in touch, the most common first. */
export async function languagesIn(db: Db, centreId: string, month: Month): Promise<{ language: string; n: number }[]> {
  const wrote = await peersOf(db, centreId, month, 'text');
  const rang = await peersOf(db, centreId, month, 'call');
  const told = await addresseesOf(db, centreId, month);
  const reached = new Set([...wrote.numbers, ...rang.numbers, ...told.numbers]);
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

async function peersOf(db: Db, centreId: string, month: Month, kind: 'text' | 'call'): Promise<Heard> {
  const rows = await db
    .selectFrom('arrival')
    .select(['peer', (e) => e.fn.countAll<number>().as('n')])
    .where('centre_id', '=', centreId)
    .where('kind', '=', kind)
    .where('received_at', '>=', month.from)
    .where('received_at', '<', month.to)
    .groupBy('peer')
    .execute();
  return heard(rows.map(({ peer, n }) => ({ number: peer, n })));
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
