import { deletionIndex, forms, oneSlipAway, startingWith, type DeletionIndex } from './spelling.ts';
import { distance } from 'geokdbush';
import { normaliseName } from '../base/normalise-name.ts';

/** A place row with what people call it. */
export interface PlaceRow {
  postcode: string;
  name: string;
  municipality: string;
  lat: number | null;
  lon: number | null;
  aliases: readonly string[];
}

/** A place found for a person's words. */
interface PlaceHit {
  /** The register's spelling of the words: a name, an alias or a municipality. */
  name: string;
  /** The register's name for the postcode. */
  postalName: string;
  postcode: string;
  municipality: string;
  /** The centre of all its postcodes, or of its municipality; null when neither is known. */
  lat: number | null;
  lon: number | null;
  /**
   * 1 for a postcode, name or alias; 0.9 for a name far away that is a short word, or is written without its letters
   * ("sto" for Stø); 0.8 for the beginning of one, 0.7 for one slip, 0.5 when several fit equally. Guesses are near.
   */
  certainty: number;
  /** Kilometres from the given point; null when unknown, absent without a point. */
  km?: number | null;
}

export interface Point {
  lat: number;
  lon: number;
}

/** All places, in memory, for the live line. */
export interface PlaceRegister {
  /**
   * The place that a few words mean, or null. With `near`, the centre: the nearest of several places with one name,
   * even before a larger one, and no guess far away. Without it the largest.
   */
  find(text: string, near?: Point): PlaceHit | null;
  /** Every place that fits as well as the best, best first, 20 at most; with `near` the nearest first. */
  search(text: string, near?: Point): PlaceHit[];
  /** The name of the place nearest to a point; null in an empty register. */
  nearestName(point: Point): string | null;
  readonly size: number;
}

/** The postcodes of one name in one municipality. */
interface Group {
  /** The spelling: a name, an alias or a municipality. */
  name: string;
  rows: PlaceRow[];
  rank: Rank;
  /** Worked out when first asked for: Oslo has six hundred postcodes. */
  hit?: PlaceHit;
}

/** Names come before aliases, aliases before municipalities. */
type Rank = 0 | 1 | 2;

/** A guess farther from the centre than this does not count. */
const NEAR_KM = 120;
/** Places of one name that are farther apart are two: Herøy is a municipality in the west and one in the north. */
const ONE_GROUP_KM = 150;
/** Words so short, far away, are hardly meant as a place. */
const SHORT_LETTERS = 3;
const NOWHERE = { lat: null, lon: null };
const HITS_MAX = 20;
const TEXT_MAX = 80;
const PREFIX_MIN = 4;
/** The tables of the register; made once, and unchanged except for values computed on first use. */
interface PlaceIndex {
  byPostcode: ReadonlyMap<string, PlaceRow>;
  /** The groups that a folded spelling may mean. */
  byName: ReadonlyMap<string, readonly Group[]>;
  /** All folded spellings, sorted. */
  names: readonly string[];
  /** Worked out when first asked for: most texts name no place, or an exact one. */
  nearNames?: DeletionIndex;
  municipalities: ReadonlyMap<string, readonly PlaceRow[]>;
  /** The middle of each municipality that was asked for. */
  middles: Map<string, Point | null>;
}

/** Builds the register; the 5,100 postcodes of Norway take some 20 ms. */
export function placeRegisterOf(rows: readonly PlaceRow[]): PlaceRegister {
  const index = indexOf(rows);
  return {
    find: (text, near) => search(index, text, near)[0] ?? null,
    search: (text, near) => search(index, text, near),
    nearestName: (point) => nearestName(index, point),
    size: rows.length,
  };
}

function indexOf(rows: readonly PlaceRow[]): PlaceIndex {
  const byPostcode = new Map<string, PlaceRow>();
  const byName = new Map<string, Group[]>();
  for (const row of rows) {
    const first = byPostcode.get(row.postcode);
    if (first === undefined || (first.aliases.length === 0 && row.aliases.length > 0))
      byPostcode.set(row.postcode, row);
    put(byName, row.name, row, 0);
    // Local people call "Os i Østerdalen" Os.
    const short = /^(.{2,}?) (?:i|på) \p{L}/u.exec(row.name)?.[1];
    if (short !== undefined) put(byName, short, row, 1);
    for (const alias of row.aliases) put(byName, alias, row, 1);
    if (row.municipality !== '') put(byName, row.municipality, row, 2);
  }
  const municipalities = new Map<string, PlaceRow[]>();
  for (const groups of byName.values())
    for (const { name, rank, rows } of groups) if (rank === 2) municipalities.set(name, rows);
  const names = [...byName.keys()].toSorted();
  return {
    byPostcode,
    byName,
    names,
    municipalities,
    middles: new Map(),
  };
}

function search(index: PlaceIndex, text: string, near?: Point): PlaceHit[] {
  if (text.length > TEXT_MAX) return [];
  const folded = normaliseName(text);
  const [, code = '', words = ''] = /^(?:no? |norge |norway )?(\d{4})(?: (\D+))?$/.exec(folded) ?? [];
  const exact = (row: PlaceRow): PlaceHit[] => [hit(index, { name: row.name, rows: [row], rank: 0 }, 1, near)];
  const row = index.byPostcode.get(code);
  if (row !== undefined) return exact(row);
  const [, place = '', codeAfter = ''] = /^(\D+) (\d{4})$/.exec(folded) ?? [];
  const found = byWords(index, words || place || folded, { text, near });
  const rowAfter = index.byPostcode.get(codeAfter);
  return rowAfter && found.length > 0 ? exact(rowAfter) : found;
}

/** The words for a place, and the point of the search. */
interface Asked {
  text: string;
  near: Point | undefined;
}

function byWords(index: PlaceIndex, folded: string, asked: Asked): PlaceHit[] {
  if (folded === '' || /\d/.test(folded)) return [];
  for (const form of forms(folded)) {
    const hits = best(index, form, asked);
    if (hits.length > 0) return distinct(hits).slice(0, HITS_MAX);
  }
  return [];
}

function best(index: PlaceIndex, folded: string, { text, near }: Asked): PlaceHit[] {
  const named = (name: string): readonly Group[] => bestOf(index, index.byName.get(name) ?? [], near);
  const isNear = (group: Group): boolean => near === undefined || kmTo(index, group, near) <= NEAR_KM;
  const exact = named(folded);
  if (exact.length > 0)
    return exact.map((group) => hit(index, group, isNear(group) ? 1 : farCertainty(group, text), near));
  const guess = (names: readonly string[], certainty: number): PlaceHit[] => {
    const groups = names.flatMap((name) => named(name)).filter(isNear);
    // "Kvinesda" is the beginning of Kvinesdal and of "Kvinesdal sentrum", which are one place.
    const places = new Map(groups.toSorted((a, b) => b.rank - a.rank).map((g) => [hit(index, g, 1, near).postcode, g]));
    const sure = places.size === 1 ? certainty : 0.5;
    const hits = groups.filter((g) => [...places.values()].includes(g)).map((g) => hit(index, g, sure, near));
    return near === undefined ? hits : hits.toSorted((a, b) => (a.km ?? Infinity) - (b.km ?? Infinity));
  };
  const longer = folded.length >= PREFIX_MIN ? guess(startingWith(index.names, folded, HITS_MAX), 0.8) : [];
  if (longer.length > 0) return longer;
  return guess(oneSlipAway((index.nearNames ??= deletionIndex(index.names)), folded), 0.7);
}

function hit(index: PlaceIndex, group: Group, certainty: number, near: Point | undefined): PlaceHit {
  const known = (group.hit ??= hitOf(index, group));
  if (near === undefined) return certainty === 1 ? known : { ...known, certainty };
  const km = kmTo(index, group, near);
  return { ...known, certainty, km: Number.isFinite(km) ? km : null };
}

/** To a tenth; infinite when the position of the group is unknown. */
function kmTo(index: PlaceIndex, group: Group, near: Point): number {
  const { lat, lon } = (group.hit ??= hitOf(index, group));
  return lat === null || lon === null ? Infinity : Math.round(distance(near.lon, near.lat, lon, lat) * 10) / 10;
}

function hitOf(index: PlaceIndex, group: Group): PlaceHit {
  const { name: postalName, postcode, municipality } = chiefOf(group.rows);
  const point = centroid(group.rows) ?? middleOf(index, municipality);
  return { name: group.name, postalName, postcode, municipality, ...(point ?? NOWHERE), certainty: 1 };
}

function middleOf({ middles, municipalities }: PlaceIndex, municipality: string): Point | null {
  let middle = middles.get(municipality);
  if (middle === undefined) middles.set(municipality, (middle = centroid(municipalities.get(municipality) ?? [])));
  return middle;
}

function nearestName({ byPostcode }: PlaceIndex, point: Point): string | null {
  let nearest: PlaceRow | null = null;
  for (const row of byPostcode.values())
    if (row.lat !== null && (nearest === null || apart(row, point) < apart(nearest, point))) nearest = row;
  return nearest?.name ?? null;
}

function put(byName: Map<string, Group[]>, name: string, row: PlaceRow, rank: Rank): void {
  const folded = normaliseName(name);
  let groups = byName.get(folded);
  if (groups === undefined) byName.set(folded, (groups = []));
  const known = groups.find(
    (g) => g.rank === rank && g.rows[0]?.municipality === row.municipality && isBeside(g.rows[0], row),
  );
  if (known === undefined) groups.push({ name, rows: [row], rank });
  else known.rows.push(row);
}

const isBeside = (a: PlaceRow, b: PlaceRow): boolean =>
  a.lat === null || a.lon === null || b.lat === null || b.lon === null
    ? true
    : distance(a.lon, a.lat, b.lon, b.lat) <= ONE_GROUP_KM;

/**
 * The groups that a spelling means. With `near`, the near ones of the best rank, the nearest first; without it, or
 * without a near one, those of the best rank, the one with most postcodes first.
 */
function bestOf(index: PlaceIndex, groups: readonly Group[], near: Point | undefined): readonly Group[] {
  if (groups.length < 2) return groups;
  const km = (group: Group): number => (near === undefined ? 0 : kmTo(index, group, near));
  const close = groups.filter((g) => km(g) <= NEAR_KM);
  const among = close.length > 0 ? close : groups;
  const rank = Math.min(...among.map((g) => g.rank));
  return among.filter((g) => g.rank === rank).toSorted((a, b) => km(a) - km(b) || b.rows.length - a.rows.length);
}

/** The certainty of an exact name far away: lower for a short word, or one without the letters of the name. */
function farCertainty({ name }: Group, text: string): number {
  const plain = (word: string): string => word.normalize('NFC').toLowerCase();
  const spelt = (plain(name).match(/[^a-z0-9 -]/g) ?? []).every((letter) => plain(text).includes(letter));
  return spelt && normaliseName(name).length > SHORT_LETTERS ? 1 : 0.9;
}

/** The postcode that represents a name: the lowest of those with aliases, else the lowest. */
function chiefOf(rows: readonly PlaceRow[]): PlaceRow {
  const [chief] = rows.toSorted(
    (a, b) => Number(b.aliases.length > 0) - Number(a.aliases.length > 0) || (a.postcode < b.postcode ? -1 : 1),
  );
  if (chief === undefined) throw new Error('A place without rows.');
  return chief;
}

function centroid(rows: readonly PlaceRow[]): Point | null {
  let [lat, lon, n] = [0, 0, 0];
  for (const row of rows) {
    if (row.lat === null || row.lon === null) continue;
    lat += row.lat;
    lon += row.lon;
    n++;
  }
  return n === 0 ? null : { lat: Math.round((lat / n) * 1e5) / 1e5, lon: Math.round((lon / n) * 1e5) / 1e5 };
}

/** Grows with the distance, and is enough to compare two: a degree of longitude is half as long as one of latitude. */
function apart(a: { lat: number | null; lon: number | null }, b: Point): number {
  if (a.lat === null || a.lon === null) return Infinity;
  return (a.lat - b.lat) ** 2 + ((a.lon - b.lon) * Math.cos((b.lat * Math.PI) / 180)) ** 2;
}

function distinct(hits: readonly PlaceHit[]): PlaceHit[] {
  const firsts = new Map(hits.toReversed().map((h) => [`${h.name}/${h.municipality}`, h]));
  return hits.filter((h) => firsts.get(`${h.name}/${h.municipality}`) === h);
}
