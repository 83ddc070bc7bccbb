import type { App } from '../../service/engine/scene.ts';

type Db = App['store']['db'];

/** A message as the phone shows it. */
export interface PhoneMessage {
  id: string;
  /** The numbers of the phone and of the centre. */
  phone: string;
  centre: string;
  direction: 'sent' | 'received';
  body: string;
  /** When the phone sent it, or when it left the centre; ISO 8601 UTC. */
  at: string;
  state: string;
  /** The basis of the centre's cost; null for texts from the phone. */
  encoding: 'GSM-7' | 'UCS-2' | null;
  parts: number | null;
}

const LATEST_MAX = 100;

/** The latest messages of a phone, oldest first. */
export async function messagesOf(db: Db, number: string): Promise<PhoneMessage[]> {
  const both = [...(await sentBy(db, number)), ...(await receivedBy(db, number))];
  return both.toSorted((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : a.direction === 'sent' ? -1 : 1));
}

async function sentBy(db: Db, number: string): Promise<PhoneMessage[]> {
  const rows = await db
    .selectFrom('arrival')
    .select(['id', 'payload', 'received_at', 'state'])
    .where('peer', '=', number)
    .where('kind', '=', 'text')
    .orderBy('seq', 'desc')
    .limit(LATEST_MAX)
    .execute();
  return rows.toReversed().map(({ id, payload, received_at: at, state }) => {
    const { to, body } = JSON.parse(payload) as { to: string; body: string };
    return { id, phone: number, centre: to, direction: 'sent', body, at, state, encoding: null, parts: null };
  });
}

async function receivedBy(db: Db, number: string): Promise<PhoneMessage[]> {
  const rows = await db
    .selectFrom('outbox')
    .select(['id', 'from_number', 'body', 'created_at', 'not_before', 'sent_at', 'state', 'encoding', 'parts'])
    .where('number', '=', number)
    .orderBy('seq', 'desc')
    .limit(LATEST_MAX)
    .execute();
  return rows.toReversed().map((row) => ({
    id: row.id,
    phone: number,
    centre: row.from_number,
    direction: 'received',
    body: row.body,
    at: row.sent_at ?? (row.not_before > row.created_at ? row.not_before : row.created_at),
    state: row.state,
    encoding: row.encoding,
    parts: row.parts,
  }));
}
