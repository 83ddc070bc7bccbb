import { createHash } from 'node:crypto';
import { compiled } from '../../db/compiled.ts';
import type { Moment } from '../../db/moment.ts';
import { lit } from '../../db/dialect.ts';
import type { Broadcast, BroadcastKind, Db, Tx } from '../../db/schema/index.ts';
import { HOUR_MS, later, type Instant } from '../base/time.ts';

/** The text of a broadcast in one language. */
export interface BroadcastText {
  language: string;
  /** As staff wrote it. */
  said: string;
  /** As it is sent: with the sender, how to stop, and a placeholder for the name if the text has one. */
  body: string;
}

/** A broadcast as staff request it. */
export interface BroadcastWish {
  centreId: string;
  kind: BroadcastKind;
  /** The values of --to. */
  wanted: readonly string[];
  texts: readonly BroadcastText[];
  collects: 'yes' | null;
  long: boolean;
  sendAt: Instant | null;
  staff: string;
}

/** The same text to the same people within this time is a mistake. */
const TWIN_MS = 12 * HOUR_MS;

const digest = (of: unknown): string => createHash('sha256').update(JSON.stringify(of)).digest('hex').slice(0, 32);

/** Two hashes joined: one of the texts, one of the addressees. Broadcasts with the same text share the first. */
function twinOf({ wanted, texts }: Pick<BroadcastWish, 'wanted' | 'texts'>): string {
  const said = texts.map(({ language, said: text }) => `${language}: ${text}`).toSorted();
  return `${digest(said)}/${digest(wanted.toSorted())}`;
}

/** Stores a broadcast as a draft; an equal draft is reused. */
export async function draftBroadcast(tx: Tx, moment: Moment, wish: BroadcastWish): Promise<Broadcast> {
  const twin = twinOf(wish);
  const kept = await tx
    .selectFrom('broadcast')
    .selectAll()
    .where('centre_id', '=', wish.centreId)
    .where('twin', '=', twin)
    .where('kind', '=', wish.kind)
    .where('status', '=', 'draft')
    .where('collects', '=', wish.collects === 'yes' ? 1 : 0)
    .executeTakeFirst();
  if (kept !== undefined) {
    const changed = { long: wish.long ? 1 : 0, send_at: wish.sendAt };
    await tx.updateTable('broadcast').set(changed).where('id', '=', kept.id).execute();
    return { ...kept, ...changed };
  }
  const row: Omit<Broadcast, 'short_no'> = {
    id: moment.ids.next('broadcast'),
    centre_id: wish.centreId,
    kind: wish.kind,
    wanted: JSON.stringify(wish.wanted),
    twin,
    collects: wish.collects === 'yes' ? 1 : 0,
    long: wish.long ? 1 : 0,
    status: 'draft',
    send_at: wish.sendAt,
    planned_to: '',
    planned_at: null,
    queued_to: '',
    queued_at: null,
    recipients: 0,
    parts: 0,
    cost_ore: 0,
    left_out: '{}',
    created_by: wish.staff,
    second_by: null,
    created_at: moment.now,
    confirmed_at: null,
    changed_at: moment.now,
    finished_at: null,
  };
  await tx.insertInto('broadcast').values(row).execute();
  const texts = wish.texts.map((t) => ({ ...t, id: `${row.id}/${t.language}`, broadcast_id: row.id }));
  await tx.insertInto('broadcast_text').values(texts).execute();
  return tx.selectFrom('broadcast').selectAll().where('id', '=', row.id).executeTakeFirstOrThrow();
}

/** The numbers that staff confirmed. The broadcast goes to these recipients and no others. */
export interface Confirmation {
  id: string;
  recipients: number;
  parts: number;
  costOre: number;
  leftOut: Readonly<Record<string, number>>;
  sendAt: Instant | null;
  second: string | null;
}

/**
 * Starts a draft. Fails when another process has started it, and when the same text to the same people was started
 * within twelve hours.
 */
export async function confirmBroadcast(
  tx: Tx,
  moment: Moment,
  given: Confirmation,
): Promise<{ outcome: 'confirmed' | 'not a draft' } | { outcome: 'already sent'; twin: Broadcast }> {
  const row = await findBroadcast(tx, given.id);
  if (row?.status !== 'draft') return { outcome: 'not a draft' };
  const [twin] = (await lately(tx, row.centre_id, moment.now)).filter((b) => b.twin === row.twin && b.id !== row.id);
  if (twin !== undefined) return { outcome: 'already sent', twin };
  await tx
    .updateTable('broadcast')
    .set({
      status: 'planning',
      planned_to: '',
      planned_at: null,
      queued_to: '',
      recipients: given.recipients,
      parts: given.parts,
      cost_ore: given.costOre,
      left_out: JSON.stringify(given.leftOut),
      send_at: given.sendAt,
      second_by: given.second,
      confirmed_at: moment.now,
      changed_at: moment.now,
    })
    .where('id', '=', row.id)
    .execute();
  return { outcome: 'confirmed' };
}

/** Broadcasts of the last twelve hours that are sent or will be. */
async function lately(db: Db, centreId: string, now: Instant): Promise<Broadcast[]> {
  return db
    .selectFrom('broadcast')
    .selectAll()
    .where('centre_id', '=', centreId)
    .where('confirmed_at', '>', later(now, -TWIN_MS))
    .where('status', 'not in', ['draft', 'cancelled'])
    .orderBy('confirmed_at', 'desc')
    .execute();
}

/** The broadcast with the same text to the same people that was started already, if any. */
export async function findTwin(
  db: Db,
  wish: Pick<BroadcastWish, 'centreId' | 'wanted' | 'texts'>,
  now: Instant,
): Promise<Broadcast | undefined> {
  const twin = twinOf(wish);
  return (await lately(db, wish.centreId, now)).find((b) => b.twin === twin);
}

/**
 * Broadcasts of the last twelve hours with the same text, to any people, each with the last person that a cancelled one
 * reached.
 */
export async function saidTheSame(
  db: Db,
  { centreId, texts }: Pick<BroadcastWish, 'centreId' | 'texts'>,
  now: Instant,
): Promise<{ id: string; upTo: string | null }[]> {
  const [said] = twinOf({ wanted: [], texts }).split('/');
  const rows = await db
    .selectFrom('broadcast')
    .select(['id', 'status', 'queued_to'])
    .where('centre_id', '=', centreId)
    .where('confirmed_at', '>', later(now, -TWIN_MS))
    .where('twin', 'like', `${said}/%`)
    .where('status', '!=', 'draft')
    .execute();
  return rows.map((b) => ({ id: b.id, upTo: b.status === 'cancelled' ? b.queued_to : null }));
}

export async function findBroadcast(db: Db, id: string): Promise<Broadcast | undefined> {
  return (await find(db, { id }))[0];
}
const find = compiled<{ id: string }, Broadcast>((db, arg) =>
  db.selectFrom('broadcast').selectAll().where('id', '=', arg('id')),
);

/** The texts of a broadcast, one for each language. */
export async function textsOf(db: Db, id: string): Promise<BroadcastText[]> {
  return findTexts(db, { id });
}
const findTexts = compiled<{ id: string }, BroadcastText>((db, arg) =>
  db
    .selectFrom('broadcast_text')
    .select(['language', 'said', 'body'])
    .where('broadcast_id', '=', arg('id'))
    .orderBy('language'),
);

const LISTED_MAX = 100;

/** Newest first. */
export function listBroadcasts(db: Db, centreId: string | null): Promise<Broadcast[]> {
  return db
    .selectFrom('broadcast')
    .selectAll()
    .$if(centreId !== null, (q) => q.where('centre_id', '=', centreId ?? ''))
    .orderBy('created_at', 'desc')
    .orderBy('id')
    .limit(LISTED_MAX)
    .execute();
}

const active = compiled<{ now: Instant }, Broadcast>((db, arg) =>
  db
    .selectFrom('broadcast')
    .selectAll()
    // Both conditions on the status are needed: SQLite uses the partial index only for its literal condition.
    .where('status', 'in', [lit('planning'), lit('scheduled'), lit('sending')])
    .where((e) => e.or([e('status', '!=', lit('scheduled')), e('send_at', '<=', arg('now')), e('send_at', 'is', null)]))
    .orderBy('confirmed_at'),
);

/** Broadcasts with work to do now, oldest first. */
export const activeBroadcasts = (db: Db, now: Instant): Promise<Broadcast[]> => active(db, { now });
