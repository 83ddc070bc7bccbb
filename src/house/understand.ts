import type { Ask } from '../conversation/ask.ts';
import { placeRegister } from '../domain/places.ts';
import { toWall } from '../domain/time.ts';
import { read } from '../understanding/read.ts';
import { SITUATIONS, type Heard, type PlaceFinder, type Reading, type Situation } from '../understanding/reading.ts';
import type { Scene } from './house.ts';

/** Reads a text in the light of the question that is open. */
export async function understand(
  scene: Scene,
  body: string,
  ask: Ask | null,
  standing: 'opted out' | null,
): Promise<Reading> {
  const { person, moment, house } = scene;
  const situation = standing ?? situationOf(ask, person.last_outbound_at === null);
  const list =
    ask === null ? [] : ask.choices.filter((c) => c.listed).map((c) => house.words(person.language)(c.label));
  const reading = read({
    text: body,
    now: toWall(moment.now),
    situation,
    ...(list.length > 0 ? { list } : {}),
    places: await placeFinder(scene),
  } satisfies Heard);
  // A bare number is the choice in that place, whatever else it may be read as.
  const bare = ask === null ? null : /^\W*([1-9])\W*$/.exec(body);
  return bare === null ? reading : { ...reading, slots: { ...reading.slots, choice: Number(bare[1]) } };
}

function situationOf(ask: Ask | null, stranger: boolean): Situation {
  if (ask === null) return stranger ? 'first contact' : 'none';
  return SITUATIONS.find((s) => s === ask.situation) ?? 'none';
}

async function placeFinder({ tx }: Pick<Scene, 'tx'>): Promise<PlaceFinder> {
  const register = await placeRegister(tx);
  return (words) => {
    const place = register.find(words);
    return place === null ? null : { name: place.name, certainty: place.certainty };
  };
}
