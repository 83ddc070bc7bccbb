import { ALONE_MAX, clip } from '../../channels/clip.ts';
import type { Ask, Line } from '../../conversation/ask.ts';
import { activityFacts, organisedBy } from '../../domain/activities/facts.ts';
import { offerFacts } from '../../domain/assignments/facts.ts';
import { promisedBy } from '../../domain/staff/callbacks.ts';
import { putInInbox } from '../../domain/staff/inbox.ts';
import { isWithheld } from '../../domain/calls/calls.ts';
import { toWall } from '../../domain/base/time.ts';
import {
  ACTIVITY_ASKS,
  CENTRE_ASKS,
  type ActivityAsk,
  type CentreAsk,
  type Intent,
  type Reading,
} from '../../understanding/base/reading.ts';
import type { Conversation } from '../engine/conversations.ts';
import { beginFlow, type Said } from '../engine/run-flow.ts';
import { isUnproven, type Scene } from '../engine/scene.ts';
import { activityLines } from './activity-lines.ts';
import { centreLines } from './centre-lines.ts';
import { offerLines } from './offer-lines.ts';
import { signUpFor, subjectOf, type Which } from './subject.ts';

/** How long staff have to answer a question, in minutes of opening hours. */
const ANSWERED_MINUTES = 240;

export interface Asked {
  reading: Reading;
  /** The question's own words. */
  body: string;
  open: { conversation: Conversation; ask: Ask } | null;
  /** The only offer that waits for this person's answer. */
  offerId: string | null;
}

/** Whether a reading asks for facts. */
export const isQuestion = (intent: Intent): boolean => intent === 'activity_question' || intent === 'centre_question';

/** The intent that flows know for a question without known facts. */
export const asBefore = ({ reading, offerId, open }: Pick<Asked, 'reading' | 'offerId' | 'open'>): Intent => {
  if (reading.intent !== 'activity_question') return reading.intent;
  if (reading.slots.asks === 'contact' && offerId === null) return 'talk_to_human';
  return open?.conversation.flow === 'answer-offer' || offerId !== null ? 'offer_question' : 'activity_details';
};

/**
 * Answers a question from known facts about the activity, the offer or the centre, and repeats the open question. A
 * question without known facts goes to staff in its own words.
 * @returns null when it is about nothing known, or a flow has to take it
 */
export async function answerQuestion(scene: Scene, asked: Asked): Promise<Said | null> {
  const { reading, open } = asked;
  const facts = (reading.slots.asks ?? '').split(';');
  const ask = open?.ask ?? null;
  if (reading.intent === 'centre_question') {
    const lines: Line[] = [];
    for (const each of facts.filter(isCentreAsk)) {
      const known = await centreLines(scene, each);
      lines.push(...(known.length > 0 ? known : [await toStaff(scene, asked, null)]));
    }
    return { said: lines, ask };
  }
  const asks = facts.filter(isActivityAsk);
  const subject = await subjectOf(scene, reading.slots, open?.conversation ?? null, asked.offerId);
  switch (subject.about) {
    case 'offer':
      return ofOffer(scene, asked, asks, subject.offerId);
    case 'activities':
      return { said: await ofActivities(scene, asked, asks, subject.which), ask };
    case 'found': {
      const said = await ofActivities(scene, asked, asks, [subject.which]);
      if (open !== null && !GIVES_WAY.has(open.conversation.flow)) return { said, ask };
      const { activityId, occurrence } = subject.which;
      const search = { place: subject.place, when: null, category: null, activity: null, limits: null, skip: 0 };
      const shown = await beginFlow(
        scene,
        'show-activity',
        { activityId, occurrence, search },
        open?.conversation ?? null,
      );
      return { said: [...said, ...shown.said], ask: shown.ask };
    }
    case 'nothing': {
      const own = asks.includes('attends') ? await ownActivities(scene) : [];
      if (own.length > 0) return { said: await ofActivities(scene, asked, asks, own), ask };
      // The reader took it for a question about what is looked for; without that, it is for a human.
      if (asks.every((each) => each === 'other' || each === 'contact')) return null;
      return reading.slots.activity === undefined && open?.conversation.flow !== 'phone-menu'
        ? { said: [{ key: 'answer.which' }], ask: null }
        : null;
    }
    case 'not found':
      return null;
  }
}

/** Conversations that search, and may be replaced by the activity that the question names. */
const GIVES_WAY: ReadonlySet<string> = new Set(['find-activities', 'show-activity', 'menu', 'phone-menu']);

const isActivityAsk = (name: string): name is ActivityAsk => ACTIVITY_ASKS.some((each) => each === name);
const isCentreAsk = (name: string): name is CentreAsk => CENTRE_ASKS.some((each) => each === name);

/** The activities of an organiser who writes, those with sign-up; the soonest where none has. */
async function ownActivities(scene: Scene): Promise<Which[]> {
  if (isUnproven(scene)) return [];
  const own = await organisedBy(scene.tx, {
    centreId: scene.centre.id,
    number: scene.person.number,
    now: scene.moment.now,
  });
  const listed = own.filter(({ signUp }) => signUp);
  return (listed.length > 0 ? listed : own.slice(0, 1)).slice(0, OWN_MAX);
}
const OWN_MAX = 3;

/** Null for a fact that only a human knows: the flow of the offer then passes the whole question on. */
async function ofOffer(
  scene: Scene,
  { open }: Asked,
  asks: readonly ActivityAsk[],
  offerId: string,
): Promise<Said | null> {
  const facts = await offerFacts(scene.tx, { offerId, personId: scene.person.id });
  if (facts === null) return null;
  const known = asks.map((each) => offerLines(each, facts));
  if (known.length === 0 || known.some((lines) => lines.length === 0)) return null;
  return { said: known.flat(), ask: open?.ask ?? null };
}

/** One line for each activity, with all asked facts; when the only activity lacks one, staff are asked. */
async function ofActivities(
  scene: Scene,
  asked: Asked,
  asks: readonly ActivityAsk[],
  which: readonly Which[],
): Promise<Line[]> {
  const lines: Line[] = [];
  for (const one of which) {
    const facts = await activityFacts(scene.tx, { ...one, now: scene.moment.now });
    const title = clip(facts?.title ?? one.title, ALONE_MAX);
    if (facts === null) {
      lines.push(title === '' ? { key: 'answer.gone' } : of(title, [{ key: 'answer.gone' }]));
      continue;
    }
    const question = { said: asked.body, persons: asks.includes('persons') ? await signUpFor(scene, one) : null };
    const known = asks.map((each) => activityLines(each, facts, question));
    const answers = known.flat();
    if (answers.length > 0) lines.push(of(title, answers));
    if (which.length > 1 || known.every((each) => each.length > 0)) continue;
    lines.push(await toStaff(scene, asked, one.activityId), ...activityLines('contact', facts, question));
  }
  return lines.length > 0 ? lines : [await toStaff(scene, asked, null)];
}

const of = (title: string, facts: Line[]): Line => ({
  key: 'answer.of',
  params: { title, facts: { as: 'lines', of: facts, heardMax: facts.length } },
});

/**
 * Passes the question to staff, with the activity that it is about, and says by when they answer. A caller who hides the
 * number cannot be answered, and hears how to get an answer.
 */
async function toStaff(scene: Scene, { body }: Asked, activityId: string | null): Promise<Line> {
  const { tx, moment, centre, person, arrivalId } = scene;
  await putInInbox(tx, moment, {
    centreId: centre.id,
    personId: person.id,
    number: person.number,
    reason: 'question',
    arrivalId,
    body,
    ...(activityId === null ? {} : { about: activityId }),
  });
  if (isWithheld(person.number)) return { key: 'answer.unknownHidden' };
  const by = promisedBy(centre.opening, moment.now, ANSWERED_MINUTES);
  return { key: 'answer.unknown', params: { day: { as: 'fullDay', of: toWall(by) } } };
}
