import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ROOT } from '../support/languages.ts';

const RULES = readFileSync(join(ROOT, 'docs/rules.md'), 'utf8');
const NUMBERS = [...RULES.matchAll(/\*\*([A-Z]\d+)\*\*/g)].map((m) => m[1] ?? '');

const filesOf = (folder: string): string[] =>
  readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.(ts|js)$/.test(file))
    .map((file) => join(folder, file));

/** The rules that a file names: in comments after the name of the document, and at the beginning of a test's name. */
function namedIn(text: string): string[] {
  const pointed = [...text.matchAll(/docs\/rules\.md ([A-Z]\d+(?:(?:, | and | to )[A-Z]\d+)*)/g)].map(
    (m) => m[1] ?? '',
  );
  const titles = [...text.matchAll(/['"`]([DF]\d+(?:, [DF]\d+)*)(?=: )/g)].map((m) => m[1] ?? '');
  return [...pointed, ...titles].flatMap((found) => found.match(/[A-Z]\d+/g) ?? []);
}

test('every rule that code and tests point at is written down, once', () => {
  expect(NUMBERS.length).toBeGreaterThan(50);
  expect(NUMBERS.filter((number, i) => NUMBERS.indexOf(number) !== i)).toEqual([]);
  const files = ['src', 'flows', 'test'].flatMap(filesOf);
  const named = files.flatMap((file) => namedIn(readFileSync(join(ROOT, file), 'utf8')).map((n) => `${n} in ${file}`));
  expect(named.length).toBeGreaterThan(80);
  expect(named.filter((found) => !NUMBERS.includes(found.split(' ')[0] ?? ''))).toEqual([]);
});

test('the check sees a rule that is not there', () => {
  // Put together here, or the test above would find them.
  const text = `// ${'docs/rules.md'} P4 and Z9\ntest('F13, ${'F99'}: a fault')`;
  expect(namedIn(text)).toEqual(['P4', 'Z9', 'F13', 'F99']);
});
