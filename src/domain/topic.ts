import { around, distance } from 'geokdbush';
import KDBush from 'kdbush';

/** Where somebody stands, in degrees. */
export interface Here {
  lat: number;
  lon: number;
}

/** Everything about one subject: a category, a word, or all there is. Slots are places in the index of activities. */
export interface Topic {
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
  slots: number[];
  km: number | null;
}

interface TopicMap {
  spots: number[][];
  lat: number[];
  lon: number[];
  tree: KDBush | null;
  nowhere: number[];
  /** Added since the map was drawn. */
  late: number[];
}

interface Located {
  lat: number | null;
  lon: number | null;
}

/** The nearest spots that are weighed against each other; then as many again, and so on outwards. */
const RING_SPOTS = 16;
const LATE_MAX = 100;

export function newTopic(slots: number[] = [], costs: Topic['costs'] = null): Topic {
  let leastCost = costs === null ? 0 : Infinity;
  for (const cost of costs?.values() ?? []) leastCost = Math.min(leastCost, cost);
  return { slots, costs, leastCost, map: null };
}

/** Adds a slot. A few come beside the map that is there already; for more it is drawn anew. */
export function addToTopic(topic: Topic, slot: number): void {
  topic.slots.push(slot);
  topic.map?.late.push(slot);
  if (topic.map !== null && topic.map.late.length > LATE_MAX) topic.map = null;
}

/**
 * The spots of a topic in rings outwards, nearest first, none beyond `radiusKm`. What stands nowhere on the map, or
 * was added after it was drawn, comes with the first ring. Costs the spots it is asked for, not those there are.
 */
export function* rings(topic: Topic, at: (slot: number) => Located | null, here: Here, radiusKm: number) {
  const map = (topic.map ??= layOut(topic.slots, at));
  let first = [...lateSpots(map, at, here, radiusKm), { slots: map.nowhere, km: null }].filter(
    (s) => s.slots.length > 0,
  );
  for (let seen = 0, size = RING_SPOTS; ; size *= 2) {
    const ids = map.tree === null ? [] : around(map.tree, here.lon, here.lat, seen + size, radiusKm);
    const ring = ids.slice(seen).map((id) => spotOf(map, id, here));
    if (first.length + ring.length > 0) yield [...first, ...ring];
    first = [];
    if (ids.length < seen + size) return;
    seen = ids.length;
  }
}

function lateSpots(map: TopicMap, at: (slot: number) => Located | null, here: Here, radiusKm: number): Spot[] {
  return map.late.flatMap((slot): Spot[] => {
    const { lat = null, lon = null } = at(slot) ?? {};
    const km = lat === null || lon === null ? null : distance(here.lon, here.lat, lon, lat);
    return km === null || km <= radiusKm ? [{ slots: [slot], km }] : [];
  });
}

function spotOf(map: TopicMap, id: number, here: Here): Spot {
  const km = distance(here.lon, here.lat, map.lon[id] ?? 0, map.lat[id] ?? 0);
  return { slots: map.spots[id] ?? [], km };
}

function layOut(slots: readonly number[], at: (slot: number) => Located | null): TopicMap {
  const map: TopicMap = { spots: [], lat: [], lon: [], tree: null, nowhere: [], late: [] };
  const known = new Map<string, number[]>();
  for (const slot of slots) {
    const place = at(slot);
    if (place === null) continue;
    const { lat, lon } = place;
    if (lat === null || lon === null) {
      map.nowhere.push(slot);
      continue;
    }
    const key = `${lat},${lon}`;
    let spot = known.get(key);
    if (spot === undefined) {
      known.set(key, (spot = []));
      map.spots.push(spot);
      map.lat.push(lat);
      map.lon.push(lon);
    }
    spot.push(slot);
  }
  if (map.spots.length === 0) return map;
  map.tree = new KDBush(map.spots.length);
  for (const [i, lat] of map.lat.entries()) map.tree.add(map.lon[i] ?? 0, lat);
  map.tree.finish();
  return map;
}
