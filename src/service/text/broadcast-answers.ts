import type { Line } from '../../conversation/ask.ts';
import type { ReplyAnswer } from '../../db/schema/index.ts';
import { type BroadcastReceived } from '../../domain/broadcasts/replies.ts';
import { promisedBy } from '../../domain/staff/callbacks.ts';
import { mySignUps } from '../../domain/activities/sign-ups.ts';
import { toWall } from '../../domain/base/time.ts';
import type { Intent, Reading, Situation } from '../../understanding/base/reading.ts';
import type { Said } from '../engine/run-flow.ts';
import { understandAs } from '../engine/read-text.ts';
import type { Scene } from '../engine/scene.ts';
import { recordBroadcastReply, passToStaff } from '../operations/broadcasts.ts';

/**
 * The situation in which to read a text that may answer a broadcast: a broadcast that collects a yes has asked a
 * question.
 */
export const situationOf = ({ collects }: BroadcastReceived): Situation =>
  collects === 'yes' ? 'pending offer' : 'broadcast received';

/** From this confidence on, the person asks for a human, and not about the broadcast. */
const SURE = 0.7;
/** How long staff have to answer a question, in minutes of opening hours. */
const HUMAN_ANSWERS_MINUTES = 240;

/**
 * Takes a text as the answer to a broadcast: notes a yes or no, leaves thanks unanswered, and passes a question about
 * the broadcast to the staff who wrote it. Null for a text with a wish of its own.
 */
export async function answerToBroadcast(
  scene: Scene,
  broadcast: BroadcastReceived,
  { reading, body }: { reading: Reading; body: string },
): Promise<{ outcome: string; talk: Said } | null> {
  const answer = await answerIn(scene, broadcast, reading, body);
  if (answer === null) return null;
  await recordBroadcastReply(scene, broadcast.id, answer);
  if (answer === 'question') await passToStaff(scene, broadcast.id, 'question', body);
  else if (answer === 'yes' && !reading.with.bare) await passToStaff(scene, broadcast.id, 'said yes, but', body);
  return { outcome: `broadcast ${answer}`, talk: { said: said(scene, broadcast, answer), ask: null } };
}

/** The answer that an intent means after a broadcast; the other intents are wishes of their own. */
const ANSWERS: Partial<Readonly<Record<Intent, ReplyAnswer>>> = {
  thanks: 'thanks',
  offer_yes: 'yes',
  offer_no: 'no',
  sign_up: 'yes',
  withdraw: 'no',
  cancel_sign_up: 'no',
  offer_question: 'question',
  activity_details: 'question',
  activity_question: 'question',
  centre_question: 'question',
  talk_to_human: 'question',
};

async function answerIn(
  scene: Scene,
  { collects }: BroadcastReceived,
  { intent, confidence, slots }: Reading,
  body: string,
): Promise<ReplyAnswer | null> {
  if (intent === 'unclear') return collects === 'yes' ? 'question' : bareAnswerIn(scene, body);
  // The line itself can answer about a named activity.
  if (
    (intent === 'sign_up' || intent === 'activity_details' || intent === 'activity_question') &&
    slots.activity !== undefined
  )
    return null;
  if (intent === 'talk_to_human' && confidence >= SURE) return null;
  // A person who has signed up for an activity means that sign-up.
  if ((intent === 'withdraw' || intent === 'cancel_sign_up') && (await hasSignedUp(scene))) return null;
  return ANSWERS[intent] ?? null;
}

/** Notes a yes or no to a broadcast that did not ask for one; staff read a text that is not understood. */
async function bareAnswerIn(scene: Scene, body: string): Promise<ReplyAnswer> {
  const { intent } = await understandAs(scene, body, 'pending offer');
  return intent === 'offer_yes' ? 'yes' : intent === 'offer_no' ? 'no' : 'question';
}

function said(scene: Scene, { collects }: BroadcastReceived, answer: ReplyAnswer): Line[] {
  switch (answer) {
    case 'thanks':
      return [];
    case 'yes':
      return [{ key: collects === 'yes' ? 'broadcast.yes' : 'broadcast.noted' }];
    case 'no':
      return [{ key: collects === 'yes' ? 'broadcast.no' : 'broadcast.noted' }];
    case 'question': {
      const by = promisedBy(scene.centre.opening, scene.moment.now, HUMAN_ANSWERS_MINUTES);
      return [{ key: 'common.passedOn', params: { day: { as: 'fullDay', of: toWall(by) } } }];
    }
  }
}

const hasSignedUp = async ({ tx, person, moment }: Scene): Promise<boolean> =>
  (await mySignUps(tx, { personId: person.id, now: moment.now })).length > 0;
