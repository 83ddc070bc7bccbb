import { existsSync, readdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const HERE = dirname(fileURLToPath(import.meta.url));

/** The folder that holds package.json, from the sources as from `dist`. */
export function packageRoot(): string {
  for (let folder = HERE; ; folder = dirname(folder)) {
    if (existsSync(join(folder, 'package.json'))) return folder;
    if (folder === dirname(folder)) throw new Error('package.json was not found above the program.');
  }
}

/** Whether the sources were changed after the program was built from them. */
export function isStale(root: string): boolean {
  const built = join(root, 'dist', 'src', 'cli', 'main.js');
  if (!HERE.startsWith(join(root, 'dist')) || !existsSync(built)) return false;
  const at = statSync(built).mtimeMs;
  return ['src', 'flows'].some((folder) => newest(join(root, folder)) > at);
}

function newest(folder: string): number {
  if (!existsSync(folder)) return 0;
  const files = readdirSync(folder, { recursive: true, withFileTypes: true });
  const times = files
    .filter((file) => file.isFile() && file.name.endsWith('.ts'))
    .map((file) => statSync(join(file.parentPath, file.name)).mtimeMs);
  return Math.max(0, ...times);
}
