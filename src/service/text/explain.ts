import type { Centre, Db } from '../../db/schema/index.ts';
import { dryRun } from '../../db/write.ts';
import { findPerson, stranger } from '../../domain/centres/people.ts';
import { loadPlaceRegister, type PlaceRegister } from '../../domain/places/places.ts';
import { placeRegisterOf, type PlaceRow, type Point } from '../../domain/places/place-register.ts';
import { toWall, type Instant } from '../../domain/base/time.ts';
import { read } from '../../understanding/read.ts';
import { SITUATIONS, type PlaceFinder, type Reading, type Situation } from '../../understanding/base/reading.ts';
import { readInbound } from './read-inbound.ts';
import { momentOf, type App, type Scene } from '../engine/scene.ts';

export type { Reading } from '../../understanding/base/reading.ts';

/** A text to explain. */
export interface ExplainedText {
  text: string;
  /** A situation by its name (docs/rules.md R3); an unknown name counts as `none`. */
  context?: string | undefined;
  /** The lines of the list that the person was shown. */
  list?: readonly string[] | undefined;
}

/**
 * Returns a function that says how the line would read a text now, at a centre near a point. Made once for all texts.
 * Changes nothing.
 */
export function explainer(places: PlaceRegister, now: Instant, near?: Point): (sample: ExplainedText) => Reading {
  const wall = toWall(now);
  const finder: PlaceFinder = (words) => {
    const place = places.find(words, near);
    return place === null ? null : { name: place.name, certainty: place.certainty };
  };
  return ({ text, context, list }) =>
    read({
      text,
      now: wall,
      situation: situationNamed(context),
      places: finder,
      ...(list === undefined || list.length === 0 ? {} : { list }),
    });
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
): Promise<Reading> {
  return dryRun(app.store, async (tx) => {
    const moment = momentOf(app);
    const person = (await findPerson(tx, centre.id, number)) ?? strangerAt(centre, number, moment.now);
    const scene: Scene = { app, tx, moment, centre, person, arrivalId: 'explain' };
    return (await readInbound(scene, text)).reading;
  });
}

const strangerAt = (centre: Centre, number: string, now: Instant): Scene['person'] =>
  stranger({ id: 'nobody', centreId: centre.id, number, language: centre.language, now });
