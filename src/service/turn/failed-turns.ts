import { isTransient } from '../../db/transient-errors.ts';
import type { Moment } from '../../db/moment.ts';
import type { Arrival, Tx } from '../../db/schema/index.ts';
import { takeFromAgenda } from '../../domain/base/agenda.ts';
import { findAssignment } from '../../domain/assignments/assignments.ts';
import { askForCallback } from '../../domain/staff/callbacks.ts';
import { centreByNumber, centreByVoiceNumber } from '../../domain/centres/centres.ts';
import { isOptedOut, optOut } from '../../domain/centres/opt-out.ts';
import { putInInbox } from '../../domain/staff/inbox.ts';
import { findOffer } from '../../domain/assignments/offers.ts';
import { findPerson, hearFrom } from '../../domain/centres/people.ts';
import { shownNumber } from '../../domain/calls/calls.ts';
import { markReminded } from '../../domain/activities/sign-ups.ts';
import { later, toWall } from '../../domain/base/time.ts';
import type { AgendaPayload } from './agenda-turn.ts';
import { ATTEMPTS_MAX } from '../engine/journal.ts';
import type { CommandPayload } from './command-turn.ts';
import { endConversation } from '../engine/conversations.ts';
import type { DeadlinePayload } from './deadline-turn.ts';
import { reply } from '../notify/reply.ts';
import { saysStop } from '../engine/read-text.ts';
import { momentOf, type App, type TextPayload, type CallPayload } from '../engine/scene.ts';

const RETRY_MS = 2000;

/**
 * Handles a turn that threw. It is tried again shortly. The third failure sets it aside: staff find it in the inbox,
 * and the person hears that staff will ring. The person's next texts go on as usual. An error of a busy, full or absent
 * database says nothing about the arrival, does not count as a try, and the arrival is taken when the database is back.
 */
export async function recordFailure(app: App, arrival: Arrival, error: unknown): Promise<string> {
  const attempts = arrival.attempts + (isTransient(error) ? 0 : 1);
  // A caller does not wait on the line for a second try; the last resort puts the caller through.
  if (arrival.kind === 'call' && !isTransient(error)) return setAside(app, arrival, error);
  app.log.error({ arrival: arrival.id, kind: arrival.kind, attempts, error: nameOf(error) }, 'a turn failed');
  if (attempts >= ATTEMPTS_MAX) return setAside(app, arrival, error);
  await app.store.write((tx) => {
    const retryAt = later(app.clock.now().toISOString(), RETRY_MS * 2 ** attempts);
    return noteFailure(tx, arrival, { attempts, last_error: nameOf(error), retry_at: retryAt });
  });
  return 'tried again later';
}

/**
 * The fault of the turn may also prevent the message to the person. The second try then only leaves the arrival for
 * staff.
 */
async function setAside(app: App, arrival: Arrival, error: unknown): Promise<string> {
  const handOver = (how: 'wholly' | 'at least'): Promise<void> =>
    app.store.write(async (tx) => {
      const moment = momentOf(app);
      const noted = await noteFailure(tx, arrival, {
        attempts: arrival.attempts + 1,
        last_error: nameOf(error),
        state: 'poison',
        outcome: 'failed turn',
        handled_at: moment.now,
      });
      if (noted === 'changed meanwhile') return;
      await handToHuman({ app, tx, moment, arrival, how }, JSON.parse(arrival.payload) as never);
    });
  try {
    await handOver('wholly');
  } catch (second) {
    app.log.error({ arrival: arrival.id, error: nameOf(second) }, 'a failed turn could not be told of');
    await handOver('at least');
  }
  return 'failed turn';
}

async function noteFailure(
  tx: Tx,
  arrival: Arrival,
  what: Pick<Arrival, 'attempts' | 'last_error'> &
    Partial<Pick<Arrival, 'state' | 'outcome' | 'handled_at' | 'retry_at'>>,
): Promise<'noted' | 'changed meanwhile'> {
  const { numUpdatedRows } = await tx
    .updateTable('arrival')
    .set(what)
    .where('id', '=', arrival.id)
    .where('state', '=', 'new')
    .where('attempts', '=', arrival.attempts)
    .executeTakeFirst();
  return numUpdatedRows > 0n ? 'noted' : 'changed meanwhile';
}

interface Aside {
  app: App;
  tx: Tx;
  moment: Moment;
  arrival: Arrival;
  /** `at least`: only what staff need in order to find the arrival. */
  how: 'wholly' | 'at least';
}

async function handToHuman(
  aside: Aside,
  payload: TextPayload & DeadlinePayload & CommandPayload & CallPayload,
): Promise<void> {
  switch (aside.arrival.kind) {
    case 'text':
      return handOverText(aside, payload);
    case 'deadline':
      // The question cannot be read any more, so the next text begins anew.
      return endConversation(aside, payload.conversationId);
    case 'command':
      return handOverReminder(aside, payload);
    case 'agenda':
      return handOverAgenda(aside, payload as unknown as AgendaPayload);
    case 'call':
      return handOverCall(aside, payload);
    case 'report':
      // The process that waits for the receipt finds its message again.
      return;
  }
}

async function handOverText({ app, tx, moment, arrival, how }: Aside, text: TextPayload): Promise<void> {
  const centre = await centreByNumber(tx, text.to);
  if (centre === undefined) return;
  const [centreId, number] = [centre.id, text.from];
  if (saysStop(text)) await optOut(tx, moment, { centreId, number, how: 'text' });
  const note = { centreId, number, reason: 'failed turn' as const, arrivalId: arrival.id, body: text.body };
  if (how === 'at least') return void (await putInInbox(tx, moment, { ...note, personId: null }));

  const { person } = await hearFrom(tx, moment, { centreId, number, language: centre.language });
  await putInInbox(tx, moment, { ...note, personId: person.id });
  if (await isOptedOut(tx, { centreId, number })) return;
  const { dueAt } = await askForCallback({ tx, moment, centre, person }, 'failed turn');
  const day = { as: 'fullDay', of: toWall(dueAt) } as const;
  const said = [{ key: 'common.poisoned' as const, params: { day } }];
  await reply({ app, tx, moment, centre, person, arrivalId: arrival.id }, { said, ask: null, kind: 'reply' });
}

/** Staff ring a caller whose step failed; the call itself goes on as the network does without an answer from us. */
async function handOverCall({ tx, moment, arrival, how }: Aside, heard: CallPayload): Promise<void> {
  const number = shownNumber(heard.outgoingId === null ? heard.from : heard.to);
  const centre = await centreByVoiceNumber(tx, heard.outgoingId === null ? heard.to : heard.from);
  if (number === null || centre === undefined) return;
  const person = await findPerson(tx, centre.id, number);
  const personId = person?.id ?? null;
  const note = { centreId: centre.id, number, personId, reason: 'failed turn' as const, arrivalId: arrival.id };
  await putInInbox(tx, moment, { ...note, body: heard.speech });
  if (how === 'at least') return;
  const to = person ?? { id: null, number, language: centre.language };
  await askForCallback({ tx, moment, centre, person: to }, 'call failed');
}

/** Staff ring a person whose reminder failed. */
async function handOverReminder({ tx, moment, arrival, how }: Aside, due: CommandPayload): Promise<void> {
  const { centreNumber, number, signUpId, title } = due;
  await markReminded(tx, moment, signUpId);
  const centre = await centreByNumber(tx, centreNumber);
  if (centre === undefined) return;
  const centreId = centre.id;
  const person = await findPerson(tx, centreId, number);
  const personId = person?.id ?? null;
  const note = { centreId, number, personId, reason: 'failed turn' as const, arrivalId: arrival.id, body: title };
  await putInInbox(tx, moment, note);
  if (how === 'at least') return;
  const to = person ?? { id: null, number, language: centre.language };
  await askForCallback({ tx, moment, centre, person: to }, 'reminder failed turn');
}

/** Staff do the work that the service should have done. */
async function handOverAgenda({ tx, moment, arrival }: Aside, due: AgendaPayload): Promise<void> {
  const offer = await findOffer(tx, due.objectId);
  const assignment = await findAssignment(tx, offer?.assignment_id ?? due.objectId);
  await takeFromAgenda(tx, due);
  if (assignment === undefined) return;
  const centre = await tx
    .selectFrom('centre')
    .select('number')
    .where('id', '=', assignment.centre_id)
    .executeTakeFirstOrThrow();
  await putInInbox(tx, moment, {
    centreId: assignment.centre_id,
    personId: offer?.person_id ?? null,
    number: centre.number,
    reason: 'failed turn',
    arrivalId: arrival.id,
    body: `${due.work}: ${assignment.title}, ${assignment.starts_at}`,
    about: assignment.id,
  });
}

/** The class and code of an error, without its message, which may quote a number or a body. */
function nameOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  return 'code' in error ? `${error.name} ${String(error.code)}` : error.name;
}
