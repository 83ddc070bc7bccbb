import { CHOICES_MAX } from '../../conversation/ask.ts';
import { ALONE_MAX, clip, LISTED_TITLE_MAX } from '../../channels/clip.ts';
import { findDetails } from '../../domain/activities/activities.ts';
import { askForCallback } from '../../domain/staff/callbacks.ts';
import { findPerson, rememberLanguage, rememberPlace } from '../../domain/centres/people.ts';
import { isWithheld } from '../../domain/calls/calls.ts';
import { findPlaceFrom } from '../../domain/places/places.ts';
import { firstOf, type Limits } from '../../domain/search/limits.ts';
import { activityIndex, search, type Query } from '../../domain/search/search.ts';
import { windowOf } from '../../domain/search/window.ts';
import { mySignUps, signUp } from '../../domain/activities/sign-ups.ts';
import { toInstant, toWall } from '../../domain/base/time.ts';
import { earliestSend } from '../../domain/base/quiet-hours.ts';
import { NEVER } from '../../domain/base/reminders.ts';
import { cancelSignUpAndNotify, notifyPromoted } from '../activities/tell-changes.ts';
import { offerCodeOperations } from './offer-code.ts';
import { notifyPerson } from '../notify/notify-person.ts';
import { ownDataOperations } from './own-data.ts';
import { leavingOperations } from './leaving.ts';
import { lonelinessOperations } from './loneliness.ts';
import { ringOperations } from './ring.ts';
import { severalOffersOperations } from './several-offers.ts';
import { recordUnmetSearch } from '../../domain/statistics/unmet.ts';
import { volunteerOperations } from './volunteers.ts';
import type { Scene } from '../engine/scene.ts';
import { type OperationTable, HEARD_LIST_MAX } from '../engine/operation-table.ts';
import { broadcastOperations } from './broadcasts.ts';

/** Number of lines that fit a text, and that a caller can remember: no list takes longer than twenty seconds. */
const LIST_MAX = 3;
/** Coming sign-ups that fit a text. */
const MINE_MAX = 3;

export const operations: OperationTable = {
  ...ownDataOperations,
  ...volunteerOperations,
  ...offerCodeOperations,
  ...severalOffersOperations,
  ...broadcastOperations,
  ...ringOperations,
  ...leavingOperations,
  ...lonelinessOperations,

  async searchActivities(scene, { place: named, when, category, activity, limits, skip }) {
    const here = await whereabouts(scene, named);
    if (here === 'unknown') return { outcome: 'place unknown', place: named ?? '' };
    if (here === 'no place') return { outcome: 'no place' };
    const index = await activityIndex(scene.tx, scene.centre.id);
    const within = limits === null || limits === undefined ? {} : (JSON.parse(limits) as Limits);
    const query: Query = {
      now: scene.moment.now,
      ...(here.lat === null || here.lon === null ? {} : { lat: here.lat, lon: here.lon }),
      ...(activity === null ? {} : { words: activity }),
      ...(category === null ? {} : { category }),
      ...windowOf(when, scene.moment.now),
      limit: scene.call === undefined ? LIST_MAX : HEARD_LIST_MAX,
      skip,
    };
    const limited = search(index, { ...query, limits: within });
    // The limits of a wish are followed, or the person is told that they are not.
    const missed = limited.found.length === 0 && skip === 0 ? firstOf(within) : '';
    const answer = missed === '' ? limited : search(index, query);
    if (skip === 0) {
      const made = { area: here.name, category, words: activity, answer };
      await recordUnmetSearch(scene.tx, scene.moment, scene.centre.id, made);
    }
    if (answer.found.length === 0) return { outcome: 'nothing', place: here.name };
    return {
      outcome: 'found',
      place: here.name,
      items: answer.found.map(({ activityId, occurrence, title, startsAt, venue, km }) => ({
        activityId,
        occurrence,
        title: clip(title, LISTED_TITLE_MAX),
        startsAt,
        venue: clip(venue, ALONE_MAX),
        km,
      })),
      more: answer.more ? 1 : 0,
      wider: answer.wider ? 1 : 0,
      missed,
      instead: activity !== null && answer.by !== 'words' && answer.by !== 'some words' ? 1 : 0,
    };
  },

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
    return { outcome: 'shown', details: { ...details, ...short } };
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
    await sendReceipt(scene, { activityId, occurrence }, outcome, done.persons);
    return { outcome: outcome === 'noSignUpNeeded' || outcome === 'comeSoon' ? outcome : 'noted', persons };
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
    const language = named === ANOTHER ? anotherThan(person.language, centre.language) : named;
    if (!app.languages.includes(language)) {
      const { dueAt } = await askForCallback({ ...scene, person: { ...person, language } }, `wants ${language}`);
      return { outcome: 'notYet', dueAt: toWall(dueAt) };
    }
    await rememberLanguage(tx, person.id, language, 'chosen');
    scene.person = { ...person, language, language_chosen: 1 };
    return { outcome: 'set' };
  },
};

/** A caller only shows a number, which proves nothing. */
const isUnproven = ({ call }: Scene): boolean => call !== undefined && call.proof !== 'proven';

async function sendReceipt(
  scene: Scene,
  which: { activityId: string; occurrence: string },
  outcome: SignUpWord,
  persons: number,
): Promise<void> {
  const { tx, moment, arrivalId, person, centre } = scene;
  const details = await findDetails(tx, { ...which, now: moment.now });
  const owner = await findPerson(tx, centre.id, person.number);
  if (details === null || owner === undefined) return;
  const title = clip(details.title, ALONE_MAX);
  const line = {
    key: `find.${outcome}`,
    params: { title, day: { as: 'day', of: details.startsAt }, count: persons },
  } as const;
  const expiresAt = toInstant(details.startsAt);
  // Sent as a reply to the caller: at once, and at any hour.
  await notifyPerson(scene, owner.id, [line], {
    kind: 'reply',
    dedupe: `receipt:${arrivalId}`,
    expiresAt,
    need: 'may miss',
  });
}

/** The language that a call offers beside its own. */
const ANOTHER = 'another';
const anotherThan = (spoken: string, ofCentre: string): string =>
  spoken !== 'en' ? 'en' : ofCentre === 'en' ? 'nb' : ofCentre;

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
async function withReminder({ tx }: Scene, id: string | null, word: SignUpWord): Promise<SignUpWord> {
  if (id === null || (word !== 'signedUp' && word !== 'noSignUpNeeded')) return word;
  const row = await tx
    .selectFrom('sign_up')
    .select(['remind_at', 'starts_utc'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  const isReminded = row.remind_at !== NEVER && earliestSend('reminder', row.remind_at) < row.starts_utc;
  return isReminded ? word : UNREMINDED[word];
}

interface Here {
  name: string;
  lat: number | null;
  lon: number | null;
}

/** The named place, or else the place where the person lives. The first named place is stored. */
async function whereabouts(scene: Scene, named: string | null): Promise<Here | 'no place' | 'unknown'> {
  const { person, tx } = scene;
  if (named === null) {
    if (person.place_name === null) return 'no place';
    return { name: person.place_name, lat: person.lat, lon: person.lon };
  }
  const place = await findPlaceFrom(tx, scene.centre, named);
  if (place === null) return 'unknown';
  // An unproven caller neither sees nor changes the stored person.
  if (person.place_name === null && !isUnproven(scene)) {
    await rememberPlace(tx, person.id, place);
    const { name, postcode, lat, lon } = place;
    scene.person = { ...person, place_name: name, postcode, lat, lon };
  }
  return place;
}
