import type { Missed, SearchOutput } from '../../../flows/found-lines.ts';
import type { Search } from '../../../flows/activity-lines.ts';
import { ALONE_MAX, clip } from '../../channels/clip.ts';
import { rememberPlace } from '../../domain/centres/people.ts';
import { later } from '../../domain/base/time.ts';
import { findPlaceFrom } from '../../domain/places/places.ts';
import { firstOf, type Limits } from '../../domain/search/limits.ts';
import {
  activityIndex,
  search,
  type ActivityIndex,
  type Found,
  type Query,
  type SearchResult,
} from '../../domain/search/search.ts';
import { WEEKDAY_TELLS_MS } from '../../domain/search/next-times.ts';
import { windowOf } from '../../domain/search/window.ts';
import { recordUnmetSearch } from '../../domain/statistics/unmet.ts';
import { theOneNamed } from '../activities/named.ts';
import { HEARD_LIST_MAX, type OperationTable } from '../engine/operation-table.ts';
import { isUnproven, type Scene } from '../engine/scene.ts';

/** As many lines as fit a text, and as are kept in mind on the phone: no list takes longer than twenty seconds. */
const LIST_MAX = 3;

export const searchOperations = {
  async searchActivities(scene: Scene, wish: Search): Promise<SearchOutput> {
    const here = await whereabouts(scene, wish.place);
    if (here === 'unknown') return { outcome: 'place unknown', place: wish.place ?? '' };
    if (here === 'no place') return withoutPlace(scene, wish);
    const index = await activityIndex(scene.tx, scene.centre.id);
    const { category, activity, skip } = wish;
    const within = limitsIn(wish);
    const query: Query = {
      ...queryOf(scene, wish),
      ...(here.lat === null || here.lon === null ? {} : { lat: here.lat, lon: here.lon }),
    };
    const { answer, missed } = searchWithin(index, query, within);
    if (skip === 0) {
      const made = { area: here.name, category, words: activity, answer, missed: missed !== '' };
      await recordUnmetSearch(scene.tx, scene.moment, scene.centre.id, made);
    }
    if (answer.found.length === 0) return { outcome: 'nothing', place: here.name };
    return {
      outcome: 'found',
      place: here.name,
      items: answer.found.map((one) => itemOf(scene, one)),
      more: answer.more ? 1 : 0,
      wider: answer.wider ? 1 : 0,
      missed,
      instead: activity !== null && answer.by !== 'words' && answer.by !== 'some words' ? 1 : 0,
    };
  },
} satisfies Partial<OperationTable>;

/** The limits from the one that is given up first. */
const GIVEN_UP = [
  'price_max',
  'free',
  'km',
  'part',
  'from_time',
  'to_time',
  'step_free',
  'audience',
] as const satisfies readonly (keyof Limits)[];

/** What a wish is limited to is followed, or said not to be: with one limit less where that is enough, else with none. */
function searchWithin(index: ActivityIndex, query: Query, limits: Limits): { answer: SearchResult; missed: Missed } {
  const answer = search(index, { ...query, limits });
  if (answer.found.length > 0 || query.skip > 0) return { answer, missed: '' };
  for (const name of GIVEN_UP.filter((each) => limits[each] !== undefined)) {
    const { [name]: given, ...others } = limits;
    const found = search(index, { ...query, limits: others });
    if (found.found.length > 0) return { answer: found, missed: firstOf({ [name]: given }) };
  }
  return { answer: search(index, query), missed: firstOf(limits) };
}

/** An activity that is named needs no place, where the centre has only one of that name. */
async function withoutPlace(scene: Scene, wish: Search): Promise<SearchOutput> {
  if (wish.activity === null) return { outcome: 'no place' };
  const index = await activityIndex(scene.tx, scene.centre.id);
  const limits = limitsIn(wish);
  const named = theOneNamed(index, wish.activity, { ...queryOf(scene, wish), limits });
  if (named !== null) return { outcome: 'named', item: itemOf(scene, named), otherTime: 0 };
  if (wish.when === null) return { outcome: 'no place' };
  const next = theOneNamed(index, wish.activity, { ...queryOf(scene, { ...wish, when: null }), limits });
  return next === null ? { outcome: 'no place' } : { outcome: 'named', item: itemOf(scene, next), otherTime: 1 };
}

const limitsIn = ({ limits }: Search): Limits => (limits === null ? {} : (JSON.parse(limits) as Limits));

function queryOf(scene: Scene, { when, category, activity, skip }: Search): Query {
  return {
    now: scene.moment.now,
    ...(activity === null ? {} : { words: activity }),
    ...(category === null ? {} : { category }),
    ...windowOf(when),
    begun: true,
    limit: scene.call === undefined ? LIST_MAX : HEARD_LIST_MAX,
    skip,
  };
}

const itemOf = (
  { moment }: Scene,
  { activityId, occurrence, title, startsAt, startsUtc, begun, venue, km }: Found,
) => ({
  activityId,
  occurrence,
  title: clip(title, ALONE_MAX),
  startsAt,
  begun: begun ? 1 : 0,
  soon: startsUtc < later(moment.now, WEEKDAY_TELLS_MS) ? 1 : 0,
  venue: clip(venue, ALONE_MAX),
  km,
});

interface Here {
  name: string;
  lat: number | null;
  lon: number | null;
}

/** The place that was named, or else where the person lives. A first place that is named is remembered. */
async function whereabouts(scene: Scene, named: string | null): Promise<Here | 'no place' | 'unknown'> {
  const { person, tx } = scene;
  if (named === null) {
    if (person.place_name === null) return 'no place';
    return { name: person.place_name, lat: person.lat, lon: person.lon };
  }
  const place = await findPlaceFrom(tx, scene.centre, named);
  if (place === null) return 'unknown';
  // In a call the person on file is not looked at, and so not written over either.
  if (person.place_name === null && !isUnproven(scene)) {
    await rememberPlace(tx, person.id, place);
    const { name, postcode, lat, lon } = place;
    scene.person = { ...person, place_name: name, postcode, lat, lon };
  }
  return place;
}
