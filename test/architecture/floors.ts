import { posix } from 'node:path';
import type { Graph } from './graph.ts';

export interface Room {
  /** Rooms and files that may be imported from, beside the room itself. */
  rooms: readonly string[];
  packages: readonly string[];
}

/** The top rooms: a room imports from those it names and from no others. Node's own modules are allowed everywhere. */
export const ROOMS: Readonly<Record<string, Room>> = {
  'src/conversation': { rooms: ['locales'], packages: ['xstate'] },
  flows: { rooms: ['src/conversation', 'locales'], packages: ['xstate'] },
  'src/understanding': { rooms: ['locales', 'data'], packages: ['temporal-polyfill'] },
  'src/db': { rooms: [], packages: ['kysely', 'better-sqlite3', 'pg', 'age-encryption'] },
  'src/domain': {
    rooms: ['src/db'],
    packages: [
      'kysely',
      'libphonenumber-js/max',
      'temporal-polyfill',
      'rrule-temporal',
      'minisearch',
      'kdbush',
      'geokdbush',
    ],
  },
  'src/channels': { rooms: ['src/conversation', 'locales'], packages: ['i18next'] },
  'src/carriers': { rooms: [], packages: ['twilio', 'smpp', 'zod'] },
  'src/service': {
    rooms: ['src/conversation', 'flows', 'src/understanding', 'src/db', 'src/domain', 'src/channels', 'src/carriers'],
    packages: ['node-cron', 'i18next'],
  },
  'src/feeds': { rooms: ['src/domain', 'src/db'], packages: ['csv-parse', 'read-excel-file'] },
  'src/web': {
    rooms: [
      'src/service',
      'src/domain',
      'src/feeds',
      'src/db',
      'src/channels',
      'src/carriers',
      'src/config.ts',
      'src/log.ts',
    ],
    packages: ['express', 'helmet', 'prom-client', 'zod'],
  },
  'src/cli': {
    rooms: [
      'src/service',
      'src/domain',
      'src/feeds',
      'src/db',
      'src/channels',
      'src/carriers',
      'src/understanding',
      'src/web',
      'src/config.ts',
      'src/log.ts',
      'src/log-output.ts',
    ],
    packages: ['commander', '@clack/prompts', 'cli-table3', 'better-sqlite3', 'kysely'],
  },
};

/**
 * The folders of a room, from the lowest floor up: a folder imports from its own floor and from those below. An
 * unlisted folder has the floor of its parent; '.' is for files of the room itself.
 */
export const FLOORS: Readonly<Record<string, readonly (readonly string[])[]>> = {
  'src/domain': [
    ['base'],
    ['places', 'staff'],
    ['centres', 'segments'],
    ['messages', 'volunteers', 'associations'],
    ['activities', 'assignments', 'calls'],
    ['broadcasts', 'search', 'statistics'],
    ['privacy'],
  ],
  'src/service': [
    ['engine'],
    ['delivery', 'notify'],
    ['activities', 'assignments', 'broadcasts', 'questions'],
    ['associations'],
    ['failures', 'operations', 'privacy'],
    ['text'],
    ['call'],
    ['turn'],
    ['app'],
  ],
  'src/cli': [
    ['framework'],
    ['running'],
    [
      // The template of such a folder.
      '_example',
      'activities',
      'assignments',
      'associations',
      'broadcast',
      'callbacks',
      'centre',
      'inbox',
      'messages',
      'people',
      'phone',
      'places',
      'proposals',
      'locale',
      'staff',
      'system',
      'volunteers',
    ],
    ['.'],
  ],
};

/** Imports from a room that the table does not name, as "file imports target". */
export function forbiddenImports(graph: Graph, rooms: typeof ROOMS): string[] {
  return [...graph].flatMap(([path, targets]) => {
    const own = Object.keys(rooms).find((room) => isIn(path, room));
    const room = own === undefined ? undefined : rooms[own];
    if (own === undefined || room === undefined) return [];
    return targets.filter((target) => !mayImport(own, room, target)).map((target) => `${path} imports ${target}`);
  });
}

function mayImport(own: string, { rooms, packages }: Room, target: string): boolean {
  const path = posix.normalize(target);
  return [own, ...rooms].some((r) => isIn(path, r)) || packages.some((p) => isIn(target, p));
}

const isIn = (path: string, folder: string): boolean => path === folder || path.startsWith(`${folder}/`);

/** Imports from a higher floor of the same room, and folders that have no floor. */
export function climbs(graph: Graph, room: string, floors: readonly (readonly string[])[]): string[] {
  const found: string[] = [];
  const strangers = new Map<string, number>();
  for (const [path, targets] of graph) {
    if (!isIn(path, room)) continue;
    const own = floorOf(path, room, floors);
    const folder = posix.dirname(path);
    if (own === null) strangers.set(folder, (strangers.get(folder) ?? 0) + 1);
    for (const target of targets) {
      const other = isIn(target, room) && graph.has(target) ? floorOf(target, room, floors) : null;
      if (own !== null && other !== null && other > own)
        found.push(`${path} (${own + 1}) imports ${target} (${other + 1})`);
    }
  }
  return [...found, ...[...strangers].map(([folder, files]) => `${folder} has no floor (${files} files)`)];
}

function floorOf(path: string, room: string, floors: readonly (readonly string[])[]): number | null {
  for (let folder = posix.relative(room, posix.dirname(path)) || '.'; ; folder = posix.dirname(folder)) {
    const floor = floors.findIndex((folders) => folders.includes(folder));
    if (floor >= 0) return floor;
    if (!folder.includes('/')) return null;
  }
}
