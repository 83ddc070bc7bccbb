import type { Moment } from '../../db/moment.ts';
import { lit } from '../../db/dialect.ts';
import type { Db, Tx } from '../../db/schema/index.ts';
import { forgetOldCalls } from './erase-calls.ts';
import { recordCarrierCopies } from '../messages/carrier-copies.ts';
import { forgetWrongCodes } from '../centres/wrong-codes.ts';
import { addDays, dateOf, DAY_MS, later, toInstant, toWall, type Instant } from '../base/time.ts';

/** A retention rule: the data, and the number of days (docs/rules.md N3). */
export interface Rule {
  name: string;
  keeps: string;
  days: number;
  /** Erases at most STEP_MAX. */
  step: (tx: Tx, moment: Moment, before: Instant) => Promise<Step>;
}

interface Step {
  forgotten: number;
  more: boolean;
}

/** A batch is short, so that inbound texts are answered in between. */
const STEP_MAX = 200;
const AT = '03:30';

/** The time of the next run: every night at half past three, Oslo time. */
export function nextRetentionAt(after: Instant): Instant {
  const today = dateOf(toWall(after));
  const tonight = toInstant(`${today}T${AT}`);
  return tonight > after ? tonight : toInstant(`${addDays(today, 1)}T${AT}`);
}

/** All rules, in order. */
export const RULES: readonly Rule[] = [
  {
    name: 'messages received',
    keeps: 'the words of texts that came in; then only that they came',
    days: 90,
    step: forgetReceived,
  },
  {
    name: 'messages sent',
    keeps: 'the words of texts that went out; then only that they went',
    days: 90,
    step: (tx, moment, before) => forgetSent(tx, moment, { before, confirmations: false }),
  },
  {
    name: 'confirmations sent',
    keeps: 'the words of confirmations, which may name a recipient and an address',
    days: 30,
    step: (tx, moment, before) => forgetSent(tx, moment, { before, confirmations: true }),
  },
  {
    name: 'inbox',
    keeps: 'the words of what staff have done with, help requests too, counted from then',
    days: 30,
    step: forgetDoneInbox,
  },
  {
    name: 'callbacks',
    keeps: 'what was said before a call and what came of it, counted from then',
    days: 30,
    step: forgetDoneCallbacks,
  },
  {
    name: 'calls',
    keeps: 'who called and was called, and about what; then only that there was a call',
    days: 90,
    step: async (tx, _moment, before) => {
      const forgotten = await forgetOldCalls(tx, before, STEP_MAX);
      return { forgotten, more: forgotten >= STEP_MAX };
    },
  },
  {
    name: 'wrong codes',
    keeps: 'that a wrong code was tried in the name of a number, which stands there as a keyed hash',
    days: 14,
    step: async (tx, _moment, before) => {
      const forgotten = await forgetWrongCodes(tx, before, STEP_MAX);
      return { forgotten, more: forgotten >= STEP_MAX };
    },
  },
  {
    name: 'recipients',
    keeps: 'name, address, telephone and details of whom an assignment was for, counted from its end',
    days: 30,
    step: forgetRecipients,
  },
];

/** Applies the rules in order until one has erased something, or has more rows to examine. */
export async function forgetSome(tx: Tx, moment: Moment): Promise<{ rule: string | null; forgotten: number }> {
  for (const { name, days, step } of RULES) {
    const { forgotten, more } = await step(tx, moment, later(moment.now, -days * DAY_MS));
    if (forgotten > 0 || more) return { rule: name, forgotten };
  }
  return { rule: null, forgotten: 0 };
}

/** Reads the journal from the position of the last run: rows before it need no second look. */
async function forgetReceived(tx: Tx, moment: Moment, before: Instant): Promise<Step> {
  const rows = await tx
    .selectFrom('arrival')
    .select(['seq', 'id', 'kind', 'payload', 'state'])
    .where('seq', '>', await cursorOf(tx, 'received'))
    .where('received_at', '<=', before)
    .orderBy('seq')
    .limit(STEP_MAX)
    .execute();
  let forgotten = 0;
  for (const { seq, kind, payload, state } of rows) {
    const kept = state === 'new' ? payload : withoutWords(kind, payload);
    if (kept === payload) continue;
    await tx.updateTable('arrival').set({ payload: kept, answer: null }).where('seq', '=', seq).execute();
    forgotten++;
  }
  const texts = rows.filter(({ kind }) => kind === 'text').map(({ id }) => id);
  await recordCarrierCopies(tx, moment, texts);
  await setCursor(tx, 'received', rows.at(-1)?.seq);
  return { forgotten, more: rows.length === STEP_MAX };
}

/** A text keeps its sender, number and time; any other arrival keeps nothing. */
function withoutWords(kind: string, payload: string): string {
  if (kind === 'deadline' || kind === 'report' || kind === 'agenda') return payload;
  const { from, to } = JSON.parse(payload) as { from?: unknown; to?: unknown };
  const whose = typeof from === 'string' && typeof to === 'string' ? { from, to, body: '' } : { forgotten: 1 };
  return JSON.stringify(whose);
}

async function forgetSent(
  tx: Tx,
  moment: Moment,
  { before, confirmations }: { before: Instant; confirmations: boolean },
): Promise<Step> {
  const cursor = confirmations ? 'confirmations' : 'sent';
  const rows = await tx
    .selectFrom('outbox')
    .select(['seq', 'id', 'sid', 'body'])
    .where('seq', '>', await cursorOf(tx, cursor))
    .where('created_at', '<=', before)
    .where('state', 'not in', ['held', 'pending', 'sending'])
    .$if(confirmations, (q) => q.where('kind', '=', 'confirmation'))
    .orderBy('seq')
    .limit(STEP_MAX)
    .execute();
  const worded = rows.filter(({ body }) => body !== '');
  if (worded.length > 0) {
    const ids = worded.map(({ id }) => id);
    await tx.updateTable('outbox').set({ body: '', said: null }).where('id', 'in', ids).execute();
  }
  const sids = worded.map(({ sid }) => sid);
  await recordCarrierCopies(tx, moment, sids);
  await setCursor(tx, cursor, rows.at(-1)?.seq);
  return { forgotten: worded.length, more: rows.length === STEP_MAX };
}

async function forgetDoneInbox(tx: Tx, _moment: Moment, before: Instant): Promise<Step> {
  const rows = await tx
    .selectFrom('inbox_item')
    .select('id')
    .where('status', '=', 'done')
    .where('done_at', '<=', before)
    .where('body', '!=', lit(''))
    .limit(STEP_MAX)
    .execute();
  if (rows.length === 0) return { forgotten: 0, more: false };
  const ids = rows.map(({ id }) => id);
  await tx.updateTable('inbox_item').set({ body: '' }).where('id', 'in', ids).execute();
  return { forgotten: rows.length, more: rows.length === STEP_MAX };
}

async function forgetDoneCallbacks(tx: Tx, _moment: Moment, before: Instant): Promise<Step> {
  const rows = await tx
    .selectFrom('callback')
    .select('id')
    .where('status', '=', 'done')
    .where('done_at', '<=', before)
    .where((e) => e.or([e('outcome', '!=', lit('')), e('words', '!=', lit('')), e('shown', '!=', lit(''))]))
    .limit(STEP_MAX)
    .execute();
  if (rows.length === 0) return { forgotten: 0, more: false };
  const ids = rows.map(({ id }) => id);
  await tx.updateTable('callback').set({ outcome: '', words: '', shown: '' }).where('id', 'in', ids).execute();
  return { forgotten: rows.length, more: rows.length === STEP_MAX };
}

async function forgetRecipients(tx: Tx, _moment: Moment, before: Instant): Promise<Step> {
  const rows = await tx
    .selectFrom('assignment_secret')
    .innerJoin('assignment', 'assignment.id', 'assignment_secret.assignment_id')
    .select(['assignment_id', 'starts_utc', 'minutes'])
    .where('starts_utc', '<=', before)
    .orderBy('starts_utc')
    .limit(STEP_MAX)
    .execute();
  const over = rows.filter((r) => later(r.starts_utc, r.minutes * 60_000) <= before).map((r) => r.assignment_id);
  if (over.length === 0) return { forgotten: 0, more: false };
  await tx.deleteFrom('assignment_secret').where('assignment_id', 'in', over).execute();
  return { forgotten: over.length, more: rows.length === STEP_MAX };
}

type Cursor = 'received' | 'sent' | 'confirmations';

/** The position up to which a journal is read. */
async function cursorOf(db: Db, name: Cursor): Promise<number> {
  const key = `retention:${name}`;
  const row = await db.selectFrom('meta').select('value').where('key', '=', key).executeTakeFirst();
  return Number(row?.value ?? 0);
}

async function setCursor(tx: Tx, name: Cursor, seq: number | undefined): Promise<void> {
  if (seq === undefined) return;
  const [key, value] = [`retention:${name}`, String(seq)];
  await tx
    .insertInto('meta')
    .values({ key, value })
    .onConflict((c) => c.column('key').doUpdateSet({ value }))
    .execute();
}
