import { expect, test } from 'vitest';
import { planted, readProgram, readSources, type Sources } from './sources.ts';
import { oddWords, syntaxOf } from './syntax.ts';

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

/** Comments with words that are hard to read in a second language, as "file: word". */
const hardToRead = (sources: Sources): string[] =>
  [...sources].flatMap(([path, text]) =>
    syntaxOf(path, text).comments.flatMap((comment) => oddWords(comment).map((word) => `${path}: ${word}`)),
  );

test('comments name the actor, in words that are easy in a second language', () => {
  expect(hardToRead(readSources(['src'], ['.ts']))).toEqual([]);
});

test('the check sees such a word in a comment, and not in the code', () => {
  const sources = planted({ 'a.ts': "// Somebody whom nobody knows.\nexport const said = 'whoever stands here';" });
  expect(hardToRead(sources)).toEqual(['a.ts: Somebody', 'a.ts: whom', 'a.ts: nobody']);
});
