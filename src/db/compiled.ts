import {
  OperationNodeTransformer,
  PostgresAdapter,
  ValueListNode,
  ValueNode,
  type Compilable,
  type CompiledQuery,
  type DatabaseConnection,
  type KyselyPlugin,
  type OperationNode,
  type PrimitiveValueListNode,
} from 'kysely';
import type { Db, Tx } from './schema/index.ts';

/** Marks the place of an argument in a compiled query. */
class Slot {
  readonly name: string;
  constructor(name: string) {
    this.name = name;
  }
}

/**
 * Writes every value except the arguments into the statement. A partial index is used only when its condition is
 * literal in the statement, and SQLite would prepare the statement again whenever a bound value might match that
 * condition.
 */
class Literals extends OperationNodeTransformer {
  protected override transformValue(node: ValueNode): ValueNode {
    return node.value instanceof Slot || node.immediate === true ? node : ValueNode.createImmediate(node.value);
  }

  protected override transformPrimitiveValueList(node: PrimitiveValueListNode): PrimitiveValueListNode {
    const values = node.values.map((v): OperationNode =>
      v instanceof Slot ? ValueNode.create(v) : ValueNode.createImmediate(v),
    );
    return ValueListNode.create(values) as unknown as PrimitiveValueListNode;
  }
}

const literals = new Literals();
const writeLiterals: KyselyPlugin = {
  transformQuery: ({ node }) => literals.transformNode(node),
  transformResult: ({ result }) => Promise.resolve(result),
};

type Arg<A> = <K extends keyof A & string>(name: K) => A[K];

/**
 * Compiles a query once for each engine: building it each time costs more than running it.
 * @param build writes the query, with `arg('name')` in place of each value; called once per engine
 * @returns a function that runs the query on a `Db` or `Tx` and returns its rows
 */
export function compiled<A extends Record<string, unknown>, R>(
  build: (db: Db, arg: Arg<A>) => Compilable<R>,
): (db: Db, args: A) => Promise<R[]> {
  const run = compiledResult<A, R>(build);
  return async (db, args) => (await run(db, args)).rows;
}

/** Does the same with one statement for each limit: with a bound limit, SQLite plans the statement anew for each run. */
export function compiledUpTo<A extends Record<string, unknown>, R>(
  build: (db: Db, arg: Arg<A>, max: number) => Compilable<R>,
): (db: Db, args: A, max: number) => Promise<R[]> {
  const kept = new Map<number, ReturnType<typeof compiled<A, R>>>();
  return (db, args, max) => {
    let run = kept.get(max);
    if (run === undefined) kept.set(max, (run = compiled<A, R>((to, arg) => build(to, arg, max))));
    return run(db, args);
  };
}

/** Does the same for an update or delete; the function returns the number of changed rows. */
export function compiledChange<A extends Record<string, unknown>>(
  build: (db: Db, arg: Arg<A>) => Compilable<unknown>,
): (db: Db, args: A) => Promise<number> {
  const run = compiledResult<A, unknown>(build);
  return async (db, args) => Number((await run(db, args)).numAffectedRows ?? 0n);
}

const straight = new WeakMap<Db, DatabaseConnection>();

/**
 * Runs compiled queries directly on a transaction's connection during `work`. SQLite answers at once, so the queue that
 * Kysely keeps for a connection would cost as much as the statements.
 */
export async function straightOn<T>(tx: Tx, work: (connection: DatabaseConnection) => Promise<T>): Promise<T> {
  const connection = await tx.getExecutor().provideConnection((own) => Promise.resolve(own));
  straight.set(tx, connection);
  try {
    return await work(connection);
  } finally {
    straight.delete(tx);
  }
}

function compiledResult<A extends Record<string, unknown>, R>(build: (db: Db, arg: Arg<A>) => Compilable<R>) {
  const kept: { sqlite?: CompiledQuery<R>; postgres?: CompiledQuery<R> } = {};
  return (db: Db, args: A) => {
    const engine = db.getExecutor().adapter instanceof PostgresAdapter ? 'postgres' : 'sqlite';
    const query = (kept[engine] ??= build(
      db.withPlugin(writeLiterals),
      ((name: string) => new Slot(name)) as unknown as Arg<A>,
    ).compile());
    const parameters = query.parameters.map((p) => (p instanceof Slot ? args[p.name] : p));
    const own = straight.get(db);
    return own === undefined
      ? db.executeQuery<R>({ ...query, parameters })
      : own.executeQuery<R>({ ...query, parameters });
  };
}
