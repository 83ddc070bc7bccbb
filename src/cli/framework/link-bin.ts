import { chmodSync, existsSync, lstatSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { join, relative } from 'node:path';
import { packageRoot } from './root.ts';

/**
 * Runs after the build: npm links the programs of installed packages, but not that of the checkout itself, so `npx
 * ringerunde` would look for it elsewhere.
 */
function linkBin(): void {
  const root = packageRoot();
  const { bin } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { bin: Record<string, string> };
  const folder = join(root, 'node_modules', '.bin');
  if (!existsSync(folder)) return;
  for (const [name, path] of Object.entries(bin)) {
    const link = join(folder, name);
    chmodSync(join(root, path), 0o755);
    if (lstatSync(link, { throwIfNoEntry: false }) !== undefined) rmSync(link);
    symlinkSync(relative(folder, join(root, path)), link);
  }
}

linkBin();
