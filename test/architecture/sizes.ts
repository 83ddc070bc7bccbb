import { posix } from 'node:path';
import type { Sources } from './sources.ts';
import { syntaxOf } from './syntax.ts';

export const MAX = { folder: 15, file: 300, function: 60 };

/** Files that stand directly in a folder, of any kind, by folder. */
export function folderSizes(paths: Iterable<string>): Map<string, number> {
  const sizes = new Map<string, number>();
  for (const path of paths) sizes.set(posix.dirname(path), (sizes.get(posix.dirname(path)) ?? 0) + 1);
  return sizes;
}

export const linesOf = (text: string): number => text.split('\n').length - (text.endsWith('\n') ? 1 : 0);

/** Each of these answers "where: how large", the largest first. */
export const largeFolders = (paths: Iterable<string>): string[] => over([...folderSizes(paths)], MAX.folder, 'files');

export const largeFiles = (sources: Sources): string[] =>
  over(
    [...sources].map(([path, text]) => [path, linesOf(text)]),
    MAX.file,
    'lines',
  );

export function largeFunctions(sources: Sources): string[] {
  const measured = [...sources].flatMap(([path, text]) =>
    syntaxOf(path, text).functions.map(({ name, lines }): [string, number] => [`${path} ${name ?? 'callback'}`, lines]),
  );
  return over(measured, MAX.function, 'lines');
}

const over = (sizes: readonly (readonly [string, number])[], max: number, unit: string): string[] =>
  sizes
    .filter(([, size]) => size > max)
    .toSorted(([, a], [, b]) => b - a)
    .map(([where, size]) => `${where}: ${size} ${unit}`);
