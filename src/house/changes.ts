import type { Line } from '../conversation/ask.ts';
import { ALONE_MAX, clip } from '../channels/clip.ts';
import { textOf } from '../channels/sms.ts';
import type { Moment } from '../db/moment.ts';
import type { Centre, MessageKind, Person, Tx } from '../db/schema.ts';
import { cancelActivity, cancelOccurrence, moveOccurrence } from '../domain/activities.ts';
import { queueMessage } from '../domain/outbox.ts';
import { earliestSend } from '../domain/quiet-hours.ts';
import type { Told } from '../domain/places-left.ts';
import { cancelSignUp } from '../domain/sign-ups.ts';
import type { House, Scene } from './house.ts';

type Hand = Pick<Scene, 'tx' | 'moment'> & { house: Pick<House, 'words'> };

/** Takes somebody off an activity; whoever moves up from the waiting list is told in the same transaction. */
export async function cancelSignUpAndTell(scene: Scene, id: string): Promise<'cancelled' | 'already cancelled'> {
  const { outcome, promoted } = await cancelSignUp(scene.tx, scene.moment, { id });
  await tellPromoted(scene, promoted);
  return outcome === 'cancelled' ? 'cancelled' : 'already cancelled';
}

/** Tells those who have moved up from a waiting list. */
export async function tellPromoted(scene: Scene, promoted: readonly Told[]): Promise<void> {
  for (const up of promoted) {
    const line: Line = {
      key: 'change.promoted',
      params: { title: clip(up.title, ALONE_MAX), day: { as: 'day', of: up.startsAt } },
    };
    await tellPerson(scene, up.personId, line, { kind: 'change', dedupe: `promoted:${up.signUpId}` });
  }
}

/** Tells one person one sentence, outside any conversation. What happens in quiet hours is said when they are over. */
async function tellPerson(
  { house, tx, moment }: Hand,
  personId: string,
  line: Line,
  how: { kind: MessageKind; dedupe: string; expiresAt?: string },
): Promise<void> {
  const { person, centre } = await addressee(tx, personId);
  const from: Line = { key: 'common.from', params: { centre: centre.name } };
  const text = textOf({ said: [line], ask: null, from }, house.words(person.language));
  await queueMessage(tx, moment, {
    dedupe: how.dedupe,
    centreId: centre.id,
    personId: person.id,
    fromNumber: centre.number,
    number: person.number,
    kind: how.kind,
    language: person.language,
    ...text,
    notBefore: earliestSend(how.kind, moment.now),
    ...(how.expiresAt === undefined ? {} : { expiresAt: how.expiresAt }),
  });
}

async function addressee(tx: Tx, personId: string): Promise<{ person: Person; centre: Centre }> {
  const person = await tx.selectFrom('person').selectAll().where('id', '=', personId).executeTakeFirstOrThrow();
  const centre = await tx.selectFrom('centre').selectAll().where('id', '=', person.centre_id).executeTakeFirstOrThrow();
  return { person, centre };
}

export interface Changed {
  outcome: string;
  /** How many people are told. */
  told: number;
}

/** Cancels one occurrence of an activity, or the whole of it, and tells everyone who is signed up. */
export async function cancelAndTell(
  house: House,
  input: { activityId: string; on?: string },
  audit: (tx: Tx, moment: Moment, changed: Changed) => Promise<void>,
): Promise<Changed> {
  const { store, clock, ids } = house;
  return store.write(async (tx) => {
    const moment = { now: clock.now().toISOString(), ids };
    const { outcome, affected } =
      input.on === undefined
        ? await cancelActivity(tx, moment, { activityId: input.activityId })
        : await cancelOccurrence(tx, moment, { activityId: input.activityId, on: input.on });
    for (const one of affected) {
      const line: Line = {
        key: 'change.cancelled',
        params: { title: clip(one.title, ALONE_MAX), day: { as: 'day', of: one.startsAt } },
      };
      await tellPerson({ house, tx, moment }, one.personId, line, {
        kind: 'change',
        dedupe: `cancelled:${one.signUpId}`,
        expiresAt: one.startsUtc,
      });
    }
    const changed = { outcome, told: affected.length };
    await audit(tx, moment, changed);
    return changed;
  });
}

/** Moves one occurrence and tells everyone who is signed up; they stay signed up. */
export async function moveAndTell(
  house: House,
  input: { activityId: string; occurrence: string; newStartsAt: string },
  audit: (tx: Tx, moment: Moment, changed: Changed) => Promise<void>,
): Promise<Changed> {
  const { store, clock, ids } = house;
  return store.write(async (tx) => {
    const moment = { now: clock.now().toISOString(), ids };
    const { outcome, affected } = await moveOccurrence(tx, moment, input);
    for (const one of affected) {
      const line: Line = {
        key: 'change.moved',
        params: {
          title: clip(one.title, ALONE_MAX),
          day: { as: 'day', of: one.startsAt },
          newDay: { as: 'day', of: input.newStartsAt },
          venue: clip(one.venue, ALONE_MAX),
        },
      };
      await tellPerson({ house, tx, moment }, one.personId, line, {
        kind: 'change',
        dedupe: `moved:${one.signUpId}:${input.newStartsAt}`,
      });
    }
    const changed = { outcome, told: affected.length };
    await audit(tx, moment, changed);
    return changed;
  });
}
