import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ROOT } from '../support/languages.ts';

interface Item {
  item: string;
  /** A test, a reason, or nothing yet. */
  shown: string;
}

const ITEMS = readFileSync(join(ROOT, 'docs/asvs.md'), 'utf8')
  .split('\n')
  .flatMap((line): Item[] => {
    const [, item, shown] = /^\| (\d+\.\d+\.\d+) +\| [^|]+ \| (.+?) *\|$/.exec(line) ?? [];
    return item === undefined || shown === undefined ? [] : [{ item, shown }];
  });

/** Whether a row names a test that is there, a reason with documents that are there, or says that it is open. */
function isSo({ shown }: Item): boolean {
  if (shown === 'open') return true;
  if (shown.startsWith('reason: ')) {
    return [...shown.matchAll(/\b((?:docs\/)?\w+\.md)\b/g)].every(([, file = '']) => existsSync(join(ROOT, file)));
  }
  const [, file = '', title = ''] = /^`([^`]+)`: (.+)$/.exec(shown) ?? [];
  return file !== '' && existsSync(join(ROOT, file)) && readFileSync(join(ROOT, file), 'utf8').includes(title);
}

test('every item names a test that is there, a reason, or is open', () => {
  expect(ITEMS.length).toBeGreaterThanOrEqual(75);
  expect(new Set(ITEMS.map(({ item }) => item)).size).toBe(ITEMS.length);
  expect(ITEMS.filter((item) => !isSo(item))).toEqual([]);
  const open = ITEMS.filter(({ shown }) => shown === 'open').map(({ item }) => item);
  const reasons = ITEMS.filter(({ shown }) => shown.startsWith('reason: ')).length;
  console.log(`${ITEMS.length} items: ${ITEMS.length - open.length - reasons} with a test, ${reasons} with a reason`);
  console.log(`open: ${open.join(', ')}`);
});
