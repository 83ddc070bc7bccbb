import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readSources } from '../architecture/sources.ts';
import { ROOT } from '../support/languages.ts';

const README = readFileSync(join(ROOT, 'README.md'), 'utf8');

/** The variables that are read: keys in capitals of the tables of `src/config.ts` and of each carrier's settings. */
const READ = [...readSources(['src/config.ts', 'src/carriers'], ['config.ts', 'settings.ts']).values()]
  .flatMap((text) => [...text.matchAll(/^ {2}([A-Z][A-Z0-9_]+): /gm)].map((m) => m[1] ?? ''))
  .toSorted();

/** The variables in the first column of the table of settings. */
const DESCRIBED = [...README.matchAll(/^\| (`[A-Z][^|]*) \|/gm)]
  .flatMap(([, cell = '']) => [...cell.matchAll(/`([A-Z0-9_]+)`/g)].map((m) => m[1] ?? ''))
  .toSorted();

test('the README describes every variable that is read, and no other', () => {
  expect(READ).toContain('SMPP_URL');
  expect(DESCRIBED).toEqual(READ);
});
