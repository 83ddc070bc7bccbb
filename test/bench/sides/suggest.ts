import { join } from 'node:path';
import SQLite from 'better-sqlite3';
import { optOut } from '../../../src/domain/centres/opt-out.ts';
import { suggestVolunteers } from '../../../src/domain/volunteers/suggestions.ts';
import { CENTRE_ID, momentsOf, openCentre } from '../../support/people/centre.ts';
import { NOW, plantVolunteers } from '../../support/people/many-volunteers.ts';
import { sqliteStore } from '../../support/store.ts';
import type { Deeds } from '../side.ts';
import { makeFolder } from '../workplace.ts';

const SHOWN = 20;
const RADIANS = Math.PI / 180;
const EARTH_KM = 6371;

interface Bare {
  id: string;
  lat: number | null;
  lon: number | null;
}

/** A centre with `count` volunteers; asked through the service, and with the bare driver beside it. */
export async function open({ count }: { count: number }): Promise<Deeds> {
  const file = join(makeFolder(), 'suggest.db');
  const store = await sqliteStore(file, { guarded: false });
  await openCentre(store);
  const assignment = await plantVolunteers(store, count);
  const line = { centreId: CENTRE_ID, number: '+4790000007', how: 'text' };
  await store.write((tx) => optOut(tx, momentsOf()(), line));
  const raw = new SQLite(file, { readonly: true });
  const rows = raw.prepare(
    `select v.id, v.interests, v.languages, v.times, v.car, v.max_km, v.met_on, v.confidentiality_on,
       v.certificate_shown_on, v.paused_until, v.left_on, p.name, p.number, p.language, p.lat, p.lon
     from volunteer v join person p on p.id = v.person_id where v.centre_id = ?`,
  );

  const km = ({ lat, lon }: Bare): number => {
    const [here, there] = [(assignment.lat ?? 0) * RADIANS, (lat ?? 0) * RADIANS];
    const turn = ((lon ?? 0) - (assignment.lon ?? 0)) * RADIANS;
    const a = Math.sin((there - here) / 2) ** 2 + Math.cos(here) * Math.cos(there) * Math.sin(turn / 2) ** 2;
    return 2 * EARTH_KM * Math.asin(Math.sqrt(a));
  };

  return {
    /** One suggestion, in milliseconds. */
    suggest: async () => {
      const from = performance.now();
      const found = await suggestVolunteers(store.db, { assignment, now: NOW, limit: SHOWN });
      const took = performance.now() - from;
      if (found.length !== 2 * SHOWN) throw new Error(`${found.length} volunteers were suggested`);
      return took;
    },
    /** The same rows, and nothing weighed but the distance, in milliseconds. */
    bare: () => {
      const from = performance.now();
      const sorted = (rows.all(CENTRE_ID) as Bare[])
        .map((row) => ({ row, km: km(row) }))
        .toSorted((a, b) => a.km - b.km)
        .slice(0, SHOWN);
      const took = performance.now() - from;
      if (sorted.length !== SHOWN) throw new Error('too few rows');
      return took;
    },
  };
}
