import { measure } from '../../channels/parts.ts';
import { messagesOf } from '../../channels/messages.ts';
import type { Words } from '../../channels/words.ts';
import { fitsWhole, PARTS_MAX, textOf, type Telling, type Text } from '../../channels/sms.ts';
import type { Ask, Line } from '../../conversation/ask.ts';
import type { MessageKind } from '../../db/schema/index.ts';
import type { About } from '../../domain/messages/about.ts';
import { queueMessage } from '../../domain/messages/outbox.ts';
import { recordTold } from '../../domain/centres/people.ts';
import { DAY_MS } from '../../domain/base/time.ts';
import { isFamiliar } from '../engine/familiar.ts';
import type { Scene } from '../engine/scene.ts';

export interface Reply {
  said: readonly Line[];
  ask: Ask | null;
  kind: MessageKind;
  /** True for a reply to a person in need: it goes before every other message. */
  need?: boolean;
  expiresAt?: string;
  /** A second language: the same follows in it below, or in a message of its own when it does not fit. */
  also?: string;
  /** Without it, the reply is about the arrival that it answers. */
  about?: About | null;
}

/**
 * Renders a turn's reply and puts it into the outbox: one message, or two when a stranger must first be told who
 * answers and both do not fit into one.
 */
export async function reply(scene: Scene, told: Reply): Promise<void> {
  if (told.said.length === 0 && told.ask === null) return;
  const words = scene.app.words(scene.person.language);
  const tellings = (await splitForStrangers(scene, told))
    .flatMap((telling) => inTwo(telling, words))
    .flatMap((telling) => messagesOf(telling, words));
  for (const [n, telling] of tellings.entries()) {
    const texts = textsOf(scene, telling, told.also);
    for (const [k, text] of texts.entries()) {
      await queue(scene, text, told, `${scene.arrivalId}/${n}${k === 0 ? '' : `/${told.also ?? ''}`}`);
    }
  }
  await recordTold(scene.tx, scene.moment, scene.person.id);
  scene.person = { ...scene.person, last_outbound_at: scene.moment.now };
}

async function splitForStrangers(scene: Scene, { said, ask, kind }: Reply): Promise<Telling[]> {
  const { centre, person, app, moment } = scene;
  if (person.last_outbound_at === null) {
    const stranger: Line = { key: 'common.stranger', params: { centre: centre.name } };
    const together: Telling = { said: [stranger, ...said], ask };
    if (fitsWhole(together, app.words(person.language))) return [together];
    return [
      { said: [stranger], ask: null },
      { said, ask },
    ];
  }
  // An unsolicited message always names its sender.
  const asked = kind === 'reply' || kind === 'stop_receipt';
  const familiar = asked && isFamiliar(person, moment.now);
  const from: Pick<Telling, 'from'> = familiar ? {} : { from: { key: 'common.from', params: { centre: centre.name } } };
  const words = app.words(person.language);
  if (ask !== null || said.length < 2 || fitsWhole({ said, ask, ...from }, words)) return [{ said, ask, ...from }];
  // Independent sentences can go in two messages.
  return said.map((line, n) => ({ said: [line], ask: null, ...(n === 0 ? from : {}) }));
}

/** Sentences before a question that together are longer than a text may be: the question then is a text of its own. */
function inTwo(telling: Telling, words: Words): Telling[] {
  const { said, ask, ...from } = telling;
  if (ask === null || said.length === 0 || textOf(telling, words).parts <= PARTS_MAX) return [telling];
  return [
    { said, ask: null, ...from },
    { said: [], ask },
  ];
}

/** The texts in the person's language and in a second one: one text when both fit into it. */
function textsOf({ app, person }: Scene, telling: Telling, also: string | undefined): Text[] {
  const text = textOf(telling, app.words(person.language));
  if (also === undefined) return [text];
  const second = textOf({ said: telling.said, ask: telling.ask }, app.words(also));
  const { text: body, encoding, parts } = measure(`${text.body}\n${second.body}`);
  return parts <= PARTS_MAX ? [{ body, encoding, parts }] : [text, second];
}

async function queue(scene: Scene, text: Text, told: Reply, dedupe: string): Promise<void> {
  const { tx, moment, centre, person } = scene;
  await queueMessage(tx, moment, {
    dedupe,
    about: told.about === undefined ? { kind: 'arrival', id: scene.arrivalId } : told.about,
    centreId: centre.id,
    personId: person.id,
    fromNumber: centre.number,
    number: person.number,
    kind: told.kind,
    need: told.need === true,
    language: person.language,
    ...text,
    said: JSON.stringify(told.said),
    // A reply that could not leave for a day has lost its use.
    expiresAt: told.expiresAt ?? new Date(Date.parse(moment.now) + DAY_MS).toISOString(),
  });
}
