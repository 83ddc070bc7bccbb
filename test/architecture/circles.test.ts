import { describe, expect, test } from 'vitest';
import { circlesOf, folderGraph, importGraph, wayRound, type Graph } from './graph.ts';
import { planted, readProgram } from './sources.ts';

const PROGRAM = importGraph(readProgram());

/** A circle in one line: its size, and a way round it. */
const shown = (graph: Graph): string[] =>
  circlesOf(graph).map((circle) => `${circle.length}: ${wayRound(graph, circle)}`);

test('no files import each other in a circle, type imports included', () => {
  expect(shown(PROGRAM)).toEqual([]);
});

test('no folders import each other in a circle', () => {
  expect(shown(folderGraph(PROGRAM))).toEqual([]);
});

describe('the check', () => {
  test('sees a circle that only types close, and a way round it', () => {
    const graph = importGraph(
      planted({
        'src/a.ts': "import type { B } from './b.ts'",
        'src/b.ts': "export * from './c.ts'",
        'src/c.ts': "export const load = () => import('./a.ts')",
        'src/d.ts': "import './a.ts'; import './e.json'",
      }),
    );
    expect(shown(graph)).toEqual(['3: src/a.ts -> src/b.ts -> src/c.ts -> src/a.ts']);
  });

  test('sees two circles, and a file that imports itself', () => {
    const graph = importGraph(
      planted({
        'a.ts': "import './b.ts'",
        'b.ts': "import './a.ts'; import './c.ts'",
        'c.ts': "import './d.ts'; import './e.ts'",
        'd.ts': "import './e.ts'",
        'e.ts': "import './c.ts'",
        'f.ts': "import './f.ts'",
      }),
    );
    expect(circlesOf(graph)).toEqual([['c.ts', 'd.ts', 'e.ts'], ['a.ts', 'b.ts'], ['f.ts']]);
  });

  test('sees a circle of folders where there is none of files', () => {
    const graph = importGraph(
      planted({
        'src/x/a.ts': "import '../y/b.ts'",
        'src/y/b.ts': '',
        'src/y/c.ts': "import type { D } from '../x/d.ts'",
        'src/x/d.ts': '',
      }),
    );
    expect(circlesOf(graph)).toEqual([]);
    expect(circlesOf(folderGraph(graph))).toEqual([['src/x', 'src/y']]);
  });
});
