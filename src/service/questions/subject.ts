import { ownSignUp, signUpMeant, signUpWithId } from '../../domain/activities/facts.ts';
import { placeRegister } from '../../domain/places/places.ts';
import { windowOf } from '../../domain/search/window.ts';
import { activityIndex, search } from '../../domain/search/search.ts';
import type { Slots } from '../../understanding/base/reading.ts';
import { pick } from '../../understanding/named/pick.ts';
import { namedBy } from '../activities/named.ts';
import type { Conversation } from '../engine/conversations.ts';
import { isUnproven, type Scene } from '../engine/scene.ts';

/** One occurrence of an activity that a question may be about. */
export interface Which {
  activityId: string;
  occurrence: string;
  title: string;
}

/** The subject of a question. `found`: an activity that the question names and that is not open. */
export type Subject =
  | { about: 'activities'; which: Which[] }
  | { about: 'found'; which: Which; place: string | null }
  | { about: 'offer'; offerId: string }
  | { about: 'not found' | 'nothing' };

/**
 * The subject of a question: the line of the list that it names, the thing that its words name, the open conversation,
 * the offer that waits for an answer, or a sign-up or a reminder of the last day.
 * @param offerId the offer that it may be about, when no other offer is the open question
 */
export async function subjectOf(
  scene: Scene,
  slots: Slots,
  open: Conversation | null,
  offerId: string | null,
): Promise<Subject> {
  const shown = open === null ? [] : await shownIn(scene, open);
  const chosen = slots.choice === undefined || shown.length < 2 ? undefined : shown[slots.choice - 1];
  if (chosen !== undefined) return { about: 'activities', which: [chosen] };
  if (open?.flow === 'answer-offer' || (shown.length === 0 && offerId !== null)) {
    const id = textIn(open?.kept.context ?? {}, 'offerId') ?? offerId;
    return id === null ? { about: 'nothing' } : { about: 'offer', offerId: id };
  }
  if (slots.activity !== undefined) {
    const line = pick(
      slots.activity,
      shown.map(({ title }) => title),
    );
    const named = line === null ? undefined : shown[line - 1];
    if (named !== undefined) return { about: 'activities', which: [named] };
    const found = await findNamed(scene, slots);
    if (found !== null) return { about: 'found', which: found, place: slots.place ?? null };
    if (shown.length === 0) return { about: 'not found' };
  }
  if (shown.length > 0) return { about: 'activities', which: shown };
  const sought = open === null ? [] : await lookedFor(scene, open);
  if (sought.length > 0) return { about: 'activities', which: sought };
  const mine = isUnproven(scene)
    ? null
    : await signUpMeant(scene.tx, { personId: scene.person.id, now: scene.moment.now });
  if (mine === null) return { about: 'nothing' };
  return { about: 'activities', which: [{ activityId: mine.activity_id, occurrence: mine.occurrence, title: '' }] };
}

/** The person's own sign-up for the subject of a question. */
export const signUpFor = async (scene: Scene, { activityId, occurrence }: Which): Promise<number | null> => {
  if (isUnproven(scene)) return null;
  const row = await ownSignUp(scene.tx, { personId: scene.person.id, activityId, occurrence });
  return row?.persons ?? null;
};

type Context = Readonly<Record<string, unknown>>;

/** The activities that the open conversation shows, in their order. */
async function shownIn(scene: Scene, { kept, flow }: Conversation): Promise<Which[]> {
  const { context } = kept;
  if (flow === 'my-sign-ups') {
    const mine = entries(context, 'mine');
    const index = kept.value === 'asking' ? Number(context['index']) : null;
    return ofSignUps(scene, index === null ? mine : mine.slice(index, index + 1));
  }
  const signUpId = textIn(context, 'signUpId');
  if (signUpId !== null) return ofSignUps(scene, [{ id: signUpId }]);
  const one = whichIn(context);
  if (one !== null) return [{ ...one, title: textIn((context['details'] ?? {}) as Context, 'title') ?? one.title }];
  return kept.value === 'listing' ? entries(context, 'items').flatMap((item) => whichIn(item) ?? []) : [];
}

/** The few activities that the words of an open search fit, while the search still asks for a place; none for many. */
async function lookedFor({ tx, centre, moment }: Scene, { kept, flow }: Conversation): Promise<Which[]> {
  const words = flow === 'find-activities' && kept.value === 'asking place' ? textIn(kept.context, 'activity') : null;
  if (words === null) return [];
  const index = await activityIndex(tx, centre.id);
  const { found, more } = search(index, { words, now: moment.now, limit: LOOKED_FOR_MAX, skip: 0 });
  return more ? [] : found.map(({ activityId, occurrence, title }) => ({ activityId, occurrence, title }));
}
const LOOKED_FOR_MAX = 3;

async function ofSignUps(scene: Scene, mine: readonly Context[]): Promise<Which[]> {
  const which: Which[] = [];
  for (const one of mine) {
    const row = await signUpWithId(scene.tx, textIn(one, 'id') ?? '');
    if (row === undefined || row.person_id !== scene.person.id) continue;
    which.push({ activityId: row.activity_id, occurrence: row.occurrence, title: textIn(one, 'title') ?? '' });
  }
  return which;
}

const entries = (context: Context, name: string): Context[] =>
  Array.isArray(context[name]) ? (context[name] as Context[]) : [];

function textIn(context: Context, name: string): string | null {
  const value = context[name];
  return typeof value === 'string' && value !== '' ? value : null;
}

function whichIn(context: Context): Which | null {
  const activityId = textIn(context, 'activityId');
  const occurrence = textIn(context, 'occurrence');
  if (activityId === null || occurrence === null) return null;
  return { activityId, occurrence, title: textIn(context, 'title') ?? '' };
}

/**
 * The activity whose title the question names, the nearest and soonest of several; null when no title has the words.
 */
async function findNamed(scene: Scene, { activity: words = '', place, when }: Slots): Promise<Which | null> {
  const { tx, centre, moment, person } = scene;
  const named = place === undefined ? null : (await placeRegister(tx)).find(place);
  const { lat, lon } = named ?? person;
  const [hit] = namedBy(await activityIndex(tx, centre.id), words, {
    now: moment.now,
    ...(lat === null || lon === null ? {} : { lat, lon }),
    ...windowOf(when ?? null),
    begun: true,
  });
  return hit === undefined ? null : { activityId: hit.activityId, occurrence: hit.occurrence, title: hit.title };
}
