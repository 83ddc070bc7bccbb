import type { PostgresPoolClient } from 'kysely';
import type { PoolClient, QueryResult } from 'pg';
import { SERVER } from './server-of.ts';

/** Shorter than the wait of the client: an answer that says why is better than none. */
export const STATEMENT_MAX_MS = 4500;
export const IDLE_IN_TRANSACTION_MAX_MS = 10_000;

/** What is known of a connection. */
export interface Known {
  /** Null: a standby, or an engine without names for its servers. */
  server: string | null;
  /** A standby may be promoted, and through a pooler another server may answer each transaction. */
  askAgain: 'never' | 'next time' | 'in each transaction';
}

const LIMITS = `set local statement_timeout = ${STATEMENT_MAX_MS}; set local idle_in_transaction_session_timeout = ${IDLE_IN_TRANSACTION_MAX_MS}`;
const BEGINS = /^(begin|start transaction)\b/;
/** A connection that was right for writing is now one to a standby. */
const READ_ONLY = '25006';
/** In PostgreSQL: the wait for a standby's confirmation. The server names it in every language. */
const STANDBY_WAIT = 'SyncRepWaitForLSN';

/**
 * A client that leaves the pool when a statement got no answer, or when its server became a standby: the next statement
 * on it would wait in vain as well.
 */
export function watched(client: PoolClient, setsLimits: boolean, known: Map<PoolClient, Known>): PostgresPoolClient {
  let broken: Error | null = null;
  let unconfirmed = false;
  const onNotice = (notice: { routine?: string | undefined }): void => {
    if (notice.routine === STANDBY_WAIT) unconfirmed = true;
  };
  client.on('notice', onNotice);

  async function query(sql: string, parameters: readonly unknown[]): Promise<QueryResult> {
    if (!setsLimits || !BEGINS.test(sql)) return client.query(sql, [...parameters]);
    const before = known.get(client);
    if (before?.askAgain !== 'in each transaction') return firstOf(await client.query(`${sql}; ${LIMITS}`));
    const results = resultsOf<{ server: string | null }>(await client.query(`${sql}; ${LIMITS}; ${SERVER}`));
    known.set(client, { ...before, server: results.at(-1)?.rows[0]?.server ?? null });
    return firstOf(results);
  }

  const guarded = {
    async query(sql: string, parameters: readonly unknown[]) {
      if (broken !== null) throw broken;
      try {
        const result = await query(sql, parameters);
        if (unconfirmed) throw new UnconfirmedCommit();
        return result;
      } catch (error) {
        if (error instanceof Error && isUseless(error)) broken = error;
        throw error;
      }
    },
    release() {
      client.off('notice', onNotice);
      client.release(broken ?? undefined);
    },
  };
  return guarded as unknown as PostgresPoolClient;
}

/** Several statements in one have several results. */
const resultsOf = <R extends object>(results: QueryResult<R> | QueryResult<R>[]): QueryResult<R>[] =>
  Array.isArray(results) ? results : [results];

const firstOf = (results: QueryResult | QueryResult[]): QueryResult => resultsOf(results)[0] as QueryResult;

/** An error with a code came from the server, which waits for the next statement. */
const isUseless = (error: Error): boolean => !('code' in error) || error.code === READ_ONLY;

/**
 * The server stopped waiting for its standby and reported success with a warning: the commit is on one disk only, and
 * would be lost with it. Whether it stays is unknown, as after a lost connection.
 */
class UnconfirmedCommit extends Error {
  readonly code = '08007';
  constructor() {
    super('No standby has confirmed the commit');
  }
}
