import { expect, test } from 'vitest';
import { planted, readProgram, type Sources } from './sources.ts';
import { syntaxOf } from './syntax.ts';

/** Names under which several files export a type or interface, as "Name: file, file". */
function typeNamesTwice(sources: Sources): string[] {
  const files = new Map<string, string[]>();
  for (const [path, text] of sources)
    for (const name of new Set(syntaxOf(path, text).types)) files.set(name, [...(files.get(name) ?? []), path]);
  return [...files].filter(([, paths]) => paths.length > 1).map(([name, paths]) => `${name}: ${paths.join(', ')}`);
}

test('no type or interface is exported under one name by two files', () => {
  expect(typeNamesTwice(readProgram())).toEqual([]);
});

test('the check sees a type that has the name of an interface, and not what is exported again or kept in a file', () => {
  const sources = planted({
    'a.ts': 'export interface Call { id: string }',
    'b.ts': "export type Call = 'a'; type Line = 'b'",
    'c.ts': "export type { Call } from './a.ts'; export interface Line { said: string }; export const Told = 1",
  });
  expect(typeNamesTwice(sources)).toEqual(['Call: a.ts, b.ts']);
});
