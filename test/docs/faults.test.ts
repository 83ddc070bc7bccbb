import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ROOT } from '../support/languages.ts';

const FAULTS = 48;

interface Row {
  fault: string;
  /** Null where it is open. */
  file: string | null;
  title: string;
}

const ROWS = readFileSync(join(ROOT, 'docs/faults.md'), 'utf8')
  .split('\n')
  .flatMap((line): Row[] => {
    const [, fault, shown] = /^\| (F\d+) +\| [^|]+ \| (.+?) *\|$/.exec(line) ?? [];
    if (fault === undefined || shown === undefined) return [];
    const [, file, title = ''] = /^`([^`]+)`(?:: (.+))?$/.exec(shown) ?? [];
    return [{ fault, file: file ?? null, title }];
  });

test('every fault has a row, with a test that is there, or is open', () => {
  expect(ROWS.map(({ fault }) => fault)).toEqual(Array.from({ length: FAULTS }, (_, i) => `F${i + 1}`));
  const astray = ROWS.filter(({ file, title }) => {
    if (file === null) return false;
    return !existsSync(join(ROOT, file)) || !readFileSync(join(ROOT, file), 'utf8').includes(title);
  });
  expect(astray).toEqual([]);
  const open = ROWS.filter(({ file }) => file === null).map(({ fault }) => fault);
  console.log(`${FAULTS - open.length} of ${FAULTS} faults have a test; open: ${open.join(', ')}`);
});
