import { posix } from 'node:path';
import type { Sources } from './sources.ts';
import { syntaxOf } from './syntax.ts';

/** What imports what, by path; type imports count. */
export type Graph = ReadonlyMap<string, readonly string[]>;

/** What each file imports: a path from the root, or the name of a package. Node's own modules are left out. */
export function importGraph(sources: Sources): Graph {
  const graph = new Map<string, string[]>();
  for (const [path, text] of sources) {
    const targets = syntaxOf(path, text).imports.filter((name) => !name.startsWith('node:'));
    graph.set(path, [...new Set(targets.map((name) => resolved(sources, path, name)))]);
  }
  return graph;
}

function resolved(sources: Sources, from: string, name: string): string {
  if (!name.startsWith('.')) return name;
  const path = posix.join(posix.dirname(from), name);
  const spellings = [path, path.replace(/\.js$/, '.ts'), `${path}.ts`, `${path}/index.ts`];
  return spellings.find((spelling) => sources.has(spelling)) ?? path;
}

/** The same between folders; a file that imports from its own folder adds nothing. */
export function folderGraph(files: Graph): Graph {
  const graph = new Map<string, Set<string>>();
  for (const [path, targets] of files) {
    const folder = posix.dirname(path);
    const others = graph.get(folder) ?? new Set();
    graph.set(folder, others);
    for (const target of targets)
      if (files.has(target) && posix.dirname(target) !== folder) others.add(posix.dirname(target));
  }
  return new Map([...graph].map(([folder, others]) => [folder, [...others]]));
}

/** The part of a graph under one folder. */
export const under = (graph: Graph, folder: string): Graph =>
  new Map([...graph].filter(([path]) => path === folder || path.startsWith(`${folder}/`)));

/** Circles, the largest first, each with its members in order of their names: Tarjan's strongly connected components. */
export function circlesOf(graph: Graph): string[][] {
  const number = new Map<string, number>();
  const low = new Map<string, number>();
  const stack: string[] = [];
  const waiting = new Set<string>();
  const circles: string[][] = [];
  const visit = (node: string): void => {
    number.set(node, number.size);
    low.set(node, number.get(node) ?? 0);
    stack.push(node);
    waiting.add(node);
    for (const next of graph.get(node) ?? []) {
      if (!graph.has(next)) continue;
      if (!number.has(next)) visit(next);
      if (waiting.has(next)) low.set(node, Math.min(low.get(node) ?? 0, low.get(next) ?? 0));
    }
    if (low.get(node) !== number.get(node)) return;
    const members = stack.splice(stack.indexOf(node));
    for (const member of members) waiting.delete(member);
    if (members.length > 1 || (graph.get(node) ?? []).includes(node)) circles.push(members.toSorted());
  };
  for (const node of graph.keys()) if (!number.has(node)) visit(node);
  return circles.toSorted((a, b) => b.length - a.length);
}

/** A way round a circle, to show where it can be opened: "a.ts -> b.ts -> a.ts". */
export function wayRound(graph: Graph, circle: readonly string[]): string {
  const [start = ''] = circle;
  const from = new Map<string, string>();
  const queue = [start];
  for (const node of queue) {
    for (const next of (graph.get(node) ?? []).filter((target) => circle.includes(target))) {
      if (next === start) return [...wayTo(from, node), start].join(' -> ');
      if (from.has(next)) continue;
      from.set(next, node);
      queue.push(next);
    }
  }
  return circle.join(', ');
}

function wayTo(from: ReadonlyMap<string, string>, node: string): string[] {
  const before = from.get(node);
  return before === undefined ? [node] : [...wayTo(from, before), node];
}
