import type { Intent, Reading } from '../../understanding/base/reading.ts';
import { mySignUps } from '../../domain/activities/sign-ups.ts';
import { toWall } from '../../domain/base/time.ts';
import { soughtIn } from '../activities/in-question.ts';
import type { Conversation } from '../engine/conversations.ts';
import { flowOfKeyword } from '../text/begin-keywords.ts';
import { beginFlow, isElsewhere, type Said } from '../engine/run-flow.ts';
import type { CallScene } from '../engine/scene.ts';
import { isOrganisersNews } from '../text/organiser.ts';
import { hasSaidYes, isOneOf, pauseOf, wish } from '../text/by-intent.ts';

/** Intents that are passed on to staff. */
const HUMAN_ANSWERS = [
  'ask_for_help',
  'new_activity',
  'activity_confirmed',
  'activity_changed',
  'activity_cancelled',
  'offer_question',
  'worry',
  'running_late',
  'availability',
  'profile',
  'need_volunteers',
] as const;
/** Intents without a meaning in a call. */
const NOT_IN_A_CALL = [
  'activity_question',
  'centre_question',
  'offer_yes',
  'offer_no',
  'next_page',
  'start',
  'automatic',
  'wrong_number',
  'unclear',
] as const;
/** Flows about the caller, which begin only for a proven number; `else` is the result for an unproven one. */
const FOR_THE_PROVEN = {
  leave: { flow: 'leave', else: 'a human' },
  become_volunteer: { flow: 'become-volunteer', else: 'a human' },
  my_assignments: { flow: 'my-assignments', else: 'a human' },
  report_hours: { flow: 'report-hours', else: 'a human' },
  withdraw: { flow: 'withdraw', else: 'a human' },
  pause: { flow: 'pause', else: 'a human' },
  my_data: { flow: 'my-data', else: 'not by phone' },
  erase_me: { flow: 'erase-me', else: 'not by phone' },
} as const satisfies Partial<Record<Intent, object>>;

const isForTheProven = (intent: Intent): intent is keyof typeof FOR_THE_PROVEN => Object.hasOwn(FOR_THE_PROVEN, intent);

/** The flow that an intent begins in a call; null for an intent without a meaning there. */
export async function byIntent(
  scene: CallScene,
  before: Conversation,
  reading: Reading & { speech: string },
): Promise<Said | 'a human' | 'not by phone' | null> {
  const { intent, slots, speech } = reading;
  const isProven = scene.call.proof === 'proven';
  const begin = async (name: string, input: Record<string, unknown>): Promise<Said> => {
    const onward = { begin: name, input };
    return isElsewhere(scene, onward)
      ? { said: [], ask: null, elsewhere: onward }
      : beginFlow(scene, name, input, before);
  };
  const begun = flowOfKeyword(reading);
  if (begun !== null) return begin(begun.flow, isProven ? begun.input : unproven(begun.input));
  if (await isOrganisersNews(scene, reading, speech)) return begin('organiser-news', { words: speech });
  if (isOneOf(HUMAN_ANSWERS, intent)) return 'a human';
  if (isOneOf(NOT_IN_A_CALL, intent)) return null;
  if (isForTheProven(intent)) {
    const { flow, else: others } = FOR_THE_PROVEN[intent];
    return isProven ? begin(flow, inputOf(scene, intent, reading)) : others;
  }
  switch (intent) {
    case 'find_activities':
    case 'set_place':
      return begin('find-activities', wish(slots));
    case 'activity_details': {
      const sought = slots.activity === undefined ? await soughtIn(scene, speech) : {};
      return sought === null ? null : begin('find-activities', wish({ ...slots, ...sought }));
    }
    case 'sign_up':
    case 'pick':
      return slots.activity === undefined ? null : begin('find-activities', wish(slots));
    case 'set_language':
      return begin('set-language', slots.language === undefined ? {} : { language: slots.language });
    case 'my_sign_ups':
      return begin('my-sign-ups', {});
    case 'cancel_sign_up':
      // A volunteer without sign-ups means the assignment; an unproven caller is not told of one.
      if (isProven && (await hasSaidYes(scene)) && (await hasNoSignUps(scene)))
        return begin('withdraw', { words: speech });
      return begin('my-sign-ups', { purpose: 'cancel' });
    case 'greeting':
    case 'help':
    case 'thanks':
      return { said: [], ask: null };
    case 'subscribe':
    case 'unsubscribe':
    case 'stop':
    case 'deceased':
    case 'crisis':
    case 'lonely':
    case 'talk_to_human':
      throw new Error(`${intent} has been heard before`);
  }
}

/** The input of a flow about the caller. */
function inputOf(
  scene: CallScene,
  intent: keyof typeof FOR_THE_PROVEN,
  { slots, speech }: Reading & { speech: string },
): Record<string, unknown> {
  if (intent === 'report_hours') return slots.minutes === undefined ? {} : { minutes: slots.minutes };
  if (intent === 'withdraw' || intent === 'leave') return { words: speech };
  if (intent === 'pause') return pauseOf(slots, toWall(scene.moment.now));
  return {};
}

/** A caller who only shows a number changes nothing in the call: the text asks the owner of the number. */
function unproven({ instead: _instead, ...asked }: Record<string, string>): Record<string, string> {
  return asked;
}

const hasNoSignUps = async ({ tx, person, moment }: CallScene): Promise<boolean> =>
  (await mySignUps(tx, { personId: person.id, now: moment.now })).length === 0;
