import { listCentres } from '../../domain/centres/centres.ts';
import { findPlaces, placeRegister } from '../../domain/places/places.ts';
import { table, wrap } from '../framework/print.ts';
import { withContext } from '../framework/run.ts';
import type { Run } from '../framework/command.ts';

/** Searches places with the line's own search; changes nothing. */
export const run: Run = (invocation) =>
  withContext(invocation, async ({ store }) => {
    const centres = await listCentres(store.db);
    const centre =
      centres.find(({ id }) => id === invocation.centre) ?? (centres.length === 1 ? centres[0] : undefined);
    const found = await findPlaces(store.db, invocation.args.join(' '), centre);
    const empty = (await placeRegister(store.db)).size === 0;
    const none = empty
      ? 'There are no places yet. Take in those of Norway with: ringerunde migrate'
      : 'There is no such place.';
    const rows = found.map((p) => [p.postcode, p.name, p.municipality, p.lat, p.lon]);
    return {
      json: found,
      text: table(invocation.io, ['postcode', wrap('name'), wrap('municipality'), 'lat', 'lon'], rows, none),
    };
  });
