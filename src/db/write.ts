import { AsyncLocalStorage } from 'node:async_hooks';
import { CompiledQuery, type DatabaseConnection, type Dialect, type Driver } from 'kysely';
import { straightOn } from './compiled.ts';
import type { Db, Tx } from './schema/index.ts';
import { createWriteConcurrency } from './write-concurrency.ts';
import { lostTheRace } from './postgres.ts';

type Writer = <T>(work: (tx: Tx) => Promise<T>, when?: 'first') => Promise<T>;

interface Job {
  work: (tx: Tx) => Promise<unknown>;
  resolve: (value: never) => void;
  reject: (reason: unknown) => void;
}

/** Number of waiting pieces of work that share one commit. */
const GROUP_MAX = 32;
/** Two services on a busy machine lose more often than a dozen times in a row; all tries together take five seconds. */
const TRIES_MAX = 30;

const insideWrite = new AsyncLocalStorage<true>();

type Mark = <T>(work: () => Promise<T>) => Promise<T>;

/** Only in guarded stores, because tracking every promise costs a tenth of a turn. */
const markWith = (guarded: boolean): Mark => (guarded ? (work) => insideWrite.run(true, work) : (work) => work());

/**
 * SQLite: work that waits while a commit is written shares the next commit, each piece in its own savepoint, so that a
 * failing piece rolls back only itself. A commit with FULL costs far more than a turn; a single piece is committed at
 * once.
 */
export function groupedWriter(db: Db, guarded: boolean): Writer {
  const marked = markWith(guarded);
  const waiting: Job[] = [];
  let running = false;

  async function run(): Promise<void> {
    running = true;
    while (waiting.length > 0) {
      await letOthersCome(waiting);
      await commitTogether(db, waiting.splice(0, GROUP_MAX), marked);
    }
    running = false;
  }

  return (work, when) =>
    new Promise((resolve, reject) => {
      const job = { work, resolve, reject };
      if (when === 'first') waiting.unshift(job);
      else waiting.push(job);
      if (!running) void run();
    });
}

/** Rounds of the event loop without a new transaction before a group starts: one to connect, one to be heard. */
const STILL_ROUNDS = 3;
/** The group starts after this number of rounds, even while more callers arrive. */
const ROUNDS_MAX = 64;

/**
 * better-sqlite3 never returns to the event loop: without a pause here, no other caller could join the group. libuv
 * accepts one new connection a round, so each of fifty callers at once would otherwise wait for a group of its own
 * before it is even read. The pause applies while there is work for a whole group too.
 */
async function letOthersCome(waiting: readonly Job[]): Promise<void> {
  let still = 0;
  for (let round = 0; round < ROUNDS_MAX && still < STILL_ROUNDS; round++) {
    const before = waiting.length;
    await new Promise((resume) => setImmediate(resume));
    still = waiting.length > before ? 0 : still + 1;
  }
}

async function commitTogether(db: Db, jobs: Job[], marked: Mark): Promise<void> {
  const settled: (() => void)[] = [];
  try {
    await db.transaction().execute((tx) =>
      straightOn(tx, (connection) =>
        marked(async () => {
          for (const [i, job] of jobs.entries())
            settled.push(await inSavepoint(tx, jobs.length > 1 ? savepoint(connection, i) : null, job));
        }),
      ),
    );
  } catch (error) {
    for (const job of jobs) job.reject(error);
    return;
  }
  for (const settle of settled) settle();
}

interface Savepoint {
  set(): Promise<unknown>;
  release(): Promise<unknown>;
  rollBack(): Promise<unknown>;
}

async function inSavepoint(tx: Tx, point: Savepoint | null, job: Job): Promise<() => void> {
  if (point === null) {
    const value = await job.work(tx);
    return () => job.resolve(value as never);
  }
  await point.set();
  try {
    const value = await job.work(tx);
    await point.release();
    return () => job.resolve(value as never);
  } catch (error) {
    await point.rollBack();
    await point.release();
    return () => job.reject(error);
  }
}

const SAVEPOINTS = Array.from({ length: GROUP_MAX }, (_, i) => ({
  set: CompiledQuery.raw(`savepoint job${i}`),
  release: CompiledQuery.raw(`release job${i}`),
  rollBack: CompiledQuery.raw(`rollback to job${i}`),
}));

function savepoint(connection: DatabaseConnection, i: number): Savepoint {
  const own = SAVEPOINTS[i];
  if (own === undefined) throw new Error(`A group has at most ${GROUP_MAX} pieces`);
  return {
    set: () => connection.executeQuery(own.set),
    release: () => connection.executeQuery(own.release),
    rollBack: () => connection.executeQuery(own.rollBack),
  };
}

/** Fewer than the connections, so that a reader finds a free one. */
const WRITES_MAX = 8;

/** PostgreSQL: serializable, and the whole work runs again when another transaction was first (docs/rules.md S2). */
export function retryingWriter(db: Db, guarded: boolean): Writer {
  const marked = markWith(guarded);
  const writes = createWriteConcurrency(WRITES_MAX);
  return async (work) => {
    for (let attempt = 1; ; attempt++) {
      let how: 'well' | 'lost the race' = 'well';
      await writes.enter();
      try {
        return await db
          .transaction()
          .setIsolationLevel('serializable')
          .execute((tx) => marked(() => work(tx)));
      } catch (error) {
        if (!lostTheRace(error) || attempt >= TRIES_MAX) throw error;
        how = 'lost the race';
      } finally {
        writes.leave(how);
      }
      await new Promise((wake) => setTimeout(wake, Math.random() * 5 * 2 ** Math.min(attempt, 6)));
    }
  };
}

/** Makes the use of `db` inside `write` throw at once; otherwise it would wait for its own connection for ever. */
export function guard(dialect: Dialect): Dialect {
  return {
    createAdapter: () => dialect.createAdapter(),
    createIntrospector: (db) => dialect.createIntrospector(db),
    createQueryCompiler: () => dialect.createQueryCompiler(),
    createDriver: () => guardDriver(dialect.createDriver()),
  };
}

function guardDriver(driver: Driver): Driver {
  return new Proxy(driver, {
    get(target, name) {
      if (name === 'acquireConnection' && insideWrite.getStore()) {
        throw new Error('`db` was used inside a transaction. Use the `tx` that it was handed.');
      }
      const value: unknown = Reflect.get(target, name);
      return typeof value === 'function' ? (value.bind(target) as unknown) : value;
    },
  });
}

/** Carries the result out of the transaction that `dryRun` rolls back. */
class RolledBack extends Error {
  readonly result: unknown;
  constructor(result: unknown) {
    super('Rolled back by dryRun');
    this.result = result;
  }
}

/**
 * Runs `work` in a transaction that is always rolled back, and returns its result, to show what a change would do.
 * Errors of `work` reach the caller. `work` must change nothing outside the database.
 */
export async function dryRun<T>(store: { write: Writer }, work: (tx: Tx) => Promise<T>): Promise<T> {
  try {
    return await store.write(async (tx) => {
      throw new RolledBack(await work(tx));
    });
  } catch (error) {
    if (error instanceof RolledBack) return error.result as T;
    throw error;
  }
}
