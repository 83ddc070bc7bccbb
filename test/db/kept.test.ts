import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { openKept, readKept, settled, type Kept } from '../support/line/kept.ts';
import { play } from '../support/line/script.ts';

const KEPT = join(import.meta.dirname, '..', 'fixtures', 'kept');
/** What is on its way is looked at there; elsewhere it has left before anything is said. */
const ON_THE_WAY = 'on-the-way';

/** Databases that earlier builds kept are opened, and every conversation in them goes on: test/fixtures/kept/README.md. */
describe.each(readdirSync(KEPT).filter((name) => /^\d+$/.test(name)))('kept by build %s', (build) => {
  const folder = join(KEPT, build, 'goes-on');
  const scripts = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.txt'))
    .toSorted();
  const atOnce = readKept(join(KEPT, build));
  let later: Promise<Kept> | undefined;

  test.each(scripts)('%s', async (file) => {
    const kept = file.startsWith(ON_THE_WAY) ? atOnce : await (later ??= settled(atOnce));
    const { line, close } = await openKept(kept);
    onTestFinished(async () => void (await close()));
    const script = readFileSync(join(folder, file), 'utf8');
    const cast = { ...kept.cast, calls: { ...kept.cast.calls } };
    await expect(await play(line, cast, script)).toMatchFileSnapshot(join(folder, file));
    expect(line.network.wrong).toEqual([]);
  });
});
