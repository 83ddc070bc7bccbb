import type { Line } from '../conversation/ask.ts';
import { ALONE_MAX, clip } from '../channels/clip.ts';
import type { Moment } from '../db/moment.ts';
import type { Centre, Person, Tx } from '../db/schema.ts';
import { cancelActivity, cancelOccurrence, moveOccurrence } from '../domain/activities.ts';
import type { Told } from '../domain/places-left.ts';
import { toInstant, type Instant } from '../domain/time.ts';
import { cancelSignUp } from '../domain/sign-ups.ts';
import type { House, Scene } from './house.ts';
import { reach } from './reach.ts';

type Hand = Pick<Scene, 'tx' | 'moment' | 'house'>;

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
    await tellPerson(scene, up.personId, line, { dedupe: `promoted:${up.signUpId}`, expiresAt: up.startsUtc });
  }
}

/**
 * Tells one person one sentence, outside any conversation. What happens in quiet hours is said when they are over; whom no
 * text and no call reaches, or only when it is too late, a human rings.
 */
async function tellPerson(
  hand: Hand,
  personId: string,
  line: Line,
  how: { dedupe: string; expiresAt: Instant },
): Promise<'told' | 'by a human'> {
  const outside = { ...hand, ...(await addressee(hand.tx, personId)), arrivalId: how.dedupe };
  const outcome = await reach(outside, { said: [line] }, { ...how, kind: 'change' });
  return outcome === 'by a human' ? outcome : 'told';
}

async function addressee(tx: Tx, personId: string): Promise<{ person: Person; centre: Centre }> {
  const person = await tx.selectFrom('person').selectAll().where('id', '=', personId).executeTakeFirstOrThrow();
  const centre = await tx.selectFrom('centre').selectAll().where('id', '=', person.centre_id).executeTakeFirstOrThrow();
  return { person, centre };
}

export interface Changed {
  outcome: string;
  /** How many people are told; the others are on the list of those to ring. */
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
    let told = 0;
    for (const one of affected) {
      const line: Line = {
        key: 'change.cancelled',
        params: { title: clip(one.title, ALONE_MAX), day: { as: 'day', of: one.startsAt } },
      };
      const how = { dedupe: `cancelled:${one.signUpId}`, expiresAt: one.startsUtc };
      if ((await tellPerson({ house, tx, moment }, one.personId, line, how)) === 'told') told++;
    }
    const changed = { outcome, told };
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
    let told = 0;
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
      // Whichever comes first: afterwards they stand at a door, or have missed it.
      const newStartsUtc = toInstant(input.newStartsAt);
      const expiresAt = newStartsUtc < one.startsUtc ? newStartsUtc : one.startsUtc;
      const how = { dedupe: `moved:${one.signUpId}:${input.newStartsAt}`, expiresAt };
      if ((await tellPerson({ house, tx, moment }, one.personId, line, how)) === 'told') told++;
    }
    const changed = { outcome, told };
    await audit(tx, moment, changed);
    return changed;
  });
}
