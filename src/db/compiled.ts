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

/** Stands in a compiled query where an argument goes. */
class Slot {
  readonly name: string;
  constructor(name: string) {
    this.name = name;
  }
}

/**
 * Writes every value that is no argument into the statement. A partial index is used only where its condition stands there
 * literally, and SQLite prepares a statement anew each time when a bound value might decide that.
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

const straight = new WeakMap<Db, DatabaseConnection>();

/**
 * Has compiled queries run straight on a transaction's connection while `work` does: where statements are answered at once, as
 * SQLite does, the queue that Kysely keeps for a connection costs as much as they do.
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
