import { around, distance } from 'geokdbush';
import KDBush from 'kdbush';

/** Where somebody stands, in degrees. */
export interface Here {
  lat: number;
  lon: number;
}

/** Everything about one subject: a category, a word, or all there is. Slots are places in the index of activities. */
export interface TopicIndex {
  slots: number[];
  /** How far each is from what was asked; null where it is the subject itself. */
  costs: ReadonlyMap<number, number> | null;
  /** The least of the costs. */
  leastCost: number;
  /** Laid out on the map when first asked for; thrown away when a slot is added. */
  map: TopicMap | null;
}

/** All that stand at one spot: many activities have no more than their postcode's. */
export interface Spot {
  /** The only one there; -1 when there are several, in `slots`. */
  only: number;
  slots: readonly number[];
  km: number | null;
}

/** Numbers lie side by side: a search looks at spots far apart, and most of its time was waiting for memory. */
interface TopicMap {
  /** Latitude and longitude of each spot in turn. */
  coordinates: Float64Array;
  only: Int32Array;
  /** Those of the spots that hold several. */
  crowds: Map<number, readonly number[]>;
  tree: KDBush | null;
  nowhere: number[];
  /** Added since the map was drawn. */
  late: number[];
}

const NOBODY: readonly number[] = [];

interface Located {
  lat: number | null;
  lon: number | null;
}

/** The nearest spots that are weighed against each other; then as many again, and so on outwards. */
const RING_SPOTS = 16;
const LATE_MAX = 100;

export function newTopic(slots: number[] = [], costs: TopicIndex['costs'] = null): TopicIndex {
  let leastCost = costs === null ? 0 : Infinity;
  for (const cost of costs?.values() ?? []) leastCost = Math.min(leastCost, cost);
  return { slots, costs, leastCost, map: null };
}

/** Adds a slot. A few come beside the map that is there already; for more it is drawn anew. */
export function addToTopic(topic: TopicIndex, slot: number): void {
  topic.slots.push(slot);
  topic.map?.late.push(slot);
  if (topic.map !== null && topic.map.late.length > LATE_MAX) topic.map = null;
}

/**
 * The spots of a topic in rings outwards, nearest first, none beyond `radiusKm`. What stands nowhere on the map, or
 * was added after it was drawn, comes with the first ring. Costs the spots it is asked for, not those there are.
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

/** Slots that share a distance, as one spot. */
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

/** To the metre; a number, for to write one as text takes longer than all the rest. */
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
