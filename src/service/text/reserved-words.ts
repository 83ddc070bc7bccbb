import { optIn, optOut } from '../../domain/centres/opt-out.ts';
import { putInInbox, type InboxReason } from '../../domain/staff/inbox.ts';
import type { Reading } from '../../understanding/base/reading.ts';
import { dropOffers } from '../assignments/drop-offers.ts';
import { endConversation, type Conversation } from '../engine/conversations.ts';
import { howMany } from './loop-guard.ts';
import { hasOneToEnd } from './begin-keywords.ts';
import { answerNeed, goesOnInNeed } from './in-need.ts';
import { beginFlow } from '../engine/run-flow.ts';
import { reply } from '../notify/reply.ts';
import type { ArrivalOutcome } from '../engine/journal.ts';
import type { Scene, TextPayload } from '../engine/scene.ts';

interface Heard {
  text: TextPayload;
  reading: Reading;
  optedOut: boolean;
  open: Conversation | null;
}

type Aside = Pick<ArrivalOutcome, 'outcome' | 'state'>;

/**
 * Handles a text that takes precedence over every conversation: an automatic reply, STOPP, START, a person in need, a
 * wrong number, the death of the number's owner, and a person who has opted out. Null for a text to a conversation.
 */
export async function reserved(scene: Scene, heard: Heard): Promise<Aside | null> {
  const { text, reading, optedOut } = heard;
  const done = text.optOutType;
  if (reading.intent === 'automatic') return { outcome: 'automatic', state: 'ignored' };
  // From a person without a subscription, AVSLUTT ABONNEMENT is a STOP.
  const isWide = reading.intent === 'unsubscribe' && reading.with.stops;
  const stops = reading.intent === 'stop' || (isWide && !(await hasOneToEnd(scene)));
  if (done === 'STOP' || stops) return stop(scene, heard);
  if (done === 'START' || (optedOut && reading.intent === 'start')) return start(scene, heard);
  // The carrier has already sent its configured help text.
  if (done === 'HELP') return { outcome: 'help', state: 'done' };
  if (reading.intent === 'crisis' || (await goesOnInNeed(scene, reading))) return answerNeed(scene, heard);
  if (reading.intent === 'deceased') return anothersNumber(scene, heard, 'deceased');
  if (!optedOut && reading.keyword === 'wrong_number') return anothersNumber(scene, heard, 'wrong number');
  if (optedOut) {
    await note(scene, 'opted out', text.body);
    return { outcome: 'opted out', state: 'done' };
  }
  return null;
}

/** The receipt is queued before the block is in force; after that, no message to the number is allowed. */
async function stop(scene: Scene, { text, reading, optedOut, open }: Heard): Promise<Aside> {
  const { tx, moment, centre, person } = scene;
  if (open !== null) await endConversation(scene, open.id);
  if (text.optOutType === null && !optedOut) {
    const said = [{ key: 'common.stopped' as const, params: { centre: centre.name } }];
    await reply(known(scene), { said, ask: null, kind: 'stop_receipt', ...inEnglishToo(scene, reading) });
  }
  await optOut(tx, moment, { centreId: centre.id, number: person.number, how: 'text' });
  await dropOffers(scene);
  return { outcome: 'stop', state: 'done' };
}

/** The number has a new owner, or its owner has died: the line writes nothing more to it, and staff do the rest. */
async function anothersNumber(
  scene: Scene,
  { text, reading, open, optedOut }: Heard,
  why: 'wrong number' | 'deceased',
): Promise<Aside> {
  const { tx, moment, centre, person } = scene;
  if (open !== null) await endConversation(scene, open.id);
  await note(scene, why, text.body);
  if (!optedOut) {
    const said = [{ key: why === 'deceased' ? ('common.deceased' as const) : ('common.wrongNumber' as const) }];
    await reply(known(scene), { said, ask: null, kind: 'stop_receipt', ...inEnglishToo(scene, reading) });
  }
  await optOut(tx, moment, { centreId: centre.id, number: person.number, how: why });
  await dropOffers(scene);
  return { outcome: why, state: 'done' };
}

/** A sentence in a language that the line reads but does not write is repeated in English. */
function inEnglishToo({ app, person }: Scene, { language }: Reading): { also?: string } {
  const isWritten = language === null || app.languages.includes(language);
  return isWritten || person.language === 'en' ? {} : { also: 'en' };
}

/** Treats the person as known, so that no introduction comes before the urgent sentence. */
const known = (scene: Scene): Scene => ({
  ...scene,
  person: { ...scene.person, last_outbound_at: scene.person.last_outbound_at ?? scene.moment.now },
});

async function start(scene: Scene, { text }: Heard): Promise<Aside> {
  const { tx, centre, person } = scene;
  await optIn(tx, { centreId: centre.id, number: person.number });
  if (text.optOutType === null && (await howMany(scene)) === 'few') {
    const menu = await beginFlow(scene, 'menu', {}, null);
    const said = [{ key: 'common.started' as const, params: { centre: centre.name } }];
    await reply(scene, { said: [...said, ...menu.said], ask: menu.ask, kind: 'reply' });
  }
  return { outcome: 'start', state: 'done' };
}

async function note(scene: Scene, reason: InboxReason, body: string): Promise<void> {
  const { tx, moment, centre, person, arrivalId } = scene;
  await putInInbox(tx, moment, {
    centreId: centre.id,
    personId: person.id,
    number: person.number,
    reason,
    arrivalId,
    body,
  });
}
