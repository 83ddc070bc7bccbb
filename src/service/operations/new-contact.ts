import type { Line } from '../../conversation/ask.ts';
import { ALONE_MAX, clip } from '../../channels/clip.ts';
import { associationWithId, contactsOf } from '../../domain/associations/associations.ts';
import { endContact, keepContact } from '../../domain/associations/write-associations.ts';
import { meetPerson } from '../../domain/centres/people.ts';
import { DAY_MS, later } from '../../domain/base/time.ts';
import { putInInbox } from '../../domain/staff/inbox.ts';
import type { Deed } from '../associations/decide-proposal.ts';
import { startConversation } from '../notify/start-conversation.ts';
import type { OperationTable } from '../engine/operation-table.ts';
import type { Scene } from '../engine/scene.ts';

const ANSWER_DAYS = 5;

/** Asks the person that a contact named as the next one; staff do where the line cannot reach them now. */
export async function beginHandOver(scene: Scene, { association, changes }: Deed): Promise<Line> {
  const { tx, moment, centre, person, arrivalId } = scene;
  const kept = association === null ? undefined : await associationWithId(tx, association);
  const name = String(changes['contact']?.[1] ?? '');
  const [oldNumber, number] = (changes['phone'] ?? []).map((one) => String(one ?? ''));
  if (kept === undefined || number === undefined || oldNumber === undefined) return { key: 'organiser.gone' };
  const asked = await meetPerson(tx, moment, { centreId: centre.id, number, language: kept.language });
  const old = (await contactsOf(tx, kept.id)).find((one) => one.number === oldNumber);
  const from = clip(person.name ?? (old === undefined || old.name === '' ? kept.name : old.name), ALONE_MAX);
  const started = await startConversation(scene, asked.id, {
    flow: 'new-contact',
    kind: 'offer',
    key: { dedupe: `new-contact:${kept.id}:${moment.now}` },
    prepare: () =>
      Promise.resolve({
        input: { associationId: kept.id, association: clip(kept.name, ALONE_MAX), from, name, oldNumber },
        expiresAt: later(moment.now, ANSWER_DAYS * DAY_MS),
      }),
  });
  if (started.is === 'begun' || started.is === 'called')
    return { key: 'organiser.asked', params: { contact: clip(name, ALONE_MAX) } };
  await putInInbox(tx, moment, {
    centreId: centre.id,
    personId: person.id,
    number: person.number,
    reason: 'request',
    arrivalId,
    body: `${kept.name}: ${name}, ${number}`,
  });
  return { key: 'organiser.passedOn' };
}

/** The answer of the person who was named: with a yes the number gets its say, and the old one loses it. */
export const newContactOperations: Pick<OperationTable, 'answerAsContact'> = {
  async answerAsContact(
    { tx, moment, centre, person, arrivalId },
    { associationId, association, name, oldNumber, says },
  ) {
    if (says === 'yes') {
      await keepContact(tx, moment, { associationId, contact: { name, number: person.number } });
      for (const one of await contactsOf(tx, associationId))
        if (one.number === oldNumber && one.number !== person.number) await endContact(tx, moment, one);
      return 'isContact';
    }
    await putInInbox(tx, moment, {
      centreId: centre.id,
      personId: person.id,
      number: person.number,
      reason: 'request',
      arrivalId,
      body: `${association}: ${name}`,
    });
    return 'isNoContact';
  },
};
