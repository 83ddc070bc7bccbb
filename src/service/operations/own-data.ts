import { ALONE_MAX, clip, LISTED_TITLE_MAX } from '../../channels/clip.ts';
import { setAgenda } from '../../domain/base/agenda.ts';
import { rememberName, rememberPlace } from '../../domain/centres/people.ts';
import { findPlaceFrom } from '../../domain/places/places.ts';
import { addSubscription, endSubscriptions, subscriptionsOf } from '../../domain/search/subscriptions.ts';
import { dateOf, toWall } from '../../domain/base/time.ts';
import { heldElsewhere } from '../../domain/privacy/held-elsewhere.ts';
import { countsHeld } from '../../domain/privacy/export.ts';
import type { Scene } from '../engine/scene.ts';
import type { OperationTable } from '../engine/operation-table.ts';

type Own = Pick<
  OperationTable,
  'myData' | 'setName' | 'setPlace' | 'eraseMe' | 'subscribe' | 'unsubscribe' | 'mySubscriptions'
>;

/** Number of titles that fit a text beside the rest, and characters of each. */
const ORGANISED_MAX = 2;
const ORGANISED_TITLE_MAX = 26;
const ORGANISED_ROOM = 30;

/** Operations for questions about a person's own data, and for subscriptions. */
export const ownDataOperations: Own = {
  async myData({ tx, person, centre }) {
    const { messages, signUps } = await countsHeld(tx, person);
    const { organised, staffPhone } = await heldElsewhere(tx, person.number, centre.id);
    const titles = organised
      .filter(({ status }) => status === 'active')
      .map(({ title }) => clip(title, ORGANISED_TITLE_MAX));
    const place = person.place_name === null ? null : `${person.postcode ?? ''} ${person.place_name}`.trim();
    return {
      name: person.name === null ? null : clip(person.name, ALONE_MAX),
      place: place === null ? null : clip(place, ALONE_MAX),
      language: person.language,
      messages,
      signUps,
      since: dateOf(toWall(person.first_seen_at)),
      organised: clip(titles.slice(0, ORGANISED_MAX).join(', '), ORGANISED_ROOM),
      organisedCount: titles.length,
      staffPhoneOf: staffPhone.length > 0 ? clip(centre.name, ALONE_MAX) : null,
    };
  },

  async setName(scene, { name: said }) {
    const name = nameIn(said);
    if (name === null) return { outcome: 'nameUnclear' };
    await rememberName(scene.tx, scene.person.id, name);
    scene.person = { ...scene.person, name };
    return { outcome: 'nameSet', name: clip(name, ALONE_MAX) };
  },

  async setPlace(scene, { place: named }) {
    const place = await findPlaceFrom(scene.tx, scene.centre, named);
    if (place === null) return { outcome: 'place unknown' };
    await rememberPlace(scene.tx, scene.person.id, place);
    const { name, postcode, lat, lon } = place;
    scene.person = { ...scene.person, place_name: name, postcode, lat, lon };
    return { outcome: 'placeSet', place: clip(`${postcode} ${name}`, ALONE_MAX) };
  },

  // Not in this turn, because the answer must leave for the number first.
  async eraseMe({ tx, moment, person }) {
    await setAgenda(tx, 'erase', person.id, moment.now);
    return 'begun';
  },

  async subscribe(scene, { category, words, place: named }) {
    const place = await placeFor(scene, named);
    if (place === 'no place') return { outcome: 'no place' };
    if (place === 'unknown') return { outcome: 'place unknown', place: (named ?? '').slice(0, ALONE_MAX) };
    const { tx, moment, centre, person } = scene;
    const about = { category, words: words === null ? null : clip(words, ALONE_MAX) };
    const outcome = await addSubscription(tx, moment, { centreId: centre.id, personId: person.id, ...about, place });
    return {
      outcome,
      what: about.words ?? '',
      place: clip(place.name, ALONE_MAX),
    };
  },

  async mySubscriptions({ tx, person }) {
    const mine = await subscriptionsOf(tx, person.id);
    const [first] = mine;
    if (first === undefined) return { outcome: 'none' };
    const all = mine.some(({ words }) => words === null);
    const what = all ? '' : clip(mine.map(({ words }) => words ?? '').join(', '), LISTED_TITLE_MAX);
    return { outcome: 'some', what, place: clip(first.place_name, LISTED_TITLE_MAX) };
  },

  unsubscribe: ({ tx, person }) => endSubscriptions(tx, person.id),
};

const NAME_MAX = 60;
const BEFORE_NAME = /^(?:(?:jeg|eg|æ|i|my name|navnet mitt|namnet mitt)\s+(?:heter|heiter|er|am|is)|i'm)\s+/iu;

/** A name as it was written, without "jeg heter"; null for words that are no name. */
function nameIn(said: string): string | null {
  const name = said
    .replace(/\s+/g, ' ')
    .trim()
    .replace(BEFORE_NAME, '')
    .replace(/[.!,]+$/, '');
  return name.length <= NAME_MAX && /^\p{L}[\p{L}\p{M}'’. -]*$/u.test(name) ? name : null;
}

interface Place {
  name: string;
  postcode: string;
  lat: number | null;
  lon: number | null;
}

async function placeFor({ tx, centre, person }: Scene, named: string | null): Promise<Place | 'no place' | 'unknown'> {
  if (named !== null) return (await findPlaceFrom(tx, centre, named)) ?? 'unknown';
  if (person.place_name === null || person.postcode === null) return 'no place';
  return { name: person.place_name, postcode: person.postcode, lat: person.lat, lon: person.lon };
}
