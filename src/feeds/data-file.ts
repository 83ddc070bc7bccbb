import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

let root: string | undefined;

/** The folder of the package, from wherever this file was built to: the one above it with our package.json. */
function packageRoot(): string {
  if (root !== undefined) return root;
  for (let folder = dirname(fileURLToPath(import.meta.url)); ; folder = dirname(folder)) {
    if (isOurs(join(folder, 'package.json'))) return (root = folder);
    if (dirname(folder) === folder) throw new Error('The folder of Ringerunde cannot be found. Install it again.');
  }
}

function isOurs(file: string): boolean {
  if (!existsSync(file)) return false;
  const { name } = JSON.parse(readFileSync(file, 'utf8')) as { name?: string };
  return name === 'ringerunde';
}

/** A file that comes with the package, from its data folder. */
export const readDataFile = (name: string): Buffer => readFileSync(join(packageRoot(), 'data', name));
