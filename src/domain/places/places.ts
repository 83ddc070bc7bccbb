import { sql } from 'kysely';
import { compiled } from '../../db/compiled.ts';
import { isPostgres } from '../../db/dialect.ts';
import type { Moment } from '../../db/moment.ts';
import type { Centre, Db, PlaceTable, Tx } from '../../db/schema/index.ts';
import { normaliseName } from '../base/normalise-name.ts';
import { placeRegisterOf, type PlaceRegister, type PlaceRow, type Point } from './place-register.ts';
import { countChange, hasUncommittedChange, changeCountOf } from '../base/change-counter.ts';

export { normaliseName } from '../base/normalise-name.ts';
export type { PlaceRegister } from './place-register.ts';

/** A place to store. */
export interface NewPlace extends PlaceRow {
  /** The name of the file format that it was read from. */
  source: string;
}

/** A place for the command line. */
export interface PlaceShown {
  postcode: string;
  name: string;
  municipality: string;
  lat: number | null;
  lon: number | null;
}

const allPlaces = compiled<Record<string, never>, PlaceTable>((db) =>
  db.selectFrom('place').selectAll().orderBy('postcode').orderBy('folded'),
);
const allAliases = compiled<Record<string, never>, { place_id: string; alias: string }>((db) =>
  db.selectFrom('place_alias').select(['place_id', 'alias']).orderBy('place_id').orderBy('folded'),
);

/** Reads all places into memory. */
export async function loadPlaceRegister(db: Db): Promise<PlaceRegister> {
  const aliases = new Map<string, string[]>();
  for (const { place_id, alias } of await allAliases(db, {})) {
    const list = aliases.get(place_id);
    if (list === undefined) aliases.set(place_id, [alias]);
    else list.push(alias);
  }
  const rows = await allPlaces(db, {});
  return placeRegisterOf(
    rows.map(({ id, postcode, name, municipality, lat, lon }) => ({
      postcode,
      name,
      municipality,
      lat,
      lon,
      aliases: aliases.get(id) ?? [],
    })),
  );
}

/** Kept by database: a transaction shares its adapter with the database that it was begun on. */
const kept = new WeakMap<object, { revision: number; register: PlaceRegister }>();

/** The current register: read again after any process has changed the places, otherwise from memory. */
export async function placeRegister(db: Db): Promise<PlaceRegister> {
  const database = db.getExecutor().adapter;
  const revision = await changeCountOf(db, 'places');
  const known = kept.get(database);
  if (known?.revision === revision) return known.register;
  const register = await loadPlaceRegister(db);
  if (!hasUncommittedChange(db)) kept.set(database, { revision, register });
  return register;
}

/** The position of a centre, so that places near it come first; undefined when unknown. */
export function pointOf(register: PlaceRegister, { postcode }: Pick<Centre, 'postcode'>): Point | undefined {
  const place = postcode === null ? null : register.find(postcode);
  return place === null || place.lat === null || place.lon === null ? undefined : { lat: place.lat, lon: place.lon };
}

/** The place that a person means by a few words to a centre. */
export async function findPlaceFrom(
  db: Db,
  centre: Pick<Centre, 'postcode'>,
  text: string,
): Promise<ReturnType<PlaceRegister['find']>> {
  const register = await placeRegister(db);
  return register.find(text, pointOf(register, centre));
}

/**
 * The places that a text may mean, best first: by postcode, name, alias, beginning, or one slip; near the centre, if
 * given.
 */
export async function findPlaces(db: Db, text: string, centre?: Pick<Centre, 'postcode'>): Promise<PlaceShown[]> {
  const register = await placeRegister(db);
  return register
    .search(text, centre === undefined ? undefined : pointOf(register, centre))
    .map(({ postcode, postalName, municipality, lat, lon }) => ({
      postcode,
      name: postalName,
      municipality,
      lat,
      lon,
    }));
}

/** The common name of the place nearest to a point; null without places. */
export async function nearestPlaceName(db: Db, point: Point): Promise<string | null> {
  return (await placeRegister(db)).nearestName(point);
}

/**
 * Stores places: adds new ones and updates changed ones. Values that a file lacks (coordinates, aliases) are kept.
 * Increments the counter "places" after a change. One transaction writes about 500 rows in well under 100 ms.
 */
export async function upsertPlaces(
  tx: Tx,
  _moment: Moment,
  rows: readonly NewPlace[],
): Promise<{ imported: number; updated: number }> {
  const known = await knownPlaces(tx, [...new Set(rows.map((row) => row.postcode))]);
  const added = new Map<string, PlaceTable>();
  const changed = new Map<string, PlaceTable>();
  const aliases: { place_id: string; alias: string; folded: string }[] = [];
  const grown = new Set<string>();
  for (const row of rows) {
    const folded = normaliseName(row.name);
    const id = idOf(row.postcode, folded);
    const before = added.get(id) ?? changed.get(id) ?? known.places.get(id);
    const after = rowOf(row, id, folded, before);
    if (before === undefined || added.has(id)) added.set(id, after);
    else if (isChanged(before, after)) changed.set(id, after);
    for (const alias of row.aliases) {
      const key = normaliseName(alias);
      if (key === '' || key === folded || known.aliases.has(`${id}/${key}`)) continue;
      known.aliases.add(`${id}/${key}`);
      aliases.push({ place_id: id, alias, folded: key });
      if (!added.has(id)) grown.add(id);
    }
  }
  await insertPlaces(tx, [...added.values()]);
  for (const { id, ...rest } of changed.values())
    await tx.updateTable('place').set(rest).where('id', '=', id).execute();
  await insertAliases(tx, aliases);
  const updated = new Set([...changed.keys(), ...grown]).size;
  if (added.size + updated > 0) await countChange(tx, 'places');
  return { imported: added.size, updated };
}

/** Whether the register has any place. */
export async function hasPlaces(db: Db): Promise<boolean> {
  return (await db.selectFrom('place').select('id').limit(1).executeTakeFirst()) !== undefined;
}

/** Fills an empty register: the 5,100 places of Norway take about 50 ms. Each postcode occurs once. */
export async function fillPlaces(tx: Tx, places: readonly NewPlace[]): Promise<void> {
  const rows = places.map((row) => {
    const folded = normaliseName(row.name);
    return rowOf(row, idOf(row.postcode, folded), folded, undefined);
  });
  const aliases = places.flatMap((row, i) => {
    const { id = '', folded = '' } = rows[i] ?? {};
    const byKey = new Map(row.aliases.map((alias) => [normaliseName(alias), alias]));
    return [...byKey]
      .filter(([key]) => key !== '' && key !== folded)
      .map(([key, alias]) => ({ place_id: id, alias, folded: key }));
  });
  await insertPlaces(tx, rows);
  await insertAliases(tx, aliases);
  await countChange(tx, 'places');
}

/** As one value of JSON: writing a statement with forty thousand slots takes longer than running it. */
async function insertPlaces(tx: Tx, rows: readonly PlaceTable[]): Promise<void> {
  if (rows.length === 0) return;
  const json = JSON.stringify(
    rows.map((r) => [r.id, r.postcode, r.name, r.folded, r.municipality, r.lat, r.lon, r.source]),
  );
  const at = (i: number) => cellOf(tx, i);
  const number = (i: number) => (isPostgres(tx) ? sql`cast(${at(i)} as double precision)` : at(i));
  await sql`insert into place (id, postcode, name, folded, municipality, lat, lon, source)
    select ${at(0)}, ${at(1)}, ${at(2)}, ${at(3)}, ${at(4)}, ${number(5)}, ${number(6)}, ${at(7)} from ${rowsOf(tx, json)}`.execute(
    tx,
  );
}

async function insertAliases(
  tx: Tx,
  rows: readonly { place_id: string; alias: string; folded: string }[],
): Promise<void> {
  if (rows.length === 0) return;
  const json = JSON.stringify(rows.map((r) => [r.place_id, r.alias, r.folded]));
  await sql`insert into place_alias (place_id, alias, folded)
    select ${cellOf(tx, 0)}, ${cellOf(tx, 1)}, ${cellOf(tx, 2)} from ${rowsOf(tx, json)}`.execute(tx);
}

const rowsOf = (tx: Tx, json: string) =>
  isPostgres(tx)
    ? sql`json_array_elements(cast(${json} as json)) as each_row(value)`
    : sql`json_each(${json}) as each_row`;
const cellOf = (tx: Tx, i: number) =>
  isPostgres(tx)
    ? sql`each_row.value ->> cast(${sql.lit(i)} as integer)`
    : sql`json_extract(each_row.value, ${sql.lit(`$[${i}]`)})`;

/** A place is its postcode and its name, so that the same file finds its own rows again. */
const idOf = (postcode: string, folded: string): string => `place:${postcode}:${folded.replaceAll(' ', '-')}`;

async function knownPlaces(tx: Tx, postcodes: string[]) {
  const places = new Map<string, PlaceTable>();
  const aliases = new Set<string>();
  if (postcodes.length === 0) return { places, aliases };
  for (const row of await tx.selectFrom('place').selectAll().where('postcode', 'in', postcodes).execute())
    places.set(row.id, row);
  const rows = await tx
    .selectFrom('place_alias')
    .innerJoin('place', 'place.id', 'place_alias.place_id')
    .select(['place_id', 'place_alias.folded'])
    .where('postcode', 'in', postcodes)
    .execute();
  for (const { place_id, folded } of rows) aliases.add(`${place_id}/${folded}`);
  return { places, aliases };
}

function rowOf(row: NewPlace, id: string, folded: string, before: PlaceTable | undefined): PlaceTable {
  return {
    id,
    postcode: row.postcode,
    name: row.name,
    folded,
    municipality: row.municipality || (before?.municipality ?? ''),
    lat: row.lat ?? before?.lat ?? null,
    lon: row.lon ?? before?.lon ?? null,
    source: row.lat === null && before !== undefined ? before.source : row.source,
  };
}

/** A register that says the same as another is no change. */
const isChanged = (before: PlaceTable, after: PlaceTable): boolean =>
  before.name !== after.name ||
  before.municipality !== after.municipality ||
  before.lat !== after.lat ||
  before.lon !== after.lon;
