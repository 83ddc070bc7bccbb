import { findPlaces, placeRegister } from '../../domain/places/places.ts';
import { table, wrap } from '../framework/print.ts';
import { withContext } from '../framework/run.ts';
import type { Run } from '../framework/command.ts';

/** Finds places as the line would; changes nothing. */
export const run: Run = (invocation) =>
  withContext(invocation, async ({ store }) => {
    const found = await findPlaces(store.db, invocation.args.join(' '));
    const empty = (await placeRegister(store.db)).size === 0;
    const none = empty
      ? 'There are no places yet. Take some in with: ringerunde places import data/places-agder.csv'
      : 'There is no such place.';
    const rows = found.map((p) => [p.postcode, p.name, p.municipality, p.lat, p.lon]);
    return {
      json: found,
      text: table(invocation.io, ['postcode', wrap('name'), wrap('municipality'), 'lat', 'lon'], rows, none),
    };
  });
