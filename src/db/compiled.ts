import { createQueryId, PostgresAdapter, type Compilable, type CompiledQuery } from 'kysely';
import type { Db } from './schema.ts';

/** Stands in a compiled query where an argument goes. */
class Slot {
  readonly name: string;
  constructor(name: string) {
    this.name = name;
  }
}

type Arg<A> = <K extends keyof A & string>(name: K) => A[K];

/**
 * A query that is compiled once for each engine and then only run: building it anew each time costs more than running it.
 * `build` writes the query with `arg('name')` where a value goes; it is called once per engine.
 * @returns a function that runs it on a `Db` or `Tx` and answers its rows
 */
export function compiled<A extends Record<string, unknown>, R>(
  build: (db: Db, arg: Arg<A>) => Compilable<R>,
): (db: Db, args: A) => Promise<R[]> {
  const run = compiledResult<A, R>(build);
  return async (db, args) => (await run(db, args)).rows;
}

/** The same for an update or delete: answers how many rows it touched. */
export function compiledChange<A extends Record<string, unknown>>(
  build: (db: Db, arg: Arg<A>) => Compilable<unknown>,
): (db: Db, args: A) => Promise<number> {
  const run = compiledResult<A, unknown>(build);
  return async (db, args) => Number((await run(db, args)).numAffectedRows ?? 0n);
}

function compiledResult<A extends Record<string, unknown>, R>(build: (db: Db, arg: Arg<A>) => Compilable<R>) {
  const kept: { sqlite?: CompiledQuery<R>; postgres?: CompiledQuery<R> } = {};
  return (db: Db, args: A) => {
    const engine = db.getExecutor().adapter instanceof PostgresAdapter ? 'postgres' : 'sqlite';
    const query = (kept[engine] ??= build(db, ((name: string) => new Slot(name)) as unknown as Arg<A>).compile());
    const parameters = query.parameters.map((p) => (p instanceof Slot ? args[p.name] : p));
    return db.executeQuery<R>({ ...query, parameters, queryId: createQueryId() });
  };
}
