import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Recordings } from '../engine/scene.ts';

const NAME = /^[a-z]+\.\w+\.mp3$/;
/** A new file is used after this time at the latest. */
const FRESH_MS = 60_000;

/**
 * Finds a centre's own recordings: `<folder>/<centre>/<language>/<file>.<sentence>.mp3`, such as
 * `arendal/nb/phone.menu.mp3`. They are served at `/recordings/<centre>/<language>/<name>`.
 */
export function readRecordings(folder: string, publicUrl: string): Recordings {
  const known = new Map<string, { names: ReadonlySet<string>; until: number }>();
  return (centreId, language, key) => {
    const place = `${centreId}/${language}`;
    let found = known.get(place);
    if (found === undefined || found.until < performance.now()) {
      found = { names: namesIn(join(folder, centreId, language)), until: performance.now() + FRESH_MS };
      known.set(place, found);
    }
    const name = `${key}.mp3`;
    return found.names.has(name) ? `${publicUrl}/recordings/${place}/${name}` : null;
  };
}

function namesIn(folder: string): ReadonlySet<string> {
  try {
    return new Set(readdirSync(folder).filter((name) => NAME.test(name)));
  } catch {
    return new Set();
  }
}
