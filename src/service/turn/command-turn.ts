import { ALONE_MAX, clip } from '../../channels/clip.ts';
import type { Moment } from '../../db/moment.ts';
import { appAt } from '../engine/centre-languages.ts';
import { centreByNumber } from '../../domain/centres/centres.ts';
import { isOptedOut } from '../../domain/centres/opt-out.ts';
import { isReachedByCall } from '../../domain/calls/outgoing-calls.ts';
import { findPerson } from '../../domain/centres/people.ts';
import { earliestSend } from '../../domain/base/quiet-hours.ts';
import { markReminded } from '../../domain/activities/sign-ups.ts';
import { IDLE_MS, openConversation } from '../engine/conversations.ts';
import { later, MINUTE_MS } from '../../domain/base/time.ts';
import { queueCallAbout } from '../notify/queue-call.ts';
import { beginFlow } from '../engine/run-flow.ts';
import { reply } from '../notify/reply.ts';
import type { ArrivalOutcome } from '../engine/journal.ts';
import type { Scene, ArrivalTurn } from '../engine/scene.ts';

/** A conversation that the service begins: a reminder, stored when it is due. */
export interface CommandPayload {
  begin: 'reminder';
  /** The centre's number. */
  centreNumber: string;
  number: string;
  signUpId: string;
  title: string;
  startsAt: string;
  venue: string;
  startsUtc: string;
}

/** How soon a waiting conversation checks again whether the person is free. */
const ASK_AGAIN_MS = MINUTE_MS;

/**
 * Begins a conversation with a person. A person in the middle of another one is not interrupted: the arrival waits
 * until that one has ended or gone quiet.
 */
export async function handleCommand(
  { app, tx, moment, arrival }: ArrivalTurn,
  command: CommandPayload,
): Promise<ArrivalOutcome> {
  const centre = await centreByNumber(tx, command.centreNumber);
  const person = centre === undefined ? undefined : await findPerson(tx, centre.id, command.number);
  // The due time comes from the clock of the process that stored it, which may be ahead of this one.
  const due: Moment = arrival.received_at > moment.now ? { ...moment, now: arrival.received_at } : moment;
  if (centre === undefined || person === undefined) {
    await markReminded(tx, due, command.signUpId);
    return { outcome: 'nobody there', state: 'ignored', centreId: null };
  }
  const became = (outcome: string, state: ArrivalOutcome['state']): ArrivalOutcome => ({
    outcome,
    state,
    centreId: centre.id,
  });

  const open = await openConversation(tx, person.id);
  const byCall = isReachedByCall(person);
  if (!byCall && open !== null && isBusy(open.activeAt, moment.now)) {
    return { ...became('waits in line', 'new'), retryAt: later(moment.now, ASK_AGAIN_MS) };
  }
  const notBefore = earliestSend('reminder', moment.now);
  const tooLate = command.startsUtc <= notBefore;
  // A question that waits in the outbox until morning must not be taken for the one that tonight's texts answer.
  if (!byCall && notBefore > moment.now && !tooLate)
    return { ...became('waits for morning', 'new'), retryAt: notBefore };
  if ((await markReminded(tx, due, command.signUpId)) !== 'marked') return became('not needed', 'ignored');
  if (tooLate) return became('too late', 'ignored');
  if (await isOptedOut(tx, { centreId: centre.id, number: person.number })) return became('opted out', 'ignored');

  const scene: Scene = { app: appAt(app, centre), tx, moment, centre, person, arrivalId: arrival.id };
  const input = {
    signUpId: command.signUpId,
    title: clip(command.title, ALONE_MAX),
    startsAt: command.startsAt,
    venue: clip(command.venue, ALONE_MAX),
    beginsInMs: Date.parse(command.startsUtc) - Date.parse(moment.now),
  };
  const how = { kind: 'reminder', expiresAt: command.startsUtc } as const;
  if (byCall) {
    const purpose = { begin: command.begin, input };
    return became(await queueCallAbout(scene, { person, centre }, purpose, { ...how, dedupe: arrival.id }), 'done');
  }
  const talk = await beginFlow(scene, command.begin, input, open);
  await reply(scene, { ...talk, ...how });
  return became('reminded', 'done');
}

/** True while a person is in the middle of a conversation. */
function isBusy(activeAt: string, now: string): boolean {
  return Date.parse(now) - Date.parse(activeAt) < IDLE_MS;
}
