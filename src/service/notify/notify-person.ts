import type { Line } from '../../conversation/ask.ts';
import { messagesOf } from '../../channels/messages.ts';
import { PARTS_MAX, textOf, type Text } from '../../channels/sms.ts';
import type { Words } from '../../channels/words.ts';
import type { Centre, MessageKind, Person, Tx } from '../../db/schema/index.ts';
import { askForCallback } from '../../domain/staff/callbacks.ts';
import { appAt } from '../engine/centre-languages.ts';
import { centreWithId } from '../../domain/centres/centres.ts';
import type { MessageKey } from '../../domain/messages/about.ts';
import { queueMessage } from '../../domain/messages/outbox.ts';
import { canReply } from '../../domain/base/phone-numbers.ts';
import { isReachedByCall } from '../../domain/calls/outgoing-calls.ts';
import { recordTold, personWithId } from '../../domain/centres/people.ts';
import { earliestSend } from '../../domain/base/quiet-hours.ts';
import type { Instant } from '../../domain/base/time.ts';
import { queueCallAbout } from './queue-call.ts';
import type { Turn } from '../engine/scene.ts';

export interface NotificationOptions extends MessageKey {
  kind: MessageKind;
  /** After this instant the message has no use. */
  expiresAt: Instant;
  /** `must reach`: staff ring a person who gets neither a text nor a call in time. */
  need: 'must reach' | 'may miss';
  /** Left out: the person's. One that was just spoken, and then it is clear who speaks. */
  language?: string;
  /** By text where the number takes one, whatever the person prefers: it must be read now. */
  atOnce?: true;
}

/**
 * Tells one person something outside any conversation, in one message, or in one for each sentence when it is too long.
 * In quiet hours the message waits until they are over.
 */
export async function notifyPerson(
  turn: Turn,
  personId: string,
  said: readonly Line[],
  how: NotificationOptions,
): Promise<'queued' | 'already queued' | 'rung' | 'missed'> {
  const { app, tx, moment } = turn;
  const { person, centre } = await addressee(tx, personId);
  const isTexted = how.atOnce === true && canReply(person.number);
  if (!isTexted && isReachedByCall(person)) return byCall(turn, { person, centre }, said, how);
  const notBefore = earliestSend(how.kind, moment.now);
  const { language = person.language } = how;
  const { words: wordsIn } = appAt(app, centre);
  const words = (how.language === undefined ? null : app.safetyWords(language)) ?? wordsIn(language);
  const from: Line = { key: 'common.from', params: { centre: centre.name } };
  const texts = textsOf(said, how.language === undefined ? from : null, words);
  let outcome: Awaited<ReturnType<typeof queueMessage>> | 'too late to text' = 'too late to text';
  for (const [n, text] of texts.entries()) {
    if (notBefore >= how.expiresAt) break;
    outcome = await queueMessage(tx, moment, {
      dedupe: n === 0 ? how.dedupe : `${how.dedupe}/${n}`,
      about: how.about ?? null,
      centreId: centre.id,
      personId: person.id,
      fromNumber: centre.number,
      number: person.number,
      kind: how.kind,
      language,
      ...text,
      // The first text keeps all sentences: when it fails, the call says all of them.
      ...(n === 0 ? { said: JSON.stringify(said) } : {}),
      notBefore,
      expiresAt: how.expiresAt,
    });
  }
  if (outcome === 'queued') await recordTold(tx, moment, person.id);
  if (outcome === 'queued' || outcome === 'already queued') return outcome;
  return missed(turn, { person, centre }, how, outcome);
}

/** The same by a call, which says it after the person has pressed the key. */
async function byCall(
  turn: Turn,
  to: { person: Person; centre: Centre },
  said: readonly Line[],
  how: NotificationOptions,
): Promise<'queued' | 'already queued' | 'rung' | 'missed'> {
  const outcome = await queueCallAbout(turn, to, { said }, how);
  return outcome === 'queued' || outcome === 'already queued' ? outcome : missed(turn, to, how, outcome);
}

async function missed(
  { tx, moment }: Turn,
  { person, centre }: { person: Person; centre: Centre },
  how: NotificationOptions,
  why: string,
): Promise<'rung' | 'missed'> {
  if (how.need === 'may miss') return 'missed';
  await askForCallback({ tx, moment, centre, person }, `${how.kind}, ${why}`);
  return 'rung';
}

/** One text when everything fits, otherwise one for each sentence; the first names the sender. */
function textsOf(said: readonly Line[], sender: Line | null, words: Words): Text[] {
  const from = sender === null ? {} : { from: sender };
  const whole = textOf({ said, ask: null, ...from }, words);
  if (whole.parts <= PARTS_MAX) return [whole];
  return said
    .flatMap((line) => messagesOf({ said: [line], ask: null, ...from }, words))
    .map((one) => textOf(one, words));
}

async function addressee(tx: Tx, personId: string): Promise<{ person: Person; centre: Centre }> {
  const person = await personWithId(tx, personId);
  const centre = await centreWithId(tx, person.centre_id);
  return { person, centre };
}
