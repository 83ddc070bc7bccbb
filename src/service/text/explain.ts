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

/** A text whose reading somebody wants to see. */
export interface ExplainedText {
  text: string;
  /** A situation by its name (docs/rules.md R3); one that is unknown counts as `none`. */
  context?: string | undefined;
  /** The lines that were shown. */
  list?: readonly string[] | undefined;
}

/** Says how texts would be read at this instant, by a centre near a point; made once for as many texts as there are. Changes nothing. */
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

/** The places of the database; those given where it has none. */
export async function placesOr(db: Db, others: () => readonly PlaceRow[]): Promise<PlaceRegister> {
  const register = await loadPlaceRegister(db);
  return register.size > 0 ? register : placeRegisterOf(others());
}

export { placeRegisterOf };

/**
 * How a text from this number would be read, in the light of what the person was asked last. Runs what a turn runs and undoes
 * it, so that nothing has changed.
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
