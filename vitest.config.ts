import { configDefaults, defineConfig, type TestProjectInlineConfiguration } from 'vitest/config';

/** The folders of `test/` that are more than units; a folder that is named nowhere is a unit. */
const FOLDERS = {
  conversation: ['calls', 'cli', 'service', 'transcripts', 'web'],
  walk: ['flows', 'leaks', 'walks'],
  fault: ['faults'],
} as const;

const filesIn = (folders: readonly string[]): string[] => folders.map((folder) => `test/${folder}/**/*.test.ts`);

const project = (name: string, include: string[], exclude: string[] = []): TestProjectInlineConfiguration => ({
  extends: true,
  test: { name, include, exclude: [...configDefaults.exclude, ...exclude] },
});

export default defineConfig({
  test: {
    projects: [
      project('unit', ['test/**/*.test.ts'], filesIn(Object.values(FOLDERS).flat())),
      ...Object.entries(FOLDERS).map(([name, folders]) => project(name, filesIn(folders))),
    ],
    // A zone far from Oslo, so that a forgotten zone shows up as a wrong hour.
    env: { TZ: 'America/New_York', LOG_LEVEL: 'silent' },
    // Files share a process: its modules, parsed registers and PostgreSQL.
    isolate: false,
    // Far above what a test takes: a machine that is busy with other things fails none.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    maxWorkers: 2,
  },
});
