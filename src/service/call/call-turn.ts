import { lastResort, type CallReply } from '../../channels/phone.ts';
import { escaped } from '../../channels/twiml.ts';
import type { Call, Centre, Person, Tx } from '../../db/schema/index.ts';
import { askForCallback } from '../../domain/staff/callbacks.ts';
import { centreByVoiceNumber, centreWithId } from '../../domain/centres/centres.ts';
import { hearFrom } from '../../domain/centres/people.ts';
import { findCall, keepCall, openCall, shownNumber, withheldNumber } from '../../domain/calls/calls.ts';
import { MINUTE_MS } from '../../domain/base/time.ts';
import { findArrival, type ArrivalOutcome } from '../engine/journal.ts';
import { appAt } from '../engine/centre-languages.ts';
import { warnOfStranger } from '../engine/strangers.ts';
import { answerOf, stepAddress } from './render-reply.ts';
import { afterDialling, afterMessage } from './hand-to-human.ts';
import { announced, announcing } from './outgoing-call.ts';
import { greet, talkOn } from './talk.ts';
import type { CallPayload, CallScene, ArrivalTurn } from '../engine/scene.ts';

/** After this time the network no longer waits for the answer to a step. */
const LATE_MS = 2 * MINUTE_MS;

/**
 * The turn of a step of a call. The arrival keeps its TwiML, so that the same step again gets the same answer and
 * changes nothing.
 */
export async function handleCall(turn: ArrivalTurn, heard: CallPayload): Promise<ArrivalOutcome> {
  const { app, tx, moment, arrival } = turn;
  const known = await findCall(tx, heard.sid);
  const centre = await centreOf(turn, known, heard);
  if (centre === undefined) {
    warnOfStranger(app.log, { arrival: arrival.id }, "a call came to a number that is no centre's");
    return { outcome: 'no such centre', state: 'ignored', centreId: null, answer: lastResort(null) };
  }
  if (Date.parse(moment.now) - Date.parse(arrival.received_at) > LATE_MS) return brokenOff(turn, centre, heard, known);

  const scene = await sceneOf(turn, centre, known, heard);
  const before = scene.call;
  const reply = known === undefined ? await first(scene) : await next(scene, heard, known);
  scene.call = { ...scene.call, language: scene.person.language, step: Math.max(scene.call.step, heard.step) };
  if (!isKept(before, scene.call, moment.now)) await keepCall(tx, moment, scene.call);
  const answer = (await sameAgain(turn, heard, known)) ?? answerOf(scene.app, centre, scene.call.language, reply);
  return { outcome: reply.does, state: 'done', centreId: centre.id, answer };
}

/** Number of silences and repeats in a row over which * still finds the last answer. */
const BACK_MAX = 8;

/**
 * Repeats the whole last answer when the caller presses *: an address is over in seconds, and the question does not
 * contain it. After a text that was not understood, only the question is repeated.
 */
async function sameAgain(
  { app, tx }: ArrivalTurn,
  heard: CallPayload,
  known: Call | undefined,
): Promise<string | null> {
  if (known === undefined || heard.digits !== '*') return null;
  const { id, step, phase, misses } = known;
  if (phase !== 'talking' || heard.step !== step + 1 || misses > 0) return null;
  for (let back = step; back >= Math.max(0, step - BACK_MAX); back--) {
    const arrival = await findArrival(tx, `${id}:${back}`);
    if (arrival === undefined) return null;
    const { digits, speech } = JSON.parse(arrival.payload) as CallPayload;
    if (back > 0 && speech === '' && (digits === '' || digits === '*')) continue;
    const led = escaped(stepAddress(app, { id, step: back }));
    const last = arrival.answer ?? '';
    return last.includes(led) ? last.replaceAll(led, escaped(stepAddress(app, { id, step: heard.step }))) : null;
  }
  return null;
}

/** Whether the call's row already has these values, as it has for a call that was just opened. */
const isKept = (row: Call, now: Call, at: string): boolean =>
  row.last_at === at && (Object.keys(now) as (keyof Call)[]).every((name) => now[name] === row[name]);

async function centreOf({ tx }: ArrivalTurn, known: Call | undefined, heard: CallPayload): Promise<Centre | undefined> {
  if (known !== undefined) return centreWithId(tx, known.centre_id);
  if (heard.outgoingId === null) return centreByVoiceNumber(tx, heard.to);
  return tx
    .selectFrom('outgoing_call')
    .innerJoin('centre', 'centre.id', 'outgoing_call.centre_id')
    .selectAll('centre')
    .where('outgoing_call.id', '=', heard.outgoingId)
    .executeTakeFirst();
}

async function sceneOf(
  { app: everywhere, tx, moment, arrival }: ArrivalTurn,
  centre: Centre,
  known: Call | undefined,
  heard: CallPayload,
): Promise<CallScene> {
  const app = appAt(everywhere, centre);
  const outbound = heard.outgoingId !== null || known?.direction === 'outbound';
  const shown = outbound ? heard.to : await callersNumber(tx, heard.from);
  const number = known?.number ?? shown ?? withheldNumber(heard.sid);
  const language = app.languages.includes(centre.language) ? centre.language : 'nb';
  const { person } = await hearFrom(tx, moment, { centreId: centre.id, number, language });
  const call =
    known ??
    (await openCall(tx, moment, {
      id: heard.sid,
      centre_id: centre.id,
      person_id: person.id,
      number,
      direction: outbound ? 'outbound' : 'inbound',
      outgoing_id: heard.outgoingId,
      language: person.language,
      proof: shown === null ? 'none' : 'number',
      phase: outbound ? 'announcing' : 'talking',
      step: heard.step,
    }));
  const who = call.proof === 'proven' ? person : faceless(person);
  return { app, tx, moment, centre, person: { ...who, language: call.language }, arrivalId: arrival.id, call };
}

/** The number that a caller shows; a number of our own says nothing of who rings. */
async function callersNumber(tx: Tx, from: string): Promise<string | null> {
  const shown = shownNumber(from);
  return shown === null || (await centreByVoiceNumber(tx, shown)) !== undefined ? null : shown;
}

/** A shown number suggests a person and proves nothing: the facts about that person stay outside the call. */
const faceless = (person: Person): Person => ({
  ...person,
  name: null,
  postcode: null,
  place_name: null,
  lat: null,
  lon: null,
});

const first = (scene: CallScene): Promise<CallReply> =>
  scene.call.direction === 'outbound' ? announcing(scene) : greet(scene);

async function next(scene: CallScene, heard: CallPayload, known: Call): Promise<CallReply> {
  const over: CallReply = { does: 'hang up', said: [{ key: 'phone.overAlready' }] };
  // A step out of order has no meaning of its own: the caller hears the open question again.
  const following = heard.step === known.step + 1;
  switch (known.phase) {
    case 'over':
      return over;
    case 'dialling':
      return afterDialling(scene);
    case 'recording':
      return afterMessage(scene, heard.recording);
    case 'announcing':
      return announced(scene, heard);
    case 'talking':
      return talkOn(scene, following ? heard : { ...heard, digits: '*', speech: '' });
  }
}

/** The call ended long ago, so staff ring the caller. */
async function brokenOff(
  turn: ArrivalTurn,
  centre: Centre,
  heard: CallPayload,
  known: Call | undefined,
): Promise<ArrivalOutcome> {
  const { tx, moment } = turn;
  const answer = lastResort(centre);
  const became: ArrivalOutcome = { outcome: 'broke off', state: 'ignored', centreId: centre.id, answer };
  const number = known?.number ?? shownNumber(heard.from);
  if (heard.outgoingId !== null || number === null || known?.phase === 'over') return became;
  const { person } = await hearFrom(tx, moment, { centreId: centre.id, number, language: centre.language });
  await askForCallback({ tx, moment, centre, person }, 'call broke off');
  return became;
}
