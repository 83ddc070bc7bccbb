import { createHash } from 'node:crypto';
import type SQLite from 'better-sqlite3';
import { FaultPlan } from './faults.ts';

/** All that the database holds, as one number. */
export function digest(db: SQLite.Database): string {
  const tables = db
    .prepare(`select name from sqlite_master where type = 'table' order by name`)
    .pluck()
    .all() as string[];
  const hash = createHash('sha256');
  for (const table of tables) hash.update(JSON.stringify(db.prepare(`select * from "${table}"`).all()));
  return hash.digest('hex');
}

/** Notes what the database holds after each statement: what a reader of the file may find, and nothing between. */
export class Noting extends FaultPlan {
  readonly states = new Set<string>();
  readonly #eyes: SQLite.Database;

  constructor(eyes: SQLite.Database) {
    super('count');
    this.#eyes = eyes;
    this.states.add(digest(eyes));
  }

  override pass(what: string): void {
    super.pass(what);
    if (what.startsWith('after')) this.states.add(digest(this.#eyes));
  }
}
