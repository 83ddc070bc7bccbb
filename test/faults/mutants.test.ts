import { execFile } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { MUTANTS, type Mutant } from '../support/faults/mutants.ts';
import { ROOT } from '../support/languages.ts';
import { figure } from '../support/faults/figures.ts';

/** Each takes seconds: `npm run faults`. */
const wanted = process.env['FAULTS'] === 'all';
const COPIED = ['src', 'flows', 'locales', 'data', 'docs', 'test', 'package.json', 'tsconfig.json', 'vitest.config.ts'];

test('every mutant breaks one place that is there', () => {
  expect(MUTANTS.length).toBeGreaterThanOrEqual(60);
  const astray = MUTANTS.filter(({ file, from }) => readFileSync(join(ROOT, file), 'utf8').split(from).length !== 2);
  expect(astray.map(({ name }) => name)).toEqual([]);
});

/** Answers whether the tests pass on the sources in `folder`. */
function passes(folder: string, { tests, only }: Pick<Mutant, 'tests' | 'only'>): Promise<boolean> {
  const argv = [join(ROOT, 'node_modules/vitest/vitest.mjs'), 'run', '--bail', '1', ...tests];
  if (only !== undefined) argv.push('-t', only);
  const env = { ...process.env, FAULTS: '', VITEST: undefined, VITEST_WORKER_ID: undefined, VITEST_POOL_ID: undefined };
  return new Promise((resolve) => {
    execFile(process.execPath, argv, { cwd: folder, env, timeout: 300_000 }, (error) => resolve(error === null));
  });
}

describe.skipIf(!wanted)('mutants', () => {
  let folder = '';
  const lived: string[] = [];
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'ringerunde-mutants-'));
    for (const name of COPIED) cpSync(join(ROOT, name), join(folder, name), { recursive: true });
    symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
  });
  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
    figure(9, { tried: MUTANTS.length, survived: MUTANTS.length - lived.length });
    console.log(`${MUTANTS.length} mutants tried, ${MUTANTS.length - lived.length} killed`);
  });

  test('without one the tests pass', async () => {
    const tests = [...new Set(MUTANTS.flatMap((mutant) => mutant.tests))];
    expect(await passes(folder, { tests })).toBe(true);
  }, 900_000);

  test.each(MUTANTS)(
    '$name: killed',
    async (mutant) => {
      const file = join(folder, mutant.file);
      const whole = readFileSync(file, 'utf8');
      writeFileSync(
        file,
        whole.replace(mutant.from, () => mutant.to),
      );
      try {
        if (await passes(folder, mutant)) lived.push(mutant.name);
      } finally {
        writeFileSync(file, whole);
      }
      expect(lived).not.toContain(mutant.name);
    },
    300_000,
  );
});
