import type { InboundText } from '../../carriers/base/line.ts';
import { lit } from '../../db/dialect.ts';
import type { Tx } from '../../db/schema/index.ts';
import { FORGOTTEN } from '../../domain/privacy/erase-messages.ts';
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

/** A part whose time is up: what there is becomes a text, and says where something is missing. */
export async function joinLate({ tx, moment, arrival }: ArrivalTurn, text: Part): Promise<ArrivalOutcome> {
  // Its own turn has begun, so that it is not among those that wait.
  await join(tx, moment.now, text, [{ id: arrival.id, text }, ...(await partsHere(tx, text))]);
  return JOINED;
}

export const isPart = <T extends TextPayload>(text: T): text is T & Part => text.part !== undefined;

interface Waiting {
  id: string;
  text: Part;
}

/** The parts that wait for the same whole, in the order in which they came. */
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
  // One that came twice is done, too: left there, it would become part of the next text with this reference.
  for (const { id, text } of here) {
    if (chosen[text.part.number - 1]?.text.body !== text.body) continue;
    await finishArrival(tx, id, JOINED);
    // The whole has the words now, and is found when its sender is to be forgotten.
    await tx.updateTable('arrival').set({ payload: FORGOTTEN, handled_at: now }).where('id', '=', id).execute();
  }
}
