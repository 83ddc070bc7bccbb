import { writeInBatches, type Moment, type Progress, type Store } from '../domain/base/batches.ts';
import { upsertPlaces, type NewPlace } from '../domain/places/places.ts';
import { Refusal } from '../domain/base/refusal.ts';
import { readDecimal, readList } from './cells.ts';
import { readLines, tableOf, whyNot, type Columns, type TableLine, type Rejected, type TableRow } from './table.ts';

type PlaceFormat = 'geonames' | 'bolstad' | 'bring' | 'own';

export interface PlaceFile {
  format: PlaceFormat;
  rows: NewPlace[];
  /** Rows that are right, and that no one needs: postcodes out of use. */
  skipped: number;
  rejected: Rejected[];
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
/** Where Norway's postcodes are, Svalbard and Jan Mayen and Bouvet's stations far south left out. */
const NORTH = { from: 57, to: 82 };
const EAST = { from: -10, to: 35 };
const NAME_MAX = 80;
const BATCH_ROWS = 250;

/**
 * Reads a file of places; its kind is told by its header or its columns:
 * - GeoNames postal: tab, no header, 12 columns; rows of other countries are rejected
 * - Bolstad: header POSTNR, POSTSTAD ...; names marked "(ikkje i bruk)" and rows whose use is "Historisk" are skipped. Postcodes
 *   of post boxes and firms stay, because people give the postcode that stands on their letters
 * - Bring: tab, no header, 5 columns, upper case and no coordinates
 * - our own: a header with name, aliases, postcode, municipality, lat and lon
 * @throws Refusal when it is none of them
 */
export function readPlaces(bytes: Uint8Array): PlaceFile {
  const lines = readLines(bytes);
  const first = lines[0]?.cells ?? [];
  if (first.length === 12 && /^[A-Z]{2}$/.test(first[0] ?? '')) return readRows('geonames', lines, 12, geoNames);
  if (first.length === 5 && /^\d{4}$/.test(first[0] ?? '') && /^\d{3,4}$/.test(first[2] ?? ''))
    return readRows('bring', lines, 5, bring);
  const bolstad = first.some((cell) => cell.trim().toUpperCase() === 'POSTSTAD') && first.length > 10;
  const columns = bolstad ? BOLSTAD : OWN;
  const { rows, rejected } = tableOf(lines, columns, ['name', 'postcode']);
  const kept = bolstad ? rows.filter(isInUse) : rows;
  const file: PlaceFile = {
    format: bolstad ? 'bolstad' : 'own',
    rows: [],
    skipped: rows.length - kept.length,
    rejected,
  };
  for (const row of kept) take(file, row.line, fromTable(row));
  return sorted(file);
}

type Raw = Record<'name' | 'aliases' | 'postcode' | 'municipality' | 'lat' | 'lon', string>;

function readRows(
  format: PlaceFormat,
  lines: readonly TableLine[],
  width: number,
  read: (cells: readonly string[]) => Raw | string,
) {
  const file: PlaceFile = { format, rows: [], skipped: 0, rejected: [] };
  for (const { line, cells } of lines) {
    const why = whyNot(cells, width);
    take(file, line, why ?? read(cells ?? []));
  }
  return sorted(file);
}

/** NO, postcode, name, county, its code, municipality, its code, -, -, latitude, longitude, accuracy. */
function geoNames(cells: readonly string[]): Raw | string {
  const [country = '', postcode = '', name = '', , , municipality = '', , , , lat = '', lon = ''] = cells;
  if (country !== 'NO' && country !== 'SJ')
    return `The row is about ${country || 'no country'}, and only Norway is read.`;
  return { name, aliases: '', postcode, municipality, lat, lon };
}

/** Postcode, name, municipality's number, municipality, kind. */
function bring(cells: readonly string[]): Raw {
  const [postcode = '', name = '', , municipality = ''] = cells;
  return { name: normalCase(name), aliases: '', postcode, municipality: normalCase(municipality), lat: '', lon: '' };
}

const isInUse = ({ cells }: TableRow): boolean =>
  !/\(ikkje i bruk\)/i.test(cells['name'] ?? '') && cells['use'] !== 'Historisk';

function fromTable({ cells }: TableRow): Raw {
  const { name = '', aliases = '', postcode = '', municipality = '', lat = '', lon = '' } = cells;
  const shouting = name === name.toUpperCase();
  return { name: shouting ? normalCase(name) : name, aliases, postcode, municipality, lat, lon };
}

function take(file: PlaceFile, line: number, raw: Raw | string): void {
  const place = typeof raw === 'string' ? raw : placeOf(raw, file.format);
  if (typeof place === 'string') file.rejected.push({ line, why: place });
  else file.rows.push(place);
}

function placeOf(raw: Raw, source: PlaceFormat): NewPlace | string {
  const said = raw.name.replace(/\s+/g, ' ').trim();
  const postcode = raw.postcode.trim().replace(/^\d{3}$/, '0$&');
  const [lat, lon] = [readDecimal(raw.lat), readDecimal(raw.lon)];
  if (!/^\d{4}$/.test(postcode)) return `"${shortened(raw.postcode)}" is no postcode: it has four digits.`;
  if (!/\p{L}/u.test(said)) return 'The place has no name.';
  if (said.length > NAME_MAX) return `The name is longer than ${NAME_MAX} characters.`;
  if (lat === 'unreadable' || lon === 'unreadable')
    return 'The coordinates cannot be read. Write for example 58.4592 and 8.7609.';
  if ((lat === null) !== (lon === null)) return 'One of the coordinates is missing.';
  if (lat !== null && lon !== null && !(NORTH.from <= lat && lat <= NORTH.to && EAST.from <= lon && lon <= EAST.to))
    return `${lat}, ${lon} is not in Norway. Are latitude and longitude the right way round, in degrees?`;
  const { name, alias } = withoutQuarter(said);
  const aliases = [...readList(raw.aliases), ...alias].filter((a) => a.length <= NAME_MAX);
  return { name, aliases, postcode, municipality: raw.municipality.trim().slice(0, NAME_MAX), lat, lon, source };
}

/** Posten tells two towns apart as "Kristiansand S" and "Kristiansund N"; nobody says so. */
function withoutQuarter(said: string): { name: string; alias: string[] } {
  const town = /^(.{3,}) [SNVØ]$/.exec(said)?.[1];
  return town === undefined ? { name: said, alias: [] } : { name: town, alias: [said] };
}

/** "HOVDEN I SETESDAL" as "Hovden i Setesdal". */
function normalCase(shouted: string): string {
  return shouted
    .toLowerCase()
    .replace(/(^|[\s/.(-])(\p{L})/gu, (_, before: string, letter: string) => before + letter.toUpperCase())
    .replace(/ (I|På|Og|Ved|Av|Under) (?=\S)/g, (word) => word.toLowerCase());
}

const shortened = (text: string): string => (text.length > 20 ? `${text.slice(0, 20)}...` : text);

function sorted(file: PlaceFile): PlaceFile {
  if (file.rows.length === 0 && file.skipped === 0 && file.rejected.length > 0 && file.format !== 'own')
    throw new Refusal(`No row could be read. The first: ${file.rejected[0]?.why}`);
  file.rejected.sort((a, b) => a.line - b.line);
  return file;
}

/** Reads a file of places and keeps them, a few hundred at a time. The same file again changes nothing. */
export async function importPlaces(
  store: Store,
  moment: Moment,
  bytes: Uint8Array,
  progress?: Progress,
): Promise<{ imported: number; updated: number; skipped: number; rejected: Rejected[] }> {
  const { rows, skipped, rejected } = readPlaces(bytes);
  const counts = await writeInBatches(store, moment, rows, { size: BATCH_ROWS, write: upsertPlaces, progress });
  const sum = (of: 'imported' | 'updated'): number => counts.reduce((total, count) => total + count[of], 0);
  return { imported: sum('imported'), updated: sum('updated'), skipped, rejected };
}
