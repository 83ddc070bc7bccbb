import type { InboundText } from '../../carriers/base/line.ts';
import { lit } from '../../db/dialect.ts';
import type { Tx } from '../../db/schema/index.ts';
import { FORGOTTEN } from '../../domain/privacy/erase-messages.ts';
import { later, MINUTE_MS } from '../../domain/base/time.ts';
import { finishArrival, recordArrival, type ArrivalOutcome } from '../engine/journal.ts';
import type { ArrivalTurn, TextPayload } from '../engine/scene.ts';

/**
 * The parts of a text arrive within seconds of each other. After this time the parts that arrived are taken as the
 * whole.
 */
const WAIT_MS = 5 * MINUTE_MS;
const JOINED: ArrivalOutcome = { outcome: 'part', state: 'done', centreId: null };
/** Replaces a part that did not arrive. */
const MISSING = '[...]';

type Part = TextPayload & { part: NonNullable<InboundText['part']> };

/**
 * Stores a part of a longer text. The last missing part joins the whole as a text of its own, in the same transaction.
 * Until then the parts wait in the journal without a peer, so that a lost part does not block other arrivals.
 */
export async function recordPart(
  tx: Tx,
  now: string,
  { sid, providerAt, ...payload }: InboundText,
): Promise<'noted' | 'already noted'> {
  const noted = await recordArrival(tx, now, {
    id: sid,
    kind: 'text',
    centreId: null,
    peer: null,
    payload,
    retryAt: later(now, WAIT_MS),
    ...(providerAt === undefined ? {} : { providerAt }),
  });
  const text = payload as Part;
  const here = await partsHere(tx, text);
  if (noted === 'noted' && new Set(here.map((one) => one.text.part.number)).size === text.part.of) {
    await join(tx, now, text, here);
  }
  return noted;
}

/** Joins the parts that arrived when the time for the rest is over, and marks the missing ones. */
export async function joinLate({ tx, moment, arrival }: ArrivalTurn, text: Part): Promise<ArrivalOutcome> {
  // The turn of this part has begun, so the query does not return it.
  await join(tx, moment.now, text, [{ id: arrival.id, text }, ...(await partsHere(tx, text))]);
  return JOINED;
}

export const isPart = <T extends TextPayload>(text: T): text is T & Part => text.part !== undefined;

interface Waiting {
  id: string;
  text: Part;
}

/** The parts of the same whole that wait, in the order of arrival. */
async function partsHere(tx: Tx, { from, to, part: { ref, of } }: Part): Promise<Waiting[]> {
  const rows = await tx
    .selectFrom('arrival')
    .select(['id', 'payload'])
    .where('kind', '=', 'text')
    .where('peer', 'is', null)
    .where('state', '=', lit('new'))
    .where('payload', 'like', '%"part":{%')
    .orderBy('seq')
    .execute();
  return rows
    .map(({ id, payload }) => ({ id, text: JSON.parse(payload) as Part }))
    .filter(({ text }) => text.from === from && text.to === to && text.part.ref === ref && text.part.of === of);
}

async function join(tx: Tx, now: string, like: Part, here: readonly Waiting[]): Promise<void> {
  const { part, ...payload } = like;
  const numbers = Array.from({ length: part.of }, (_, i) => i + 1);
  const chosen = numbers.map((n) => here.find(({ text }) => text.part.number === n));
  const body = chosen.map((one) => one?.text.body ?? MISSING).join('');
  const [first] = chosen.filter((one) => one !== undefined);
  await recordArrival(tx, now, {
    id: `${first?.id ?? ''}-whole`,
    kind: 'text',
    centreId: null,
    peer: payload.from,
    payload: { ...payload, body },
  });
  // A duplicate is done as well: otherwise it would become part of the next text with this reference.
  for (const { id, text } of here) {
    if (chosen[text.part.number - 1]?.text.body !== text.body) continue;
    await finishArrival(tx, id, JOINED);
    // The joined text holds the words now, and an erasure finds it by its sender.
    await tx.updateTable('arrival').set({ payload: FORGOTTEN, handled_at: now }).where('id', '=', id).execute();
  }
}
