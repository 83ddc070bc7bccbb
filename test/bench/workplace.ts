import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder that holds package.json; the bench runs from `dist/`, one folder deeper than its source. */
export const ROOT = rootAbove(dirname(fileURLToPath(import.meta.url)));

function rootAbove(folder: string): string {
  if (existsSync(join(folder, 'package.json'))) return folder;
  const above = dirname(folder);
  if (above === folder) throw new Error('There is no package.json above the bench.');
  return rootAbove(above);
}

const made: string[] = [];

/** A folder for one line's databases; gone at the end. */
export function makeFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'ringerunde-bench-'));
  made.push(folder);
  return folder;
}

/** Takes away every folder that was made. */
export function cleanUp(): void {
  for (const folder of made.splice(0)) rmSync(folder, { recursive: true, force: true });
}
