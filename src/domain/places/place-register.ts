import { deletionIndex, forms, oneSlipAway, startingWith, type DeletionIndex } from './spelling.ts';
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

/** A place found in what somebody said. */
interface PlaceHit {
  /** As the register spells what was meant: a name, an alias or a municipality. */
  name: string;
  /** The name that the postcode has in the register. */
  postalName: string;
  postcode: string;
  municipality: string;
  /** The middle of all its postcodes; of its municipality where nothing nearer is known; null where nothing is. */
  lat: number | null;
  lon: number | null;
  /** 1 for a postcode, name or alias; 0.8 for the beginning of one, 0.7 for one slip, 0.5 where several fit equally. */
  certainty: number;
}

export interface Point {
  lat: number;
  lon: number;
}

/** All places, in memory, for the live line. */
export interface PlaceRegister {
  /** The place meant by a few words, or null. Of places with the same name the one nearest to `near`, else the largest. */
  find(text: string, near?: Point): PlaceHit | null;
  /** Every place that fits as well as the best, best first, 20 at most. */
  search(text: string): PlaceHit[];
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

const NOWHERE = { lat: null, lon: null };
const HITS_MAX = 20;
const TEXT_MAX = 80;
const PREFIX_MIN = 4;
/** What the register is looked up in; made once, and never changed but for what is worked out when first asked for. */
interface PlaceIndex {
  byPostcode: ReadonlyMap<string, PlaceRow>;
  /** The groups that a folded spelling means. */
  meant: ReadonlyMap<string, readonly Group[]>;
  /** All folded spellings, sorted. */
  names: readonly string[];
  nearNames: DeletionIndex;
  municipalities: ReadonlyMap<string, readonly PlaceRow[]>;
  /** The middle of each municipality that was asked for. */
  middles: Map<string, Point | null>;
}

/** Builds the register; 20 000 rows take about a tenth of a second. */
export function placeRegisterOf(rows: readonly PlaceRow[]): PlaceRegister {
  const index = indexOf(rows);
  return {
    find: (text, near) => find(index, text, near),
    search: (text) => search(index, text),
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
    for (const alias of row.aliases) put(byName, alias, row, 1);
    if (row.municipality !== '') put(byName, row.municipality, row, 2);
  }
  const municipalities = new Map<string, PlaceRow[]>();
  for (const groups of byName.values())
    for (const { name, rank, rows } of groups) if (rank === 2) municipalities.set(name, rows);
  const names = [...byName.keys()].toSorted();
  return {
    byPostcode,
    meant: new Map([...byName].map(([folded, groups]) => [folded, bestOf(groups)])),
    names,
    nearNames: deletionIndex(names),
    municipalities,
    middles: new Map(),
  };
}

function search(index: PlaceIndex, text: string): PlaceHit[] {
  if (text.length > TEXT_MAX) return [];
  const folded = normaliseName(text);
  const [, code = '', words = ''] = /^(?:no? |norge |norway )?(\d{4})(?: (\D+))?$/.exec(folded) ?? [];
  const row = index.byPostcode.get(code);
  if (row !== undefined) return [hitOf(index, { name: row.name, rows: [row], rank: 0 })];
  const [, place = '', codeAfter = ''] = /^(\D+) (\d{4})$/.exec(folded) ?? [];
  const found = byWords(index, words || place || folded);
  const rowAfter = index.byPostcode.get(codeAfter);
  return rowAfter && found.length > 0 ? [hitOf(index, { name: rowAfter.name, rows: [rowAfter], rank: 0 })] : found;
}

function byWords(index: PlaceIndex, folded: string): PlaceHit[] {
  if (folded === '' || /\d/.test(folded)) return [];
  for (const form of forms(folded)) {
    const hits = best(index, form);
    if (hits.length > 0) return distinct(hits).slice(0, HITS_MAX);
  }
  return [];
}

function best(index: PlaceIndex, folded: string): PlaceHit[] {
  const named = (name: string): readonly Group[] => index.meant.get(name) ?? [];
  const exact = named(folded);
  if (exact.length > 0) return exact.map((group) => hit(index, group, 1));
  if (folded.length >= PREFIX_MIN) {
    const longer = startingWith(index.names, folded, HITS_MAX);
    const groups = longer.flatMap((name) => named(name));
    if (groups.length > 0) return groups.map((group) => hit(index, group, longer.length === 1 ? 0.8 : 0.5));
  }
  const near = oneSlipAway(index.nearNames, folded);
  return near.flatMap((name) => named(name)).map((group) => hit(index, group, near.length === 1 ? 0.7 : 0.5));
}

function hit(index: PlaceIndex, group: Group, certainty: number): PlaceHit {
  const known = (group.hit ??= hitOf(index, group));
  return certainty === 1 ? known : { ...known, certainty };
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

function find(index: PlaceIndex, text: string, near?: Point): PlaceHit | null {
  const [first, ...others] = search(index, text);
  if (first === undefined || near === undefined) return first ?? null;
  const rivals = others.filter((other) => normaliseName(other.name) === normaliseName(first.name));
  return [first, ...rivals].toSorted((a, b) => apart(a, near) - apart(b, near))[0] ?? first;
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
  const known = groups.find((g) => g.rank === rank && g.rows[0]?.municipality === row.municipality);
  if (known === undefined) groups.push({ name, rows: [row], rank });
  else known.rows.push(row);
}

/** The groups that a spelling means: those of the best rank, the one with most postcodes first. */
function bestOf(groups: readonly Group[]): Group[] {
  const rank = Math.min(...groups.map((g) => g.rank));
  return groups.filter((g) => g.rank === rank).toSorted((a, b) => b.rows.length - a.rows.length);
}

/** The postcode that stands for a name: the lowest of those that people have other names for, else the lowest. */
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
