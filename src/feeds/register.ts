import type { Store } from '../domain/base/batches.ts';
import { fillPlaces, hasPlaces, type NewPlace } from '../domain/places/places.ts';
import { readDataFile } from './data-file.ts';

/** The register that comes with the project: data/SOURCES.md. */
const FILE = 'places-norway.csv';

/** The places of Norway that come with the project; a file of ours, so that no reader of other people's files is needed. */
export function bundledPlaces(): NewPlace[] {
  const [, ...lines] = readDataFile(FILE).toString('utf8').trimEnd().split('\n');
  return lines.map((line) => {
    const [name = '', aliases = '', postcode = '', municipality = '', lat = '', lon = ''] = line.split(',');
    return {
      name,
      aliases: aliases === '' ? [] : aliases.split(';'),
      postcode,
      municipality,
      lat: lat === '' ? null : Number(lat),
      lon: lon === '' ? null : Number(lon),
      source: 'own',
    };
  });
}

/** Fills an empty register with the places of Norway; one that has a place is left as it is. */
export async function ensurePlaces(store: Store): Promise<'filled' | 'already there'> {
  if (await hasPlaces(store.db)) return 'already there';
  const places = bundledPlaces();
  return store.write(async (tx) => {
    if (await hasPlaces(tx)) return 'already there';
    await fillPlaces(tx, places);
    return 'filled';
  });
}
