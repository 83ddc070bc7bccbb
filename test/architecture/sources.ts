import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** Files by their path from the root of the repository, with `/`, and their text. A check takes this, so that a test can plant a fault. */
export type Sources = ReadonlyMap<string, string>;

const LEFT_OUT = new Set(['node_modules', 'dist', '.git']);

/** Reads every file under the paths (folders or files) whose name ends in one of `ends`; a path that does not exist is empty. */
export function readSources(paths: readonly string[], ends: readonly string[], root: string = ROOT): Sources {
  const found = new Map<string, string>();
  const read = (path: string): void => {
    const stat = statSync(join(root, path), { throwIfNoEntry: false });
    if (stat === undefined) return;
    if (!stat.isDirectory()) {
      if (ends.some((end) => path.endsWith(end))) found.set(path, readFileSync(join(root, path), 'utf8'));
      return;
    }
    const names = readdirSync(join(root, path)).filter((name) => !LEFT_OUT.has(name));
    for (const name of names.toSorted()) read(path === '.' ? name : `${path}/${name}`);
  };
  for (const path of paths) read(path);
  return found;
}

/** The program itself, without tests. */
export const readProgram = (root: string = ROOT): Sources => readSources(['src', 'flows'], ['.ts'], root);

/** Sources that a test makes up: `planted({ 'src/a.ts': "import './b.ts'" })`. */
export const planted = (files: Readonly<Record<string, string>>): Sources => new Map(Object.entries(files));

/**
 * Compares what a check found with the exceptions that were written down. The result is empty when each finding has an
 * exception and each exception is still needed.
 */
export function beyond(found: readonly string[], exceptions: Readonly<Record<string, string>>): string[] {
  const keys = found.map((finding) => finding.split(': ')[0] ?? finding);
  const unneeded = Object.keys(exceptions).filter((key) => !keys.includes(key));
  return [
    ...found.filter((_, i) => !((keys[i] ?? '') in exceptions)),
    ...unneeded.map((key) => `${key}: the exception is no longer needed`),
  ];
}
