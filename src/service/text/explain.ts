import { appAt } from '../engine/centre-languages.ts';
import type { Centre, Db } from '../../db/schema/index.ts';
import { dryRun } from '../../db/write.ts';
import { findPerson, stranger } from '../../domain/centres/people.ts';
import { loadPlaceRegister, type PlaceRegister } from '../../domain/places/places.ts';
import { placeRegisterOf, type PlaceRow, type Point } from '../../domain/places/place-register.ts';
import { toWall, type Instant } from '../../domain/base/time.ts';
import { alternativesTo, asksBack, type Alternative } from '../../understanding/alternatives.ts';
import { read } from '../../understanding/read.ts';
import {
  SITUATIONS,
  type Intent,
  type PlaceFinder,
  type Reading,
  type Situation,
  type TextHeard,
} from '../../understanding/base/reading.ts';
import { activityIndex } from '../../domain/search/search.ts';
import { theOneNamed } from '../activities/named.ts';
import { readInbound } from './read-inbound.ts';
import { momentOf, type App, type Scene } from '../engine/scene.ts';

/** A text to explain. */
export interface ExplainedText {
  text: string;
  /** A situation by its name (docs/rules.md R3); an unknown name counts as `none`. */
  context?: string | undefined;
  /** The lines of the list that the person was shown. */
  list?: readonly string[] | undefined;
}

/** A reading, whether the line would ask back before it does so, and what else the text may mean. */
export interface Explained extends Reading {
  ask: boolean;
  alternatives: Alternative[];
}

/** Says how texts would be read at this instant, by a centre near a point; made once for as many texts as there are. Changes nothing. */
export function explainer(places: PlaceRegister, now: Instant, near?: Point): (sample: ExplainedText) => Explained {
  const wall = toWall(now);
  const finder: PlaceFinder = (words) => {
    const place = places.find(words, near);
    return place === null ? null : { name: place.name, certainty: place.certainty };
  };
  return ({ text, context, list }) => {
    const heard: TextHeard = {
      text,
      now: wall,
      situation: situationNamed(context),
      places: finder,
      ...(list === undefined || list.length === 0 ? {} : { list }),
    };
    const reading = read(heard);
    return { ...reading, ask: asksBack(reading), alternatives: alternativesTo(reading, heard) };
  };
}

function situationNamed(context: string | undefined): Situation {
  const name = context?.trim().toLowerCase();
  return SITUATIONS.find((s) => s === name) ?? 'none';
}

/** The places of the database, or the given ones while the database has none. */
export async function placesOr(db: Db, others: () => readonly PlaceRow[]): Promise<PlaceRegister> {
  const register = await loadPlaceRegister(db);
  return register.size > 0 ? register : placeRegisterOf(others());
}

export { placeRegisterOf };

/**
 * Says how the line would read a text from this number, given the question that is open. Runs the reading of a real
 * turn and rolls it back.
 */
export async function explainFrom(
  app: App,
  { centre, number, text }: { centre: Centre; number: string; text: string },
): Promise<Explained> {
  return dryRun(app.store, async (tx) => {
    const moment = momentOf(app);
    const person = (await findPerson(tx, centre.id, number)) ?? strangerAt(centre, number, moment.now);
    const scene: Scene = { app: appAt(app, centre), tx, moment, centre, person, arrivalId: 'explain' };
    const { reading } = await readInbound(scene, text);
    const alone: TextHeard = { text, now: toWall(moment.now), situation: 'none', places: () => null };
    const ask = asksBack(reading) || (await asksForPlace(scene, reading));
    return { ...reading, ask, alternatives: alternativesTo(reading, alone) };
  });
}

/** A wish without a place, from a person without a known one, unless it names the only activity of its name. */
async function asksForPlace(scene: Scene, { intent, slots }: Reading): Promise<boolean> {
  if (!SOUGHT.has(intent) || slots.place !== undefined || scene.person.place_name !== null) return false;
  if (slots.activity === undefined) return true;
  const index = await activityIndex(scene.tx, scene.centre.id);
  return theOneNamed(index, slots.activity, { now: scene.moment.now, begun: true }) === null;
}

/** Wishes for which the line looks around a place. */
const SOUGHT: ReadonlySet<Intent> = new Set(['find_activities', 'sign_up', 'activity_details']);

const strangerAt = (centre: Centre, number: string, now: Instant): Scene['person'] =>
  stranger({ id: 'nobody', centreId: centre.id, number, language: centre.language, now });
