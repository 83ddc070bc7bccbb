import { configDefaults, defineConfig, type TestProjectInlineConfiguration } from 'vitest/config';

/** What in `test/` is more than a unit; what is named nowhere is one. */
const PLACES = {
  conversation: ['calls/**', 'carriers/smpp/**', 'cli/**', 'db/kept*', 'service/**', 'transcripts/**', 'web/**'],
  walk: ['flows/**', 'leaks/**', 'walks/**'],
  fault: ['faults/**', 'world/**'],
} as const;

const filesIn = (places: readonly string[]): string[] =>
  places.map((place) => `test/${place.endsWith('/**') ? `${place}/*` : place}.test.ts`);

const project = (name: string, include: string[], exclude: string[] = []): TestProjectInlineConfiguration => ({
  extends: true,
  test: { name, include, exclude: [...configDefaults.exclude, ...exclude] },
});

export default defineConfig({
  test: {
    projects: [
      project('unit', ['test/**/*.test.ts'], filesIn(Object.values(PLACES).flat())),
      ...Object.entries(PLACES).map(([name, places]) => project(name, filesIn(places))),
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
