import { writeInBatches, type Moment, type Progress, type Store } from '../domain/base/batches.ts';
import { upsertPlaces, type NewPlace } from '../domain/places/places.ts';
import { Refusal } from '../domain/base/refusal.ts';
import { readDecimal, readList } from './cells/cells.ts';
import { placeName } from './cells/place-names.ts';
import { en, type Sentences } from './sentences/sentences.ts';
import { tableOf, whyNot, type Columns, type TableRow } from './table/header.ts';
import { readTable, type TableLine, type Rejected, type ImportWarning } from './table/lines.ts';

type PlaceFormat = 'geonames' | 'bolstad' | 'bring' | 'own';

export interface PlaceFile {
  format: PlaceFormat;
  rows: NewPlace[];
  /** Valid rows that are not needed: postcodes out of use. */
  skipped: number;
  rejected: Rejected[];
  warnings: ImportWarning[];
}

export interface PlaceOptions {
  /** English by default. */
  say?: Sentences;
  /** The sheet of a workbook; the first by default. */
  sheet?: string | undefined;
}

const OWN: Columns = {
  name: ['navn', 'namn', 'sted', 'stad', 'poststed', 'poststad', 'place', 'place_name'],
  aliases: ['alias', 'andre_navn', 'andre_namn', 'kallenavn', 'also'],
  postcode: ['postnummer', 'postnr', 'postal_code', 'post_code', 'zip'],
  municipality: ['kommune', 'kommunenavn'],
  lat: ['latitude', 'breddegrad', 'breiddegrad', 'nord'],
  lon: ['lng', 'long', 'longitude', 'lengdegrad', 'aust', 'øst'],
};
const BOLSTAD: Columns = {
  postcode: ['postnr'],
  name: ['poststad'],
  use: ['bruksområde'],
  municipality: ['kommune'],
  lat: [],
  lon: [],
};
/** The area of Norway's postcodes, without Svalbard, Jan Mayen and the stations on Bouvet far to the south. */
const NORTH = { from: 57, to: 82 };
const EAST = { from: -10, to: 35 };
const NAME_MAX = 80;
const BATCH_ROWS = 250;

/**
 * Reads a file of places. The header or the columns tell its kind:
 * - GeoNames postal: tab, no header, 12 columns, or 11 without the accuracy; rows of other countries are rejected
 * - Bolstad: header POSTNR, POSTSTAD ...; names marked "(ikkje i bruk)" and rows whose use is "Historisk" are skipped.
 *   Postcodes of post boxes and firms stay, because people give the postcode on their letters
 * - Bring: tab, no header, 5 columns, upper case and no coordinates
 * - our own: a header with name, aliases, postcode, municipality, lat and lon
 * @throws Refusal for any other file
 */
export async function readPlaces(bytes: Uint8Array, { say = en, sheet }: PlaceOptions = {}): Promise<PlaceFile> {
  const { lines, warnings } = await readTable(bytes, { say, sheet });
  const first = lines[0]?.cells ?? [];
  const [country = '', code = '', number = ''] = first;
  if (first.length >= 11 && first.length <= 12 && /^[A-Z]{2}$/.test(country))
    return readRows('geonames', { lines, warnings }, { width: 12, read: geoNames, say });
  if (first.length === 5 && /^\d{4}$/.test(country) && code !== '' && /^\d{3,4}$/.test(number))
    return readRows('bring', { lines, warnings }, { width: 5, read: bring, say });
  const bolstad = first.some((cell) => cell.trim().toUpperCase() === 'POSTSTAD') && first.length > 10;
  const table = tableOf(lines, { columns: bolstad ? BOLSTAD : OWN, needed: ['name', 'postcode'] }, say);
  const kept = bolstad ? table.rows.filter(isInUse) : table.rows;
  const file: PlaceFile = {
    format: bolstad ? 'bolstad' : 'own',
    rows: [],
    skipped: table.rows.length - kept.length,
    rejected: table.rejected,
    warnings: [...warnings, ...table.warnings],
  };
  for (const row of kept) take(file, row.line, fromTable(row), say);
  return sorted(file, say);
}

type Raw = Record<'name' | 'aliases' | 'postcode' | 'municipality' | 'lat' | 'lon', string>;
type ReadRow = (cells: readonly string[], say: Sentences) => Raw | string;

function readRows(
  format: PlaceFormat,
  { lines, warnings }: { lines: readonly TableLine[]; warnings: ImportWarning[] },
  { width, read, say }: { width: number; read: ReadRow; say: Sentences },
): PlaceFile {
  const file: PlaceFile = { format, rows: [], skipped: 0, rejected: [], warnings };
  for (const { line, cells } of lines) take(file, line, whyNot(cells, width, say) ?? read(cells ?? [], say), say);
  return sorted(file, say);
}

/** NO, postcode, name, county, its code, municipality, its code, -, -, latitude, longitude, accuracy. */
function geoNames(cells: readonly string[], say: Sentences): Raw | string {
  const [country = '', postcode = '', name = '', , , municipality = '', , , , lat = '', lon = ''] = cells;
  if (country !== 'NO' && country !== 'SJ') return say.otherCountry(country);
  return { name, aliases: '', postcode, municipality, lat, lon };
}

/** Postcode, name, municipality's number, municipality, kind. */
function bring(cells: readonly string[]): Raw {
  const [postcode = '', name = '', , municipality = ''] = cells;
  return { name, aliases: '', postcode, municipality, lat: '', lon: '' };
}

const isInUse = ({ cells }: TableRow): boolean =>
  !/\(ikkje i bruk\)/i.test(cells['name'] ?? '') && cells['use'] !== 'Historisk';

function fromTable({ cells }: TableRow): Raw {
  const { name = '', aliases = '', postcode = '', municipality = '', lat = '', lon = '' } = cells;
  return { name, aliases, postcode, municipality, lat, lon };
}

function take(file: PlaceFile, line: number, raw: Raw | string, say: Sentences): void {
  const place = typeof raw === 'string' ? raw : placeOf(raw, file.format, say);
  if (typeof place === 'string') file.rejected.push({ line, why: place });
  else file.rows.push(place);
}

function placeOf(raw: Raw, source: PlaceFormat, say: Sentences): NewPlace | string {
  const said = placeName(raw.name.replace(/\s+/g, ' ').trim());
  const postcode = raw.postcode
    .trim()
    .replace(/\.0+$/, '')
    .replace(/^\d{3}$/, '0$&');
  const [lat, lon] = [readDecimal(raw.lat), readDecimal(raw.lon)];
  const why: string[] = [];
  if (!/^\d{4}$/.test(postcode)) why.push(say.noPostcode(shortened(raw.postcode)));
  if (!/\p{L}/u.test(said)) why.push(say.noPlaceName());
  if (said.length > NAME_MAX) why.push(say.tooLong(say.column('name'), NAME_MAX));
  if (lat === 'unreadable' || lon === 'unreadable') why.push(say.noCoordinates());
  else if ((lat === null) !== (lon === null)) why.push(say.halfCoordinates());
  else if (
    lat !== null &&
    lon !== null &&
    !(NORTH.from <= lat && lat <= NORTH.to && EAST.from <= lon && lon <= EAST.to)
  )
    why.push(say.notInNorway(lat, lon));
  if (why.length > 0 || lat === 'unreadable' || lon === 'unreadable') return why.join(' ');
  const { name, alias } = withoutQuarter(said);
  const aliases = [...readList(raw.aliases), ...alias].filter((a) => a.length <= NAME_MAX);
  const municipality = placeName(raw.municipality.trim()).slice(0, NAME_MAX);
  return { name, aliases, postcode, municipality, lat, lon, source };
}

/** Posten writes "Kristiansand S" and "Kristiansund N" to tell two towns apart; people leave the letter out. */
function withoutQuarter(said: string): { name: string; alias: string[] } {
  const town = /^(.{3,}) [SNVØ]$/.exec(said)?.[1];
  return town === undefined ? { name: said, alias: [] } : { name: town, alias: [said] };
}

const shortened = (text: string): string => (text.length > 20 ? `${text.slice(0, 20)}...` : text);

function sorted(file: PlaceFile, say: Sentences): PlaceFile {
  if (file.rows.length === 0 && file.skipped === 0 && file.rejected.length > 0 && file.format !== 'own')
    throw new Refusal(say.noRowRead(file.rejected[0]?.why ?? ''));
  file.rejected.sort((a, b) => a.line - b.line);
  return file;
}

export interface PlacesImported {
  imported: number;
  updated: number;
  unchanged: number;
  skipped: number;
  rejected: Rejected[];
  warnings: ImportWarning[];
}

/**
 * Reads a file of places and stores them, a few hundred at a time. The same file again changes nothing, and other names
 * stay.
 */
export async function importPlaces(
  store: Store,
  moment: Moment,
  bytes: Uint8Array,
  { progress, ...options }: PlaceOptions & { progress?: Progress } = {},
): Promise<PlacesImported> {
  const { rows, skipped, rejected, warnings } = await readPlaces(bytes, options);
  const counts = await writeInBatches(store, moment, rows, { size: BATCH_ROWS, write: upsertPlaces, progress });
  const sum = (of: 'imported' | 'updated'): number => counts.reduce((total, count) => total + count[of], 0);
  const [imported, updated] = [sum('imported'), sum('updated')];
  return { imported, updated, unchanged: rows.length - imported - updated, skipped, rejected, warnings };
}
