import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { foreignObjects } from '../../src/db/schema-check.ts';
import { isMigrated, migrate, openStore } from '../../src/db/open.ts';
import { backTo } from '../support/older.ts';
import { Crash, Failing, FaultPlan, withFaults } from '../support/faults/faults.ts';
import { figure } from '../support/faults/figures.ts';

const OLD = '0005-privacy';

/** A database of an older version. */
async function oldDatabase(folder: string): Promise<string> {
  const file = join(folder, 'old.db');
  const store = await openStore(`sqlite:${file}`);
  await migrate(store);
  await backTo(store, OLD);
  await store.close();
  return file;
}

/** One try; answers how many points there were. */
async function tryMigrating(file: string, plan: FaultPlan): Promise<number> {
  const store = await openStore(`sqlite:${file}`, { wrap: withFaults(plan) });
  try {
    await migrate(store);
  } catch (error) {
    if (!(error instanceof Crash) && !(error instanceof Failing)) throw error;
  }
  await store.close();
  return plan.points;
}

test.each(['crash', 'error'] as const)(
  'F44: a %s at every point of migrating: the old schema or the new, never between',
  async (mode) => {
    const folder = mkdtempSync(join(tmpdir(), 'ringerunde-migration-'));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    const old = await oldDatabase(folder);
    const file = join(folder, 'line.db');
    const fresh = (): void => {
      for (const end of ['-wal', '-shm']) rmSync(`${file}${end}`, { force: true });
      copyFileSync(old, file);
    };
    fresh();
    const points = await tryMigrating(file, new FaultPlan('count'));
    expect(points).toBeGreaterThan(50);
    let [before, after] = [0, 0];
    for (let at = 1; at <= points; at++) {
      fresh();
      await tryMigrating(file, new FaultPlan(mode, at));
      expect(await foreignObjects(file), `${mode} at ${at}`).toEqual([]);
      const store = await openStore(`sqlite:${file}`);
      if (await isMigrated(store)) after++;
      else before++;
      await migrate(store);
      expect(await isMigrated(store)).toBe(true);
      await store.close();
    }
    figure(mode === 'crash' ? 1 : 3, { tried: points, survived: before + after });
    console.log(`${mode}: ${points} points, ${before} times the old schema, ${after} times the new`);
  },
);
