import type { Line } from '../conversation/ask.ts';
import { PARTS_MAX, textOf, type Text } from '../channels/sms.ts';
import type { Words } from '../channels/words.ts';
import type { Centre, MessageKind, Person, Tx } from '../db/schema.ts';
import { askForCallback } from '../domain/callbacks.ts';
import { centreWithId } from '../domain/centres.ts';
import { queueMessage } from '../domain/outbox.ts';
import { noteTold, personWithId } from '../domain/people.ts';
import { earliestSend } from '../domain/quiet-hours.ts';
import type { Instant } from '../domain/time.ts';
import type { House, Scene } from './house.ts';

/** What a turn, or a command, works with that is about nobody in particular. */
export type Hand = Pick<Scene, 'tx' | 'moment'> & { house: House };

export interface How {
  /** What makes the message one of a kind; the same twice is sent once. */
  dedupe: string;
  kind: MessageKind;
  /** After this instant it is of no use. */
  expiresAt: Instant;
  /** `must reach`: whom no text reaches, or only when it is too late, is rung. */
  need: 'must reach' | 'may miss';
}

/**
 * Tells one person something outside any conversation, in one message, or one for each sentence where that is too long. What
 * happens in quiet hours is said when they are over.
 */
export async function tellPerson(
  hand: Hand,
  personId: string,
  said: readonly Line[],
  how: How,
): Promise<'queued' | 'already queued' | 'rung' | 'missed'> {
  const { house, tx, moment } = hand;
  const { person, centre } = await addressee(tx, personId);
  const notBefore = earliestSend(how.kind, moment.now);
  const texts = textsOf(said, { key: 'common.from', params: { centre: centre.name } }, house.words(person.language));
  let outcome: Awaited<ReturnType<typeof queueMessage>> | 'too late to text' = 'too late to text';
  for (const [n, text] of texts.entries()) {
    if (notBefore >= how.expiresAt) break;
    outcome = await queueMessage(tx, moment, {
      dedupe: n === 0 ? how.dedupe : `${how.dedupe}/${n}`,
      centreId: centre.id,
      personId: person.id,
      fromNumber: centre.number,
      number: person.number,
      kind: how.kind,
      language: person.language,
      ...text,
      notBefore,
      expiresAt: how.expiresAt,
    });
  }
  if (outcome === 'queued') await noteTold(tx, moment, person.id);
  if (outcome === 'queued' || outcome === 'already queued') return outcome;
  if (how.need === 'may miss') return 'missed';
  const { number, language } = person;
  await askForCallback(tx, moment, { centre, personId, number, language, reason: `${how.kind}, ${outcome}` });
  return 'rung';
}

/** One text where all fits, otherwise one for each sentence; the first says who speaks. */
function textsOf(said: readonly Line[], from: Line, words: Words): Text[] {
  const whole = textOf({ said, ask: null, from }, words);
  if (whole.parts <= PARTS_MAX || said.length === 1) return [whole];
  return said.map((line) => textOf({ said: [line], ask: null, from }, words));
}

async function addressee(tx: Tx, personId: string): Promise<{ person: Person; centre: Centre }> {
  const person = await personWithId(tx, personId);
  const centre = await centreWithId(tx, person.centre_id);
  return { person, centre };
}
