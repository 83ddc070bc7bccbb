import type { Ask } from '../../conversation/ask.ts';
import { offersOf } from '../../domain/assignments/offers.ts';
import { broadcastReceived, type BroadcastReceived } from '../../domain/broadcasts/replies.ts';
import { isOptedOut } from '../../domain/centres/opt-out.ts';
import { lastSent } from '../../domain/messages/last-sent.ts';
import type { Reading } from '../../understanding/base/reading.ts';
import { offerContextOf, offerSituation, type OfferContext } from '../assignments/read-answers.ts';
import { openConversation, type Conversation } from '../engine/conversations.ts';
import { understand } from '../engine/read-text.ts';
import { resume } from '../engine/run-flow.ts';
import type { Scene } from '../engine/scene.ts';
import { situationOf } from './broadcast-answers.ts';

/** A text with its only reading, and everything that the person may be answering. */
export interface InboundRead {
  reading: Reading;
  optedOut: boolean;
  open: { conversation: Conversation; ask: Ask } | null;
  /** An open conversation could not be read any more and was ended. */
  broken: boolean;
  /** How the text relates to offers that the person got. */
  offerContext: OfferContext;
  /** The broadcast that the text may answer. */
  received: BroadcastReceived | null;
}

const QUOTED = /["'“”„‟‘’‚«»‹›「」『』＂]/u;

/** Reads an inbound text once, given the open question, the offers and the messages that the person got. */
export async function readInbound(scene: Scene, body: string): Promise<InboundRead> {
  const { tx, moment, centre, person } = scene;
  const who = { centreId: centre.id, number: person.number };
  const optedOut = await isOptedOut(tx, who);
  const kept = await openConversation(tx, person.id);
  const open = kept === null ? null : await resume(scene, kept);
  const offers = await offersOf(tx, person.id, moment.now);
  const asked = optedOut ? 'opted out' : offerSituation(offers, open);
  const received =
    open !== null || asked !== null
      ? null
      : await broadcastReceived(tx, { ...who, personId: person.id, now: moment.now });
  const reading = await understand(scene, body, open?.ask ?? null, received === null ? asked : situationOf(received), {
    codes: offers.map((offer) => offer.code),
    sent: QUOTED.test(body) ? await lastSent(tx, who) : [],
  });
  const offerContext = offerContextOf(body, reading, offers);
  const isAnswer = offerContext.named === null;
  return {
    reading,
    optedOut,
    open,
    broken: kept !== null && open === null,
    offerContext,
    received: isAnswer ? received : null,
  };
}
