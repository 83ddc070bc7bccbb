import { compiledChange } from '../../db/compiled.ts';
import type { Moment } from '../../db/moment.ts';
import {
  OUTBOX_STATES,
  type AboutKind,
  type Db,
  type MessageKind,
  type OutboxRow,
  type OutboxState,
  type Tx,
} from '../../db/schema/index.ts';
import { aboutOf, type MessageKey } from './about.ts';
import { isOptedOut } from '../centres/opt-out.ts';
import { canReply } from '../base/phone-numbers.ts';
import type { Instant } from '../base/time.ts';

/** A message to be sent. */
export interface NewMessage extends MessageKey {
  centreId: string;
  personId: string | null;
  /** The centre's number, and theirs; E.164. */
  fromNumber: string;
  number: string;
  kind: MessageKind;
  /** True for a message about a person in need, which goes before every other message. */
  need?: boolean;
  body: string;
  language: string;
  encoding: 'GSM-7' | 'UCS-2';
  parts: number;
  /** JSON: the lines of the message, for a call when the number turns out not to take texts. */
  said?: string;
  /** Not before this instant; at once when absent. */
  notBefore?: Instant;
  /** After this instant it is useless and is not sent. */
  expiresAt?: Instant | null;
  /** The broadcast to which it belongs. */
  broadcastId?: string | null;
}

/** A person waits for these beside the phone. */
const PROMPT: ReadonlySet<MessageKind> = new Set(['reply', 'stop_receipt', 'confirmation', 'change', 'code', 'staff']);

/** The order in which the sender takes messages that are due, highest first. */
export const PRIORITIES = [2, 1, 0, -1] as const;
export type Priority = (typeof PRIORITIES)[number];
/** A message about a person in need. */
export const NEED: Priority = 2;

const priorityOf = ({ need, kind, about }: Pick<NewMessage, 'need' | 'kind' | 'about'>): Priority => {
  if (need === true || about?.kind === 'need') return NEED;
  if (PROMPT.has(kind)) return 1;
  return kind === 'broadcast' ? -1 : 0;
};

/** Puts a message into the outbox; the sender takes it after commit. Who opted out gets the receipt of that, and nothing else. */
export async function queueMessage(
  tx: Tx,
  moment: Moment,
  m: NewMessage,
): Promise<'queued' | 'already queued' | 'opted out' | 'cannot be texted'> {
  if (!canReply(m.number)) return 'cannot be texted';
  if (m.kind !== 'stop_receipt' && (await isOptedOut(tx, m))) return 'opted out';
  const inserted = await insert(tx, {
    id: moment.ids.next('out'),
    dedupe: m.dedupe,
    centreId: m.centreId,
    personId: m.personId,
    fromNumber: m.fromNumber,
    number: m.number,
    kind: m.kind,
    priority: priorityOf(m),
    body: m.body,
    language: m.language,
    encoding: m.encoding,
    parts: m.parts,
    said: m.said ?? null,
    notBefore: m.notBefore ?? moment.now,
    expiresAt: m.expiresAt ?? null,
    broadcastId: m.broadcastId ?? null,
    aboutKind: m.about?.kind ?? null,
    aboutId: m.about?.id ?? null,
    now: moment.now,
  });
  return inserted === 1 ? 'queued' : 'already queued';
}

const insert = compiledChange<
  Required<Omit<NewMessage, 'said' | 'about' | 'need'>> & {
    said: string | null;
    aboutKind: AboutKind | null;
    aboutId: string | null;
    id: string;
    priority: number;
    now: string;
  }
>((db, arg) =>
  db
    .insertInto('outbox')
    .values({
      id: arg('id'),
      dedupe: arg('dedupe'),
      centre_id: arg('centreId'),
      person_id: arg('personId'),
      from_number: arg('fromNumber'),
      number: arg('number'),
      kind: arg('kind'),
      priority: arg('priority'),
      body: arg('body'),
      language: arg('language'),
      encoding: arg('encoding'),
      parts: arg('parts'),
      said: arg('said'),
      not_before: arg('notBefore'),
      expires_at: arg('expiresAt'),
      state: 'pending',
      tries: 0,
      created_at: arg('now'),
      broadcast_id: arg('broadcastId'),
      about_kind: arg('aboutKind'),
      about_id: arg('aboutId'),
    })
    .onConflict((c) => c.column('dedupe').doNothing()),
);

/** Sends a stopped message again, as a new one; a second call does nothing. */
export async function retryMessage(
  tx: Tx,
  moment: Moment,
  id: string,
): Promise<'queued' | 'already queued' | 'opted out' | 'cannot be texted' | 'not found' | 'still going'> {
  const row = await tx.selectFrom('outbox').selectAll().where('id', '=', id).executeTakeFirst();
  if (row === undefined) return 'not found';
  if (!hasStopped(row)) return 'still going';
  return queueMessage(tx, moment, {
    // A copy, not the same row: late reports about the first message still reach its row.
    dedupe: `${row.id}/again`,
    centreId: row.centre_id,
    personId: row.person_id,
    fromNumber: row.from_number,
    number: row.number,
    kind: row.kind,
    need: row.priority === NEED,
    body: row.body,
    language: row.language,
    encoding: row.encoding,
    parts: row.parts,
    broadcastId: row.broadcast_id,
    about: aboutOf(row),
  });
}

/** The service does nothing more about it, and its delivery cannot be known. */
const hasStopped = (row: OutboxRow): boolean =>
  ['failed', 'expired', 'undelivered', 'cancelled'].includes(row.state) ||
  (row.state === 'unknown' && row.settled_at !== null);

/** Number of messages in each state; of one centre, or of all. */
export async function outboxCounts(db: Db, centreId?: string): Promise<Record<OutboxState, number>> {
  const rows = await db
    .selectFrom('outbox')
    .select(['state', (e) => e.fn.countAll<number>().as('n')])
    .$if(centreId !== undefined, (q) => q.where('centre_id', '=', centreId ?? ''))
    .groupBy('state')
    .execute();
  const none = Object.fromEntries(OUTBOX_STATES.map((state) => [state, 0])) as Record<OutboxState, number>;
  for (const row of rows) none[row.state] = row.n;
  return none;
}
