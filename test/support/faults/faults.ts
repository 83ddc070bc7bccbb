import type { CompiledQuery, DatabaseConnection, Dialect, Driver, QueryResult } from 'kysely';

/** The process "died": no statement works afterwards, so that no catch or finally can clean up. */
export class Crash extends Error {
  constructor(at: number) {
    super(`crash at point ${at}`);
    this.name = 'Crash';
  }
}

/** One statement failed, as on a busy or full disk, and the process goes on. */
export class Failing extends Error {
  readonly code = 'SQLITE_BUSY';
}

/**
 * Numbers every point of failure: before and after each statement, commit and outside call. At point `at` the process
 * dies (`crash`), or that one step fails (`error`).
 */
export class FaultPlan {
  readonly at: number;
  readonly mode: 'crash' | 'error' | 'count';
  points = 0;
  dead = false;
  fired = false;
  /** The statement or call at each point, for the failure message. */
  readonly trace: string[] = [];

  constructor(mode: 'crash' | 'error' | 'count', at = 0) {
    this.mode = mode;
    this.at = at;
  }

  pass(what: string): void {
    if (this.dead) throw new Crash(this.at);
    this.points++;
    this.trace.push(what);
    if (this.points !== this.at || this.mode === 'count') return;
    this.fired = true;
    if (this.mode === 'error') throw new Failing(`failing statement at point ${this.at}`);
    this.dead = true;
    throw new Crash(this.at);
  }
}

/** Wraps a dialect so that every statement passes the plan twice. */
export function withFaults(plan: FaultPlan): (dialect: Dialect) => Dialect {
  return (dialect) => ({
    createAdapter: () => dialect.createAdapter(),
    createIntrospector: (db) => dialect.createIntrospector(db),
    createQueryCompiler: () => dialect.createQueryCompiler(),
    createDriver: () => faultyDriver(dialect.createDriver(), plan),
  });
}

function faultyDriver(driver: Driver, plan: FaultPlan): Driver {
  const inner = new WeakMap<DatabaseConnection, DatabaseConnection>();
  const real = (c: DatabaseConnection): DatabaseConnection => inner.get(c) ?? c;
  const around = async (what: string, step: () => Promise<void>): Promise<void> => {
    plan.pass(`before ${what}`);
    await step();
    // A commit that succeeded cannot fail afterwards, but the process can die there.
    if (plan.mode !== 'error') plan.pass(`after ${what}`);
  };
  return {
    init: () => driver.init(),
    destroy: () => driver.destroy(),
    async acquireConnection() {
      const connection = await driver.acquireConnection();
      const faulty = faultyConnection(connection, plan);
      inner.set(faulty, connection);
      return faulty;
    },
    releaseConnection: (c) => driver.releaseConnection(real(c)),
    beginTransaction: (c, settings) => around('begin', () => driver.beginTransaction(real(c), settings)),
    commitTransaction: (c) => around('commit', () => driver.commitTransaction(real(c))),
    rollbackTransaction: async (c) => {
      if (plan.dead) throw new Crash(plan.at);
      await driver.rollbackTransaction(real(c));
    },
  };
}

function faultyConnection(connection: DatabaseConnection, plan: FaultPlan): DatabaseConnection {
  return {
    async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
      const what = query.sql.slice(0, 60);
      plan.pass(`before ${what}`);
      const result = await connection.executeQuery<R>(query);
      if (plan.mode !== 'error') plan.pass(`after ${what}`);
      return result;
    },
    streamQuery: (query, size) => connection.streamQuery(query, size),
  };
}
