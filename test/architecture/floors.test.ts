import { describe, expect, test } from 'vitest';
import { climbs, FLOORS, forbiddenImports, ROOMS } from './floors.ts';
import { importGraph, type Graph } from './graph.ts';
import { planted, readProgram } from './sources.ts';

const PROGRAM = importGraph(readProgram());

test('a room imports only from the rooms and packages that the table names', () => {
  expect(forbiddenImports(PROGRAM, ROOMS)).toEqual([]);
});

test('every folder of src is a room, and every room has files', () => {
  const folders = [...PROGRAM.keys()].map((path) => path.split('/').slice(0, 2).join('/'));
  const rooms = new Set(folders.filter((f) => f.startsWith('src/') && !f.endsWith('.ts')));
  expect([...rooms].toSorted()).toEqual(
    Object.keys(ROOMS)
      .filter((r) => r !== 'flows')
      .toSorted(),
  );
});

describe.each(Object.entries(FLOORS))('%s', (room, floors) => {
  test('a folder imports from its own floor and from those below', () => {
    expect(climbs(PROGRAM, room, floors)).toEqual([]);
  });

  test('every folder in the table has files', () => {
    const has = (folder: string): boolean =>
      [...PROGRAM.keys()].some((path) =>
        folder === '.'
          ? /^src\/\w+\/[^/]+$/.test(path) && path.startsWith(room)
          : path.startsWith(`${room}/${folder}/`),
      );
    expect(floors.flat().filter((folder) => !has(folder))).toEqual([]);
  });
});

describe('the check', () => {
  const graph: Graph = importGraph(
    planted({
      'src/low/a.ts': "import type { B } from '../high/b.ts'; import 'pack/deep'; import 'other'; import 'node:fs';",
      'src/high/b.ts': "export type { A } from '../low/a.ts'",
      'src/room/base/c.ts': "export type D = import('../top/deep/d.ts').D",
      'src/room/top/deep/d.ts': "import '../../base/c.ts'",
      'src/room/odd/e.ts': '',
      'src/room/f.ts': '',
    }),
  );

  test('sees a type import from a room, and a package, that is not named', () => {
    const rooms = { 'src/low': { rooms: [], packages: ['pack'] }, 'src/high': { rooms: ['src/low'], packages: [] } };
    expect(forbiddenImports(graph, rooms)).toEqual([
      'src/low/a.ts imports src/high/b.ts',
      'src/low/a.ts imports other',
    ]);
  });

  test('sees a type import from a higher floor, and folders without one', () => {
    expect(climbs(graph, 'src/room', [['base'], ['top']])).toEqual([
      'src/room/base/c.ts (1) imports src/room/top/deep/d.ts (2)',
      'src/room/odd has no floor (1 files)',
      'src/room has no floor (1 files)',
    ]);
  });
});
