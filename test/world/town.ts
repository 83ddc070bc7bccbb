import type { Moment } from '../../src/db/moment.ts';
import type { Store } from '../../src/db/open.ts';
import { addCentre } from '../../src/domain/centres/centres.ts';
import { upsertActivity } from '../../src/domain/activities/write-activities.ts';
import { toWall } from '../../src/domain/base/time.ts';
import { upsertPlaces } from '../../src/domain/places/places.ts';
import { markMet } from '../../src/domain/volunteers/volunteer-status.ts';
import { upsertVolunteer } from '../../src/domain/volunteers/write-volunteers.ts';
import { PLACES } from '../support/people/arendal.ts';
import type { Random } from './base/random.ts';

export interface Centre {
  id: string;
  number: string;
  staffPhone: string;
  /** How likely staff see to one thing that waits, in an hour in which they are there. */
  diligence: number;
}

export interface Person {
  number: string;
  name: string;
  centre: Centre;
  role: 'resident' | 'volunteer';
  postcode: string;
}

export interface Town {
  centres: readonly Centre[];
  people: readonly Person[];
}

const CENTRES = [
  { id: 'arendal', postcode: '4836', diligence: 0.9 },
  { id: 'froland', postcode: '4820', diligence: 0.5 },
  { id: 'kvinesdal', postcode: '4480', diligence: 0.15 },
] as const;
const PEOPLE = 300;
const ASSOCIATIONS = 40;
const TITLES = ['Strikkekafé', 'Turgruppe', 'Bingo', 'Språkkafé', 'Middag', 'Kor', 'Sjakk', 'Quiz'] as const;
const CATEGORIES = ['craft_music', 'physical_outdoor', 'meeting_place', 'language_culture'] as const;
const DAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'] as const;

/** Three centres, three hundred people and forty associations, the same for the same seed. */
export function buildTown(random: Random): Town {
  const centres = CENTRES.map(({ id, diligence }, i) => ({
    id,
    diligence,
    number: `+474560010${i}`,
    staffPhone: `+474560020${i}`,
  }));
  const people = Array.from({ length: PEOPLE }, (_, i): Person => {
    const centre = random.pick(centres);
    // One in twelve has a landline, which receives no texts.
    const number = random.chance(1 / 12) ? `+473700${String(1000 + i)}` : `+479000${String(1000 + i)}`;
    const role = random.chance(1 / 3) ? 'volunteer' : 'resident';
    return { number, name: `Person Nr${i}`, centre, role, postcode: random.pick(PLACES).postcode };
  });
  return { centres, people };
}

/** Writes the town into an empty, migrated database. */
export async function settleTown(store: Store, moment: Moment, { town, random }: { town: Town; random: Random }) {
  await store.write(async (tx) => {
    await upsertPlaces(tx, moment, PLACES);
    for (const { id, number, staffPhone } of town.centres) {
      const postcode = CENTRES.find((c) => c.id === id)?.postcode ?? '4836';
      await addCentre(tx, moment, { id, name: `Frivilligsentralen ${id}`, number, postcode, staffPhone });
    }
    for (let i = 0; i < ASSOCIATIONS; i++) await addActivityOf(tx, moment, { i, town, random });
    for (const { role, name, number, centre } of town.people) {
      if (role !== 'volunteer') continue;
      const { id } = await upsertVolunteer(tx, moment, { centreId: centre.id, name, number });
      // Staff have had the first talk with two of three.
      if (random.chance(2 / 3)) await markMet(tx, moment, { id, on: toWall(moment.now).slice(0, 10), staff: 'Anne' });
    }
  });
}

type AddActivity = { i: number; town: Town; random: Random };
async function addActivityOf(
  tx: Parameters<typeof upsertActivity>[0],
  moment: Moment,
  { i, town, random }: AddActivity,
) {
  const place = random.pick(PLACES);
  const hour = String(random.int(9, 19)).padStart(2, '0');
  const date = toWall(moment.now).slice(0, 10);
  await upsertActivity(tx, moment, {
    centreId: random.pick(town.centres).id,
    title: `${random.pick(TITLES)} nr. ${i + 1}`,
    category: random.pick(CATEGORIES),
    organiser: `Forening ${i + 1}`,
    organiserPhone: null,
    venue: `Hus ${i + 1}`,
    postcode: place.postcode,
    lat: place.lat ?? null,
    lon: place.lon ?? null,
    startsAt: `${date}T${hour}:${random.pick(['00', '30'])}`,
    endsAt: `${date}T${String(Number(hour) + 2)}:00`,
    repeats: `FREQ=WEEKLY;BYDAY=${random.pick(DAYS)}`,
    price: 'gratis',
    capacity: random.chance(0.6) ? random.int(1, 6) : null,
    signUp: 1,
    confirmedAt: moment.now,
  });
}
