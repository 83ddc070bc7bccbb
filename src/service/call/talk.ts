import type { CallReply } from '../../channels/phone.ts';
import type { Ask, FlowEvent, Line } from '../../conversation/ask.ts';
import { hear } from '../../conversation/hear.ts';
import { fieldOf, hearKeys } from '../../conversation/keypad.ts';
import { isSpoken } from '../../channels/voices.ts';
import { toWall } from '../../domain/base/time.ts';
import { askForCallback } from '../../domain/staff/callbacks.ts';
import { putInInbox } from '../../domain/staff/inbox.ts';
import type { Intent, Reading } from '../../understanding/base/reading.ts';
import { alertIfToday } from '../notify/organiser-today.ts';
import { saidWhole } from '../text/answer-text.ts';
import { answerQuestion, asBefore, isQuestion } from '../questions/answer-question.ts';
import { askedAgainAloud } from '../questions/asked-again.ts';
import { secondWish } from '../text/second-wish.ts';
import { flowOfKeyword } from '../text/begin-keywords.ts';
import { isWithheld } from '../../domain/calls/calls.ts';
import { callWishIn, promiseWishedCall } from '../operations/wished-call.ts';
import { handOver } from './hand-to-human.ts';
import { hearLonely, inNeed } from './in-need.ts';
import { byIntent } from './by-intent.ts';
import { stepAddress } from './render-reply.ts';
import { anothersNumber, NO_CALLS_KEY, stopAll, stopRinging } from './stop.ts';
import { byText, canGoByText, copyToText, endsNumber } from './send-as-text.ts';
import { conversationInCall, type Conversation } from '../engine/conversations.ts';
import { advanceFlow, beginFlow, resume, type Said } from '../engine/run-flow.ts';
import { asHeard, understand } from '../engine/read-text.ts';
import type { CallPayload, CallScene } from '../engine/scene.ts';

/** Below this confidence, the line asks again, with the keys (docs/rules.md T7). */
export const CONFIDENCE_MIN = 0.5;
const SILENCES_MAX = 2;
const MISSES_MAX = 2;
/** Wrong keys in a row after which staff take over: the keys are no help by then. */
const WRONG_KEYS_MAX = 4;

interface Open {
  conversation: Conversation;
  ask: Ask;
}

/** Says which line answers, and the menu. */
export async function greet(scene: CallScene): Promise<CallReply> {
  const talk = await beginFlow(scene, 'phone-menu', {}, null);
  const greeting: Line = { key: 'phone.greeting', params: { centre: scene.centre.name } };
  return proceed(scene, { ...talk, said: [greeting, ...(await promisedInOwnLanguage(scene)), ...talk.said] });
}

/**
 * A caller whose language no voice speaks is told so in Norwegian and in English, or by the centre's own recording in the
 * language. Staff get a callback with the language.
 */
async function promisedInOwnLanguage(scene: CallScene): Promise<Line[]> {
  const { language } = scene.person;
  if (isSpoken(language) || !scene.app.languages.includes(language) || isWithheld(scene.call.number)) return [];
  const { dueAt } = await askForCallback(scene, `speaks ${language}`);
  const own: Line = { key: 'phone.ownLanguage' };
  const day = { as: 'fullDay', of: toWall(dueAt) } as const;
  return [own, { ...own, tongue: 'en' }, { key: 'phone.willCall', params: { day } }];
}

/** Handles keys, speech or silence: 0 reaches a human and * repeats, everywhere. */
export async function talkOn(scene: CallScene, heard: CallPayload): Promise<CallReply> {
  const kept = await conversationInCall(scene.tx, scene.call.id);
  const open = kept === null ? null : await resume(scene, kept);
  if (open === null) return proceed(scene, { said: [{ key: 'common.again' }], ask: null });
  const { digits } = heard;
  if (digits === '0') return handOver(scene, 'asked for a human', []);
  if (digits === '*' || (await endsNumber(scene, heard))) return listen(scene, [], open.ask);
  if (digits === '#' && canGoByText(scene, open.conversation, open.ask)) {
    const said = await copyToText(scene, open.conversation, open.ask);
    understood(scene);
    return listen(scene, [said], open.ask);
  }
  const event = digits === '' ? null : hearKeys(open.ask, digits);
  if (digits === NO_CALLS_KEY && event === null && isOfferedNoCalls(scene, open.ask)) return stopRinging(scene);
  if (digits !== '') return take(scene, open, event);
  if (heard.speech === '') return silent(scene, open);
  if ((heard.confidence ?? 1) < CONFIDENCE_MIN) return missed(scene, open);
  return heed(scene, open, heard.speech);
}

/** The announcement offered the key, and it works in the whole call, except in a question for a number. */
const isOfferedNoCalls = ({ call }: CallScene, ask: Ask): boolean =>
  call.direction === 'outbound' && fieldOf(ask) === null;

async function take(scene: CallScene, open: Open, event: FlowEvent | null): Promise<CallReply> {
  const talk = event === null ? 'not expected' : await advanceFlow(scene, open.conversation, event);
  if (talk === 'not expected') return wrongKey(scene, open);
  understood(scene);
  return proceed(scene, talk);
}

/** Handles speech: as an answer to the question first, then as any other wish that works on the phone. */
async function heed(scene: CallScene, open: Open, speech: string): Promise<CallReply> {
  const reading = await understand(scene, speech, open.ask, null);
  const { intent } = reading;
  if (intent === 'crisis') return inNeed(scene, speech, reading.language);
  if (reading.keyword === 'no_calls') return stopRinging(scene);
  if (intent === 'lonely') return hearLonely(scene, speech, reading.language);
  if (intent === 'deceased' && scene.call.direction === 'outbound') return anothersNumber(scene, speech, 'deceased');
  if (isWrongNumber(scene, open.ask, reading)) return anothersNumber(scene, speech);
  const callWish = isWithheld(scene.call.number) ? null : callWishIn(scene, reading, speech);
  if (callWish !== null) return proceed(scene, { said: [await promiseWishedCall(scene, callWish)], ask: null });
  if (HUMAN_HEARS.has(intent)) return handOver(scene, 'asked for a human', []);
  if (intent === 'stop') return stopAll(scene);
  if (isLastNo(open, reading)) return goodbye(scene);
  if (isQuestion(intent)) return explain(scene, open, reading, speech);
  return followed(scene, open, reading, speech);
}

/** Answers a question for facts, and repeats the open question with its keys. */
async function explain(scene: CallScene, open: Open, reading: Reading, speech: string): Promise<CallReply> {
  const asked = { reading, body: speech, open, offerId: null };
  const talk = await answerQuestion(scene, asked);
  if (talk === null) return followed(scene, open, { ...reading, intent: asBefore(asked) }, speech);
  understood(scene);
  return proceed(scene, askedAgainAloud({ ...talk, ask: talk.ask ?? open.ask }));
}

/** "Nei takk" to "anything else?". */
function isLastNo({ conversation: { flow, kept } }: Open, reading: Reading): boolean {
  return flow === 'phone-menu' && kept.context['again'] === 1 && asHeard(reading).slots['refused'] === 1;
}

async function followed(scene: CallScene, open: Open, reading: Reading, speech: string): Promise<CallReply> {
  const { intent } = reading;
  // "Jeg kan ikke komme" may be about an assignment, and the menu's choice is about sign-ups alone.
  const isCancelling = intent === 'cancel_sign_up' && open.conversation.flow === 'phone-menu';
  // A keyword begins anew in the middle of any question.
  const isAnswer = !isCancelling && flowOfKeyword(reading) === null;
  const heard = asHeard(reading);
  const event = isAnswer
    ? hear(open.ask, { intent: heard.intent, slots: { ...heard.slots, ...saidWhole(open.ask, speech) } })
    : null;
  const talk = event === null ? 'not expected' : await advanceFlow(scene, open.conversation, event);
  const led = talk === 'not expected' ? await byIntent(scene, open.conversation, { ...reading, speech }) : talk;
  if (led === 'a human') {
    if ((await alertIfToday(scene, reading)) === 'urgent') await recordRequest(scene, speech);
    return handOver(scene, `by phone: ${intent}`, []);
  }
  // An unproven caller gets nothing read out or erased.
  if (led === 'not by phone') return handOver(scene, `by phone: ${intent}`, [{ key: 'phone.notByPhone' }]);
  if (led === null) return missed(scene, open);
  understood(scene);
  const second = led.elsewhere === undefined ? await secondWish(scene, { reading, body: speech, inHand: false }) : [];
  return proceed(scene, { ...led, said: [...led.said, ...second] });
}

/** Stores an organiser's request about today, for the staff who are alerted. */
async function recordRequest({ tx, moment, centre, person, arrivalId }: CallScene, body: string): Promise<void> {
  const { id: personId, number } = person;
  await putInInbox(tx, moment, { centreId: centre.id, personId, number, reason: 'request', arrivalId, body });
}

/**
 * Whether a person that we rang says that the number is another's, and does not answer the question: "nei, ikke meg" is
 * a no to the question whether the person can come.
 */
const isWrongNumber = ({ call }: CallScene, ask: Ask, { keyword, intent, slots }: Reading): boolean =>
  call.direction === 'outbound' && keyword === 'wrong_number' && hear(ask, { intent, slots: { ...slots } }) === null;

/** A caller who dialled a wrong number, or tells of a death, stops nothing; staff take the call. */
const HUMAN_HEARS: ReadonlySet<Intent> = new Set(['talk_to_human', 'wrong_number', 'deceased']);

/**
 * Goes on with the result of a step: the next question, a transfer, or a text. After the last step it asks for other
 * wishes.
 */
export async function proceed(scene: CallScene, talk: Said): Promise<CallReply> {
  const { said, ask, elsewhere } = talk;
  // A hidden number cannot be rung: such a caller gets a human now, or leaves a number.
  if (isWithheld(scene.call.number) && said.some(({ key }) => RINGS_BACK.has(key)))
    return handOver(
      scene,
      'asked for a human',
      said.filter(({ key }) => !RINGS_BACK.has(key)),
    );
  if (elsewhere?.begin === 'call-me') return handOver(scene, 'asked for a human', said);
  if (elsewhere !== undefined) {
    const told = await byText(scene, elsewhere);
    if (told === 'cannot be texted') return handOver(scene, `by phone: ${elsewhere.begin}`, said);
    return proceed(scene, { said: [...said, { key: 'phone.texted' }], ask: null });
  }
  if (ask !== null) return listen(scene, ask.introduction === undefined ? said : [...said, ask.introduction], ask);
  if (LAST.has(said.at(-1)?.key ?? '')) {
    scene.call = { ...scene.call, phase: 'over', outcome: 'done' };
    return { does: 'hang up', said: [...said, { key: 'phone.goodbye' }] };
  }
  const menu = await beginFlow(scene, 'phone-menu', { again: 1 }, await conversationInCall(scene.tx, scene.call.id));
  return listen(scene, [...said, ...menu.said], menu.ask ?? NOTHING);
}

/** Sentences that promise a call. */
const RINGS_BACK: ReadonlySet<string> = new Set<Line['key']>([
  'callback.asked',
  'callback.already',
  'hours.worry',
  'language.notYet',
  'language.noVoice',
  'phone.ownLanguage',
  'lonely.fine',
  'lonely.visitor',
  'lonely.warm',
  'volunteer.already',
  'volunteer.registered',
]);

/** Sentences after which the call ends. */
const LAST: ReadonlySet<string> = new Set(['erase.begun']);

/** The menu always asks something; this value keeps a fault in it from ending a call. */
const NOTHING: Ask = { line: { key: 'phone.menu' }, choices: [], situation: 'none' };

async function listen(
  scene: CallScene,
  said: readonly Line[],
  ask: Ask,
  how: (CallReply & { does: 'listen' })['how'] = 'any',
): Promise<CallReply> {
  const open = await conversationInCall(scene.tx, scene.call.id);
  const extra: Line[] = open !== null && canGoByText(scene, open, ask) ? [{ key: 'phone.textInstead' }] : [];
  return { does: 'listen', said, ask, extra, next: stepAddress(scene.app, stepOf(scene)), how };
}

/** The arrival's id contains the current step. */
const stepOf = ({ call, arrivalId }: CallScene): { id: string; step: number } => ({
  id: call.id,
  step: Math.max(call.step, Number(arrivalId.split(':')[1] ?? 0)),
});

function understood(scene: CallScene): void {
  scene.call = { ...scene.call, silences: 0, misses: 0 };
}

/**
 * After a silence, repeats the question slower and simpler; then passes the caller on, or says goodbye when nothing is
 * open.
 */
async function silent(scene: CallScene, open: Open): Promise<CallReply> {
  const silences = scene.call.silences + 1;
  scene.call = { ...scene.call, silences };
  if (silences < SILENCES_MAX) return listen(scene, [{ key: 'phone.notHeard' }], open.ask, 'slower');
  const { flow, kept } = open.conversation;
  if (flow === 'phone-menu' && kept.context['again'] === 1) {
    return goodbye(scene);
  }
  return handOver(scene, 'silence', []);
}

function goodbye(scene: CallScene): CallReply {
  scene.call = { ...scene.call, phase: 'over', outcome: 'done' };
  return { does: 'hang up', said: [{ key: 'phone.goodbye' }] };
}

/**
 * After a wrong key, repeats the question slower and with the keys alone. A slip of the finger must not call a human.
 */
async function wrongKey(scene: CallScene, open: Open): Promise<CallReply> {
  const misses = scene.call.misses + 1;
  if (misses >= WRONG_KEYS_MAX) return missed(scene, open);
  scene.call = { ...scene.call, misses };
  return listen(scene, [{ key: 'phone.wrongKey' }], open.ask, misses === 1 ? 'keys only' : 'slower');
}

/** Says "I did not understand" once, and repeats with keys alone after that; never says it twice in a row. */
async function missed(scene: CallScene, open: Open): Promise<CallReply> {
  const misses = scene.call.misses + 1;
  scene.call = { ...scene.call, misses };
  if (misses < MISSES_MAX) return listen(scene, [{ key: 'common.unclear' }], open.ask, 'keys only');
  return handOver(scene, 'not understood', []);
}
