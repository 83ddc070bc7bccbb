import { existsSync, readdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const HERE = dirname(fileURLToPath(import.meta.url));

/** The folder that holds package.json, found from the sources as well as from `dist`. */
export function packageRoot(): string {
  for (let folder = HERE; ; folder = dirname(folder)) {
    if (existsSync(join(folder, 'package.json'))) return folder;
    if (folder === dirname(folder)) throw new Error('package.json was not found above the program.');
  }
}

/** Whether this is the built program and its sources have changed since. */
export const isStale = (root: string): boolean => HERE.startsWith(join(root, 'dist')) && isOutdated(root);

/** Whether a build is needed: there is none, or a source or a setting of the compiler is newer. */
export function isOutdated(root: string): boolean {
  const built = statSync(join(root, 'dist', 'src', 'cli', 'main.js'), { throwIfNoEntry: false });
  if (built === undefined) return true;
  const settings = ['tsconfig.json', 'tsconfig.build.json'].map((file) => timeOf(join(root, file)));
  return Math.max(...settings, ...SOURCES.map((folder) => newest(join(root, folder)))) > built.mtimeMs;
}

const SOURCES = ['src', 'flows', 'locales'];

const timeOf = (file: string): number => statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;

function newest(folder: string): number {
  if (!existsSync(folder)) return 0;
  const files = readdirSync(folder, { recursive: true, withFileTypes: true });
  const times = files
    .filter((file) => file.isFile() && file.name.endsWith('.ts'))
    .map((file) => timeOf(join(file.parentPath, file.name)));
  return Math.max(0, ...times);
}
