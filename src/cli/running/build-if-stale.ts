import { spawnSync } from 'node:child_process';
import { isOutdated, packageRoot } from '../framework/root.ts';

/** Runs before `npm start`: builds only when a source is newer than the program that `npm ci` built. */
function buildIfStale(): number {
  if (!isOutdated(packageRoot())) return 0;
  const { status } = spawnSync('npm', ['run', 'build'], { stdio: 'inherit', shell: process.platform === 'win32' });
  return status ?? 1;
}

process.exitCode = buildIfStale();
