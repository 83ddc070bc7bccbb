import type { InboundText } from '../../carriers/line.ts';
import { lit } from '../../db/dialect.ts';
import type { Tx } from '../../db/schema/index.ts';
import { FORGOTTEN } from '../../domain/privacy/erasure.ts';
import { later, MINUTE_MS } from '../../domain/base/time.ts';
import { finishArrival, recordArrival, type ArrivalOutcome } from '../engine/journal.ts';
import type { ArrivalTurn, TextPayload } from '../engine/scene.ts';

/** The parts of a text come within seconds; after this what is there is taken as it is. */
const WAIT_MS = 5 * MINUTE_MS;
const JOINED: ArrivalOutcome = { outcome: 'part', state: 'done', centreId: null };
/** Stands for a part that did not come. */
const MISSING = '[...]';

type Part = TextPayload & { part: NonNullable<InboundText['part']> };

/**
 * Writes down a part of a longer text; the one that completes it makes the whole a text of its own, in the same transaction. Until
 * then the parts stay in the journal. They have no peer, so that a part that never comes keeps nothing else waiting.
 */
export async function recordPart(tx: Tx, now: string, { sid, providerAt, ...payload }: InboundText) {
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
  if (noted === 'noted' && here.size === text.part.of) await join(tx, now, text, here);
  return noted;
}

/** A part whose time is up: what there is becomes a text, and says where something is missing. */
export async function joinLate({ tx, moment, arrival }: ArrivalTurn, text: Part): Promise<ArrivalOutcome> {
  const here = await partsHere(tx, text);
  // Its own turn has begun, so that it waits no more.
  here.set(text.part.number, { id: arrival.id, text });
  await join(tx, moment.now, text, here);
  return JOINED;
}

export const isPart = (text: TextPayload): text is Part => text.part !== undefined;

/** The parts that wait, by number: of one that came twice the first. */
async function partsHere(
  tx: Tx,
  { from, to, part: { ref, of } }: Part,
): Promise<Map<number, { id: string; text: Part }>> {
  const rows = await tx
    .selectFrom('arrival')
    .select(['id', 'payload'])
    .where('kind', '=', 'text')
    .where('peer', 'is', null)
    .where('state', '=', lit('new'))
    .where('payload', 'like', '%"part":{%')
    .orderBy('seq')
    .execute();
  const here = new Map<number, { id: string; text: Part }>();
  for (const { id, payload } of rows) {
    const text = JSON.parse(payload) as Part;
    const isOurs = text.from === from && text.to === to && text.part.ref === ref && text.part.of === of;
    if (isOurs && !here.has(text.part.number)) here.set(text.part.number, { id, text });
  }
  return here;
}

async function join(tx: Tx, now: string, first: Part, here: Map<number, { id: string; text: Part }>): Promise<void> {
  const { part, ...payload } = first;
  const numbers = Array.from({ length: part.of }, (_, i) => i + 1);
  const body = numbers.map((n) => here.get(n)?.text.body ?? MISSING).join('');
  const ids = [...here.values()].map(({ id }) => id);
  const [id = ''] = ids;
  await recordArrival(tx, now, {
    id: `${id}-whole`,
    kind: 'text',
    centreId: null,
    peer: payload.from,
    payload: { ...payload, body },
  });
  for (const one of ids) {
    await finishArrival(tx, one, JOINED);
    // The whole has the words now, and is found when its sender is to be forgotten.
    await tx.updateTable('arrival').set({ payload: FORGOTTEN, handled_at: now }).where('id', '=', one).execute();
  }
}
