import { anotherTongue, isSpoken } from '../../channels/voices.ts';
import { CHOICES_MAX } from '../../conversation/ask.ts';
import { ALONE_MAX, clip, LISTED_TITLE_MAX } from '../../channels/clip.ts';
import { findDetails } from '../../domain/activities/activities.ts';
import { askForCallback } from '../../domain/staff/callbacks.ts';
import { findPerson, rememberLanguage } from '../../domain/centres/people.ts';
import { isOptedOut } from '../../domain/centres/opt-out.ts';
import { isWithheld } from '../../domain/calls/calls.ts';
import { mySignUps, signUp } from '../../domain/activities/sign-ups.ts';
import { toInstant, toWall } from '../../domain/base/time.ts';
import { earliestSend } from '../../domain/base/quiet-hours.ts';
import { NEVER } from '../../domain/base/reminders.ts';
import { cancelSignUpAndNotify, notifyPromoted } from '../activities/tell-changes.ts';
import { codeOperations } from './codes.ts';
import { newContactOperations } from './new-contact.ts';
import { organiserNewsOperations } from './organiser-news.ts';
import { offerCodeOperations } from './offer-code.ts';
import { notifyPerson } from '../notify/notify-person.ts';
import { ownDataOperations } from './own-data.ts';
import { leavingOperations } from './leaving.ts';
import { lonelinessOperations } from './loneliness.ts';
import { searchOperations } from './search-activities.ts';
import { ringOperations } from './ring.ts';
import { severalOffersOperations } from './several-offers.ts';
import { volunteerOperations } from './volunteers.ts';
import { isUnproven, type Scene } from '../engine/scene.ts';
import { type OperationTable } from '../engine/operation-table.ts';
import { broadcastOperations } from './broadcasts.ts';

/** Coming sign-ups that fit a text. */
const MINE_MAX = 3;

export const operations: OperationTable = {
  ...searchOperations,
  ...ownDataOperations,
  ...volunteerOperations,
  ...offerCodeOperations,
  ...severalOffersOperations,
  ...broadcastOperations,
  ...ringOperations,
  ...leavingOperations,
  ...lonelinessOperations,
  ...codeOperations,
  ...organiserNewsOperations,
  ...newContactOperations,

  async activityDetails(scene, { activityId, occurrence }) {
    const details = await findDetails(scene.tx, { activityId, occurrence, now: scene.moment.now });
    if (details === null) return { outcome: 'gone' };
    const { title, venue, address, organiser } = details;
    const short = {
      title: clip(title, ALONE_MAX),
      venue: clip(venue, ALONE_MAX),
      address: clip(address, ALONE_MAX),
      organiser: clip(organiser, ALONE_MAX),
    };
    return { outcome: 'shown', details: { ...details, ...short, begun: details.begun ? 1 : 0 } };
  },

  async signUp(scene, { activityId, occurrence, persons }) {
    const { tx, moment, centre, person } = scene;
    if (isWithheld(person.number)) return { outcome: 'noNumber', persons };
    const done = await signUp(tx, moment, {
      centreId: centre.id,
      activityId,
      occurrence,
      personId: person.id,
      persons,
    });
    await notifyPromoted(scene, done.promoted);
    const outcome = await withReminder(scene, done.id, SIGN_UP_WORDS[done.outcome]);
    if (!isUnproven(scene) || done.id === null) return { outcome, persons: done.persons };
    // An earlier sign-up is private to the owner of the number, so the receipt goes there by text and is not spoken in
    // the call.
    const told = await sendReceipt(scene, { activityId, occurrence }, outcome, done.persons);
    if (outcome === 'noSignUpNeeded' || outcome === 'comeSoon') return { outcome, persons };
    return { outcome: told === 'sent' ? 'noted' : 'notedOnly', persons };
  },

  async mySignUps({ tx, person, moment }) {
    const mine = await mySignUps(tx, { personId: person.id, now: moment.now });
    return mine
      .slice(0, MINE_MAX)
      .map(({ id, title, startsAt, status }) => ({ id, title: clip(title, LISTED_TITLE_MAX), startsAt, status }));
  },

  cancelSignUp: (scene, { id }) => cancelSignUpAndNotify(scene, id),

  async askForCallback(scene, { reason }) {
    const { outcome, dueAt } = await askForCallback(scene, reason);
    return { outcome, dueAt: toWall(dueAt) };
  },

  // Norwegian first, then the others by their code; a question has at most nine choices.
  offeredLanguages: ({ app }) =>
    Promise.resolve([...app.languages].sort((a, b) => rank(a) - rank(b)).slice(0, CHOICES_MAX)),

  async setLanguage(scene, { language: named }) {
    const { tx, person, app, centre } = scene;
    // "For English, press 9" is said in English, and changes to English.
    const language = named === ANOTHER ? anotherTongue(person.language, centre.language) : named;
    if (!app.languages.includes(language)) {
      const { dueAt } = await askForCallback({ ...scene, person: { ...person, language } }, `wants ${language}`);
      return { outcome: 'notYet', dueAt: toWall(dueAt) };
    }
    await rememberLanguage(tx, person.id, language, 'chosen');
    scene.person = { ...person, language, language_chosen: 1 };
    if (scene.call === undefined || isSpoken(language)) return { outcome: 'set' };
    const { dueAt } = await askForCallback(scene, `speaks ${language}`);
    return { outcome: 'noVoice', dueAt: toWall(dueAt) };
  },
};

async function sendReceipt(
  scene: Scene,
  which: { activityId: string; occurrence: string },
  outcome: SignUpWord,
  persons: number,
): Promise<'sent' | 'not sent'> {
  const { tx, moment, arrivalId, person, centre } = scene;
  const details = await findDetails(tx, { ...which, now: moment.now });
  const owner = await findPerson(tx, centre.id, person.number);
  if (details === null || owner === undefined) return 'not sent';
  const title = clip(details.title, ALONE_MAX);
  const line = {
    key: `find.${outcome}`,
    params: { title, day: { as: 'day', of: details.startsAt }, count: persons },
  } as const;
  const expiresAt = toInstant(details.startsAt);
  // Sent as a reply to the caller: at once, and at any hour.
  const told = await notifyPerson(scene, owner.id, [line], {
    kind: 'reply',
    dedupe: `receipt:${arrivalId}`,
    expiresAt,
    need: 'may miss',
  });
  return told === 'queued' || told === 'already queued' ? 'sent' : 'not sent';
}

/** The language that a call offers beside its own. */
const ANOTHER = 'another';

const FIRST_LANGUAGES = ['nb', 'nn', 'en'];
const rank = (language: string): number =>
  (FIRST_LANGUAGES.indexOf(language) + FIRST_LANGUAGES.length + 1) % (FIRST_LANGUAGES.length + 1);

const SIGN_UP_WORDS = {
  'signed up': 'signedUp',
  'waiting list': 'waitingList',
  'already signed up': 'alreadySignedUp',
  changed: 'changed',
  'no sign-up needed': 'noSignUpNeeded',
  cancelled: 'cancelled',
  over: 'over',
  'too many': 'too many',
} as const;

type SignUpWord = (typeof SIGN_UP_WORDS)[keyof typeof SIGN_UP_WORDS] | (typeof UNREMINDED)[keyof typeof UNREMINDED];

/** The words for an activity that begins too soon for a reminder. */
const UNREMINDED = { signedUp: 'signedUpSoon', noSignUpNeeded: 'comeSoon' } as const;

/** A reminder is promised only when one is scheduled and leaves before the activity begins. */
async function withReminder({ tx, centre, person }: Scene, id: string | null, word: SignUpWord): Promise<SignUpWord> {
  if (id === null || (word !== 'signedUp' && word !== 'noSignUpNeeded')) return word;
  const row = await tx
    .selectFrom('sign_up')
    .select(['remind_at', 'starts_utc'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  if (await isOptedOut(tx, { centreId: centre.id, number: person.number })) return UNREMINDED[word];
  const isReminded = row.remind_at !== NEVER && earliestSend('reminder', row.remind_at) < row.starts_utc;
  return isReminded ? word : UNREMINDED[word];
}
