import { describe, expect, test } from 'vitest';
import { largeFiles, largeFolders, largeFunctions } from './sizes.ts';
import { beyond, planted, readProgram, readSources } from './sources.ts';

const PROGRAM = readProgram();

/** What may be larger, and why. A test fails when an exception is no longer needed. */
const FOLDERS: Readonly<Record<string, string>> = {
  flows: 'one file for each flow; a flow is found by its name',
  'test/shapes': 'one file for each version of a flow, written by a test',
};
const FILES: Readonly<Record<string, string>> = {};
const FUNCTIONS: Readonly<Record<string, string>> = {
  'src/db/migrations/0001-foundation.ts statements': 'a list of SQL statements; a migration is never rewritten',
  'src/db/migrations/0002-volunteers.ts tables': 'a list of SQL statements; a migration is never rewritten',
};

test('a folder has at most 15 files', () => {
  const paths = readSources(['src', 'flows', 'test'], ['']).keys();
  expect(beyond(largeFolders(paths), FOLDERS)).toEqual([]);
});

test('a file has at most 300 lines', () => {
  expect(beyond(largeFiles(PROGRAM), FILES)).toEqual([]);
});

test('a function has at most 60 lines', () => {
  expect(beyond(largeFunctions(PROGRAM), FUNCTIONS)).toEqual([]);
});

describe('the check', () => {
  const lines = (n: number): string => 'go();\n'.repeat(n);

  test('sees a folder of 16 files, and not one of 15 beside a folder', () => {
    const paths = Array.from({ length: 16 }, (_, i) => `src/many/${i}.ts`);
    const few = [...Array.from({ length: 15 }, (_, i) => `src/few/${i}.ts`), 'src/few/more/a.ts'];
    expect(largeFolders([...few, ...paths])).toEqual(['src/many: 16 files']);
  });

  test('sees a file of 301 lines', () => {
    expect(largeFiles(planted({ 'a.ts': lines(301), 'b.ts': lines(300) }))).toEqual(['a.ts: 301 lines']);
  });

  test('sees functions of 61 lines in every form, whatever braces their strings and comments hold', () => {
    const body = (n: number): string => `${lines(n - 4)}const s = '}}'; /* { */\nconst t = \`}\${'{'}\`; // }\n`;
    const [long, short] = [body(61), body(60)];
    const source = `
      export function declared(): void {\n${long}}
      const arrow = async (): Promise<void> => {\n${long}};
      const table = { method() {\n${long}}, 'a key': function () {\n${long}} };
      class A { method() {\n${long}} field = () => {\n${long}}; }
      go(() => {\n${long}});
      function fits() {\n${short}}
      function outer() { return () => {\n${long}}; }
    `;
    expect(largeFunctions(planted({ 'a.ts': source })).toSorted()).toEqual([
      'a.ts a key: 61 lines',
      'a.ts arrow: 61 lines',
      'a.ts callback: 61 lines',
      'a.ts callback: 61 lines',
      'a.ts declared: 61 lines',
      'a.ts field: 61 lines',
      'a.ts method: 61 lines',
      'a.ts method: 61 lines',
      'a.ts outer: 61 lines',
    ]);
  });

  test('sees an exception that is no longer needed', () => {
    expect(beyond(['a.ts: 301 lines', 'b.ts: 400 lines'], { 'a.ts': 'a table', 'c.ts': 'a list' })).toEqual([
      'b.ts: 400 lines',
      'c.ts: the exception is no longer needed',
    ]);
  });
});
