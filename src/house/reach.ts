import { textOf } from '../channels/sms.ts';
import type { Line } from '../conversation/ask.ts';
import type { MessageKind, Person } from '../db/schema.ts';
import { askForCallback } from '../domain/callbacks.ts';
import { isOptedOut } from '../domain/consent.ts';
import { canCall, canReply } from '../domain/numbers.ts';
import { queueMessage } from '../domain/outbox.ts';
import { queueCall } from '../domain/outgoing-calls.ts';
import { earliestSend } from '../domain/quiet-hours.ts';
import type { Instant } from '../domain/time.ts';
import { openConversation } from './conversations.ts';
import type { Scene } from './house.ts';
import { beginFlow } from './talk.ts';
import { tell } from './tell.ts';

/** What somebody is to be told, or asked: the flow that asks it. */
export type Errand = { said: readonly Line[] } | { begin: string; input: Record<string, unknown> };

export interface How {
  kind: MessageKind;
  /** What makes it one of a kind: the same twice reaches them once. */
  dedupe: string;
  /** After this instant it is of no use. */
  expiresAt: Instant;
}

/** Whether somebody is reached by ringing: they asked for it, or their phone takes no texts. */
export const isRung = ({ prefers, number }: Pick<Person, 'prefers' | 'number'>): boolean =>
  canCall(number) && (prefers === 'call' || !canReply(number));

/**
 * Reaches somebody with what comes unasked: by text, or by a call where that is their way. Whom neither reaches in time is
 * put on the list of those whom a human rings.
 * @param scene outside any call; `begin` takes the place of the conversation that is open by text
 */
export async function reach(scene: Scene, errand: Errand, how: How): Promise<'texted' | 'will be rung' | 'by a human'> {
  const { tx, moment, centre, person } = scene;
  const { kind, dedupe, expiresAt } = how;
  const outcome = await (async () => {
    if (await isOptedOut(tx, { centreId: centre.id, number: person.number })) return 'opted out';
    if (isRung(person)) return queueCall(tx, moment, { dedupe, centre, person, kind, errand, expiresAt });
    const notBefore = earliestSend(kind, moment.now);
    if (notBefore >= expiresAt) return 'too late to text';
    if ('begin' in errand) {
      const before = await openConversation(tx, person.id);
      await tell(scene, { ...(await beginFlow(scene, errand.begin, errand.input, before)), kind, expiresAt });
      return 'texted';
    }
    const text = textOf({ said: errand.said, ask: null, from: fromOf(scene) }, scene.house.words(person.language));
    const queued = await queueMessage(tx, moment, {
      dedupe,
      centreId: centre.id,
      personId: person.id,
      fromNumber: centre.number,
      number: person.number,
      kind,
      language: person.language,
      ...text,
      said: JSON.stringify(errand.said),
      notBefore,
      expiresAt,
    });
    return queued === 'queued' || queued === 'already queued' ? 'texted' : queued;
  })();
  if (outcome === 'texted') return 'texted';
  if (outcome === 'queued' || outcome === 'already queued') return 'will be rung';
  const { id: personId, number, language } = person;
  await askForCallback(tx, moment, { centre, personId, number, language, reason: `${kind}, ${outcome}` });
  return 'by a human';
}

const fromOf = ({ centre }: Scene): Line => ({ key: 'common.from', params: { centre: centre.name } });
