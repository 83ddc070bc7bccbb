import type { Db } from '../../../db/schema/index.ts';
import { FORGOTTEN } from '../../../domain/privacy/erase-messages.ts';
import { withOffset } from '../../../domain/base/time.ts';

/** One inbound or outbound text. */
export interface LoggedMessage {
  id: string;
  direction: 'in' | 'out';
  from: string;
  to: string;
  body: string;
  status: string;
  at: string;
}

interface Which {
  number: string | null;
  centreId: string | null;
  /** Number of texts, the newest ones. */
  limit: number;
}

interface Sortable {
  instant: string;
  seq: number;
  message: Omit<LoggedMessage, 'at'>;
}

/** Inbound and outbound texts, oldest first: the journal and the outbox together. */
export async function listMessages(db: Db, which: Which): Promise<LoggedMessage[]> {
  const all = [...(await inbound(db, which)), ...(await outbound(db, which))].toSorted(inOrder);
  return all.slice(-which.limit).map(({ instant, message }) => ({ ...message, at: withOffset(instant) }));
}

/** At the same instant, an inbound text comes before its answer. */
function inOrder(a: Sortable, b: Sortable): number {
  if (a.instant !== b.instant) return a.instant < b.instant ? -1 : 1;
  if (a.message.direction !== b.message.direction) return a.message.direction === 'in' ? -1 : 1;
  return a.seq - b.seq;
}

async function inbound(db: Db, { number, centreId, limit }: Which): Promise<Sortable[]> {
  const rows = await db
    .selectFrom('arrival')
    .selectAll()
    .where('kind', '=', 'text')
    .where('payload', '!=', FORGOTTEN)
    .$if(number !== null, (q) => q.where('peer', '=', number))
    .$if(centreId !== null, (q) => q.where('centre_id', '=', centreId))
    .orderBy('seq', 'desc')
    .$if(Number.isFinite(limit), (q) => q.limit(limit))
    .execute();
  return rows.map((row) => {
    const { from, to, body } = JSON.parse(row.payload) as { from: string; to: string; body: string };
    return {
      instant: row.received_at,
      seq: row.seq,
      message: { id: row.id, direction: 'in', from, to, body, status: row.state },
    };
  });
}

async function outbound(db: Db, { number, centreId, limit }: Which): Promise<Sortable[]> {
  const rows = await db
    .selectFrom('outbox')
    .selectAll()
    .$if(number !== null, (q) => q.where('number', '=', number ?? ''))
    .$if(centreId !== null, (q) => q.where('centre_id', '=', centreId ?? ''))
    .orderBy('seq', 'desc')
    .$if(Number.isFinite(limit), (q) => q.limit(limit))
    .execute();
  return rows.map((row) => ({
    instant: row.created_at,
    seq: row.seq,
    message: {
      id: row.id,
      direction: 'out',
      from: row.from_number,
      to: row.number,
      body: row.body,
      status: row.state,
    },
  }));
}
