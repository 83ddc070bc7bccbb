import { around, distance } from 'geokdbush';
import KDBush from 'kdbush';

/** The person's place, in degrees. */
export interface Here {
  lat: number;
  lon: number;
}

/** All activities about one subject: a category, a word, or anything. Slots are positions in the activity index. */
export interface TopicIndex {
  slots: number[];
  /** The distance of each slot from the subject; null when all are exactly about it. */
  costs: ReadonlyMap<number, number> | null;
  /** The smallest of the costs. */
  leastCost: number;
  /** Made on demand, and dropped when many slots are added. */
  map: TopicMap | null;
}

/** All slots at one spot: many activities have only the coordinates of their postcode. */
export interface Spot {
  /** The single slot at the spot; -1 when several are in `slots`. */
  only: number;
  slots: readonly number[];
  km: number | null;
}

/** The numbers are adjacent in memory: a search reads distant spots, and spent most of its time waiting for memory. */
interface TopicMap {
  /** Latitude and longitude of each spot, alternating. */
  coordinates: Float64Array;
  only: Int32Array;
  /** The slots of each spot that has several. */
  crowds: Map<number, readonly number[]>;
  tree: KDBush | null;
  nowhere: number[];
  /** Slots added after the map was made. */
  late: number[];
}

const NOBODY: readonly number[] = [];

interface Located {
  lat: number | null;
  lon: number | null;
}

/** Number of spots in the first ring, all weighed together; each further ring doubles the total. */
const RING_SPOTS = 16;
const LATE_MAX = 100;

export function newTopic(slots: number[] = [], costs: TopicIndex['costs'] = null): TopicIndex {
  let leastCost = costs === null ? 0 : Infinity;
  for (const cost of costs?.values() ?? []) leastCost = Math.min(leastCost, cost);
  return { slots, costs, leastCost, map: null };
}

/** Adds a slot. A few are kept beside the existing map; more than LATE_MAX discard it. */
export function addToTopic(topic: TopicIndex, slot: number): void {
  topic.slots.push(slot);
  topic.map?.late.push(slot);
  if (topic.map !== null && topic.map.late.length > LATE_MAX) topic.map = null;
}

/**
 * The spots of a topic in rings, nearest first, none beyond `radiusKm`. Slots without coordinates, or added after the
 * map was made, are in the first ring. The cost depends on the spots requested, not on the size of the topic.
 */
export function* rings(topic: TopicIndex, at: (slot: number) => Located | null, here: Here, radiusKm: number) {
  const map = (topic.map ??= layOut(topic.slots, at));
  let first = [...lateSpots(map, at, here, radiusKm), ...crowdOf(map.nowhere, null)];
  for (let seen = 0, size = RING_SPOTS; ; size *= 2) {
    const ids = map.tree === null ? [] : around(map.tree, here.lon, here.lat, seen + size, radiusKm);
    const ring = ids.slice(seen).map((id) => spotOf(map, id, here));
    if (first.length + ring.length > 0) yield [...first, ...ring];
    first = [];
    if (ids.length < seen + size) return;
    seen = ids.length;
  }
}

/** Slots at the same distance, as one spot. */
export const crowdOf = (slots: readonly number[], km: number | null): Spot[] =>
  slots.length === 0 ? [] : [{ only: -1, slots, km }];

function lateSpots(map: TopicMap, at: (slot: number) => Located | null, here: Here, radiusKm: number): Spot[] {
  return map.late.flatMap((slot): Spot[] => {
    const { lat = null, lon = null } = at(slot) ?? {};
    const km = lat === null || lon === null ? null : distance(here.lon, here.lat, lon, lat);
    return km === null || km <= radiusKm ? [{ only: slot, slots: NOBODY, km }] : [];
  });
}

function spotOf(map: TopicMap, id: number, here: Here): Spot {
  const lat = map.coordinates[2 * id] ?? 0;
  const lon = map.coordinates[2 * id + 1] ?? 0;
  const only = map.only[id] ?? -1;
  const slots = only < 0 ? (map.crowds.get(id) ?? NOBODY) : NOBODY;
  return { only, slots, km: distance(here.lon, here.lat, lon, lat) };
}

/** Exact to the metre; as a number, because writing it as text takes longer than all the rest. */
const METRES = 100_000;
const WIDTH = 400 * METRES;

function layOut(slots: readonly number[], at: (slot: number) => Located | null): TopicMap {
  const nowhere: number[] = [];
  const spots = new Map<number, { lat: number; lon: number; slots: number[] }>();
  for (const slot of slots) {
    const place = at(slot);
    if (place === null) continue;
    const { lat, lon } = place;
    if (lat === null || lon === null) {
      nowhere.push(slot);
      continue;
    }
    const key = Math.round(lat * METRES) * WIDTH + Math.round(lon * METRES);
    const spot = spots.get(key);
    if (spot === undefined) spots.set(key, { lat, lon, slots: [slot] });
    else spot.slots.push(slot);
  }
  const map: TopicMap = {
    coordinates: new Float64Array(2 * spots.size),
    only: new Int32Array(spots.size),
    crowds: new Map(),
    tree: spots.size === 0 ? null : new KDBush(spots.size),
    nowhere,
    late: [],
  };
  let id = 0;
  for (const { lat, lon, slots: there } of spots.values()) {
    map.coordinates.set([lat, lon], 2 * id);
    map.only[id] = there.length === 1 ? (there[0] ?? -1) : -1;
    if (there.length > 1) map.crowds.set(id, there);
    map.tree?.add(lon, lat);
    id++;
  }
  map.tree?.finish();
  return map;
}
