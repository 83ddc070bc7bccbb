import { accessSync, constants, existsSync } from 'node:fs';
import { statfs } from 'node:fs/promises';
import { dirname } from 'node:path';
import { isDemonstration, isSimulated, type Config } from '../../../config.ts';
import { filesOpenToOthers } from '../../../db/own-files.ts';
import { isMigrated, openStore, type Store } from '../../../db/open.ts';
import type { Centre } from '../../../db/schema/index.ts';
import { verifyAudit } from '../../../domain/centres/audit.ts';
import { openAuditKey } from '../../../domain/centres/audit-key-file.ts';
import { listCentres } from '../../../domain/centres/centres.ts';
import { parseOpening } from '../../../domain/base/opening-hours.ts';
import { placeRegister } from '../../../domain/places/places.ts';
import { toWall } from '../../../domain/base/time.ts';
import { createClock, keptAhead } from '../../../service/app/clock.ts';
import { wordsFor } from './audit-words.ts';
import { fine, wrong, type Check } from './check.ts';

const DISK_MIN_MB = 200;
const BACK_MAX_MS = 5 * 60_000;

interface Checked {
  checks: Check[];
  centres: Centre[];
}

/** Checks the database and its contents; does not create a missing one. */
export async function databaseChecks(config: Config): Promise<Checked> {
  const file = config.databaseUrl.startsWith('sqlite:') ? config.databaseUrl.slice('sqlite:'.length) : null;
  const disk = file === null ? [] : [await diskCheck(dirname(file))];
  if (file !== null && !existsSync(file)) {
    const missing = [notMadeYet(file, config), centreCheck(config, []), placesCheck(0)];
    return { checks: [...missing, ...disk, clockCheck(config, 0, null)], centres: [] };
  }
  let store: Store;
  try {
    // Opening a SQLite file checks its pages and its settings.
    store = await openStore(config.databaseUrl);
  } catch (error) {
    return { checks: [wrong('database', sentence(error)), ...disk], centres: [] };
  }
  try {
    if (!(await isMigrated(store))) {
      return { checks: [fine('database'), wrong('migrations', 'Run: ringerunde migrate'), ...disk], centres: [] };
    }
    if (config.auditKey !== null && existsSync(config.auditKey)) await openAuditKey(store, config.auditKey);
    return await contentChecks(store, config, disk);
  } catch (error) {
    return { checks: [wrong('database', sentence(error)), ...disk], centres: [] };
  } finally {
    await store.close();
  }
}

const sentence = (error: unknown): string =>
  error instanceof Error && error.message !== '' ? error.message : 'The database does not answer. Check DATABASE_URL.';

function notMadeYet(file: string, config: Config): Check {
  let folder = dirname(file);
  while (!existsSync(folder)) folder = dirname(folder);
  try {
    accessSync(folder, constants.W_OK);
    return wrong('database', `${file} does not exist yet. ${firstCommands(config)}`);
  } catch {
    return wrong('database', `${folder} cannot be written to. Set DATABASE_URL, or change who may write there.`);
  }
}

async function diskCheck(wanted: string): Promise<Check> {
  let folder = wanted;
  while (!existsSync(folder)) folder = dirname(folder);
  const { bavail, bsize } = await statfs(folder);
  const freeMb = Math.floor((bavail * bsize) / 1024 / 1024);
  return freeMb >= DISK_MIN_MB
    ? fine('disk space', `${freeMb} MB free.`)
    : wrong('disk space', `Only ${freeMb} MB free, and ${DISK_MIN_MB} is the least. Make room.`);
}

async function contentChecks(store: Store, config: Config, disk: Check[]): Promise<Checked> {
  const { db } = store;
  const centres = await listCentres(db);
  const highWater = await db
    .selectFrom('meta')
    .select('value')
    .where('key', '=', 'clock_high_water')
    .executeTakeFirst();
  const audit = await verifyAudit(db);
  const waiting = await db
    .selectFrom('arrival')
    .select((e) => e.fn.countAll<number>().as('n'))
    .where('state', '=', 'poison')
    .executeTakeFirstOrThrow();
  return {
    centres,
    checks: [
      fine(
        'database',
        store.engine === 'sqlite' ? 'SQLite: its pages are sound and its settings took.' : 'PostgreSQL answers.',
      ),
      fine('migrations', 'Up to date.'),
      ...disk,
      clockCheck(config, await keptAhead(db), highWater?.value ?? null),
      ...filesCheck(config),
      centreCheck(config, centres),
      ...centres.map(openingCheck),
      placesCheck((await placeRegister(db)).size),
      audit.outcome === 'intact'
        ? fine('audit log', `${audit.rows} rows, unbroken.`)
        : wrong('audit log', wordsFor(audit)),
      Number(waiting.n) === 0
        ? fine('arrivals')
        : fine('arrivals', `${waiting.n} could not be taken and were handed to staff. See: ringerunde inbox list`),
    ],
  };
}

/** Copies and the key of the audit log are in the database's folder, and are as secret as the database. */
function filesCheck({ databaseUrl }: Config): Check[] {
  if (!databaseUrl.startsWith('sqlite:')) return [];
  const file = databaseUrl.slice('sqlite:'.length);
  const open = filesOpenToOthers(file);
  return [
    open.length === 0
      ? fine('files', 'Only their owner may read them.')
      : wrong('files', `Others may read ${open.join(', ')} in ${dirname(file)}. Run: chmod 600 on each.`),
  ];
}

function clockCheck(config: Config, aheadMs: number, highWater: string | null): Check {
  const ahead = isDemonstration(config) ? aheadMs : 0;
  const now = createClock(config.clockStart, ahead).now();
  const wall = toWall(now.toISOString());
  if (highWater !== null && now.getTime() < Date.parse(highWater) - BACK_MAX_MS) {
    return wrong(
      'clock',
      `It says ${wall}, which is before ${toWall(highWater)}, when the service last ran. Set it right: until then nothing that is due is done.`,
    );
  }
  const pretended = config.clockStart !== null || ahead > 0 ? ' It is a pretended one.' : '';
  return fine('clock', `It is ${wall} in Oslo.${pretended}`);
}

function centreCheck(config: Config, centres: readonly Centre[]): Check {
  if (centres.length > 0) return fine('centre', centres.map((c) => c.id).join(', '));
  return wrong('centre', `There is none. ${firstCommands(config)}`);
}

/** An empty system answers no text; a demonstration creates a centre of its own. */
const firstCommands = (config: Config): string =>
  `${isSimulated(config) ? 'For a demonstration, run: ringerunde serve. For your own centre' : 'To make one'}, run: ringerunde centre add --name "..." --number +47...`;

function openingCheck(centre: Centre): Check {
  const name = `opening hours of ${centre.id}`;
  try {
    parseOpening(centre.opening);
  } catch (error) {
    return wrong(name, error instanceof Error ? error.message : 'They cannot be read.');
  }
  if (centre.staff_phone === null) {
    return fine(name, `${centre.opening}. Without --staff-phone, whoever wants a human is put on the list to be rung.`);
  }
  return fine(name, centre.opening);
}

function placesCheck(size: number): Check {
  if (size > 0) return fine('places', `${size} in the register.`);
  return wrong('places', 'There are none, so nobody can say where they live. Run: ringerunde places import <file>');
}
