import type { Store } from '../../../src/db/open.ts';
import type { ActivityTable } from '../../../src/db/schema/index.ts';
import { countChange } from '../../../src/domain/base/change-counter.ts';
import { addDays } from '../../../src/domain/base/time.ts';

/** Postcodes of Agder, with the centre of each and a rough share of the population (docs/rules.md N5). */
const PLACES = [
  ['4836', 'Arendal', 58.4592, 8.7609, 12],
  ['4817', 'Hisøy', 58.4323, 8.7442, 25],
  ['4818', 'Tromøy', 58.4567, 8.8171, 31],
  ['4816', 'Kolbjørnsvik', 58.4522, 8.7691, 18],
  ['4810', 'Eydehavn', 58.4997, 8.8643, 24],
  ['4823', 'Nedenes', 58.4151, 8.7005, 32],
  ['4824', 'Bjorbekk', 58.4414, 8.709, 25],
  ['4820', 'Froland', 58.5046, 8.6465, 41],
  ['4832', 'Mykland', 58.6323, 8.2887, 2],
  ['4876', 'Grimstad', 58.3394, 8.5883, 60],
  ['4400', 'Flekkefjord', 58.2962, 6.6627, 70],
  ['4420', 'Åna-Sira', 58.2925, 6.4403, 3],
  ['4432', 'Hidra', 58.232, 6.5386, 6],
  ['4438', 'Sira', 58.4162, 6.6607, 8],
  ['4480', 'Kvinesdal', 58.3122, 6.9618, 45],
  ['4473', 'Kvinlog', 58.5244, 6.9326, 3],
  ['4485', 'Feda', 58.2693, 6.8174, 7],
] as const;

/** Category, its share in per mille (docs/rules.md N4), and usual titles. */
const KINDS = [
  ['meeting_place', 288, ['Formiddagskafé', 'Bingo', 'Middagstreff', 'Språkkafé', 'Strikkekafé', 'Mannekafé']],
  ['one_to_one', 194, ['Besøksvenn', 'Følgetjeneste', 'Handlehjelp', 'Datahjelp', 'Turvenn']],
  ['physical_outdoor', 138, ['Turgruppe', 'Trilletur', 'Seniortrim', 'Gåfotball', 'Boccia', 'Linedans']],
  ['inclusion', 74, ['Norsktrening', 'Kvinnekafé', 'Flyktningguide']],
  ['event', 67, ['Loppemarked', 'Julekonsert', 'Sommerfest']],
  ['course', 52, ['Mobilkurs', 'Leksehjelp', 'Seniornett', 'Førstehjelpskurs']],
  ['craft_music', 46, ['Strikkeklubb', 'Snekkerverksted', 'Sangkor', 'Trekkspillkveld', 'Husflidskveld']],
  ['lending_reuse', 26, ['Utstyrslån', 'Byttemarked', 'Reparasjonskafé']],
  ['other', 115, ['Åpent hus', 'Bakekveld', 'Hagedugnad', 'Filmkveld', 'Lesesirkel']],
] as const;

const WHO = ['for alle', 'for seniorer', 'for nybegynnere', 'på dagtid', 'på kveldstid', 'for kvinner', 'ute', ''];
const TEXTS = [
  'Ta med det du har, så hjelper vi deg i gang.',
  'Kaffe og kake etterpå, og god tid til en prat.',
  'Ingen påmelding, bare kom. Det går fint å komme alene.',
  'Vi går i rolig tempo og venter på hverandre.',
  'Du trenger ikke kunne noe fra før.',
];
const DAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];
const CHUNK = 500;

/**
 * Fills a centre with made-up activities across Agder, equal for equal seeds. With `spots: 'postcodes'` all activities
 * of a postcode have the same coordinates, as in a file without coordinates. The series start in the weeks after
 * 2026-09-01.
 */
export async function plantActivities(
  store: Store,
  wish: { centreId: string; count: number; seed?: number; spots?: 'addresses' | 'postcodes' },
): Promise<void> {
  const random = mulberry32(wish.seed ?? 1);
  for (let done = 0; done < wish.count; done += CHUNK) {
    const numbers = Array.from({ length: Math.min(CHUNK, wish.count - done) }, (_, i) => done + i);
    await store.write(async (tx) => {
      const revision = await countChange(tx, 'activities');
      const rows = numbers.map((n) => ({
        ...madeUp(n, random, wish.spots ?? 'addresses'),
        revision,
        centre_id: wish.centreId,
      }));
      // SQLite accepts some thirty thousand values a statement, in-process PostgreSQL about as many.
      await tx.insertInto('activity').values(rows).execute();
    });
  }
}

function madeUp(
  n: number,
  random: () => number,
  spots: 'addresses' | 'postcodes',
): Omit<ActivityTable, 'revision' | 'centre_id' | 'short_no'> {
  const one = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  const [postcode, place, lat, lon] = weighted(PLACES, 4, random);
  const [category, , titles] = weighted(KINDS, 1, random);
  const away = (): number => (spots === 'postcodes' ? 0 : (random() - 0.5) * 0.06);
  const day = Math.floor(random() * 90);
  const hour = 9 + Math.floor(random() * 11);
  const starts = `${addDays('2026-09-01', day)}T${String(hour).padStart(2, '0')}:${one(['00', '15', '30'])}`;
  const title = `${one(titles)} ${one(WHO)}`.trim();
  return {
    id: `activity_${n}`,
    import_key: `key ${n}`,
    title,
    description: one(TEXTS),
    category,
    organiser: `${place} ${one(['velforening', 'pensjonistforening', 'husflidslag', 'idrettslag', 'sanitetsforening'])}`,
    organiser_phone: null,
    association_id: null,
    owner: null,
    venue: `${one(['Grendehuset', 'Biblioteket', 'Menighetshuset', 'Frivilligsentralen', 'Samfunnshuset'])} ${place}`,
    address: `Storveien ${1 + (n % 90)}`,
    postcode,
    lat: lat + away(),
    lon: lon + 2 * away(),
    starts_at: starts,
    ends_at: null,
    repeats: category === 'event' ? null : `FREQ=WEEKLY;INTERVAL=${one([1, 1, 1, 2])};BYDAY=${one(DAYS)}`,
    price: one(['gratis', '20 kr', '50 kr']),
    step_free: one([1, 1, 0, null]),
    languages: 'nb',
    capacity: one([null, null, 10, 25]),
    sign_up: one([0, 0, 1]),
    status: 'active',
    confirmed_at: one(['2026-11-01T10:00:00.000Z', '2026-10-01T10:00:00.000Z', '2025-03-01T10:00:00.000Z', null]),
    come_alone: null,
    transport: '',
    audience: '',
    url: '',
    extra: '{}',
    created_at: '2026-09-01T08:00:00.000Z',
    changed_at: '2026-09-01T08:00:00.000Z',
  };
}

function weighted<T extends readonly (string | number | readonly string[])[]>(
  list: readonly T[],
  weightAt: number,
  random: () => number,
): T {
  const total = list.reduce((sum, row) => sum + Number(row[weightAt]), 0);
  let left = random() * total;
  for (const row of list) if ((left -= Number(row[weightAt])) < 0) return row;
  return list.at(-1) as T;
}

/** A small random generator from 0 to 1; equal seeds give equal numbers. */
function mulberry32(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}
