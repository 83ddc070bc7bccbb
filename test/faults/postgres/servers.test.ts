import { describe, expect, test } from 'vitest';
import { migrate, openStore } from '../../../src/db/open.ts';
import { serverOf } from '../../../src/db/postgres/server-of.ts';
import { NO_POOLER, NO_SERVER, startPooler, startPostgres } from '../../support/postgres/servers.ts';

const reason = (why: string | null): string => (why === null ? '' : `: ${why}`);
const opened = async (url: string) => {
  const store = await openStore(url);
  await migrate(store);
  return store;
};

describe.skipIf(NO_SERVER !== null)(`which server answers${reason(NO_SERVER)}`, () => {
  test('F41: a standby has no name, and another than its primary once it takes over, on the same connection', async () => {
    const primary = await startPostgres();
    const atPrimary = await opened(primary.url);
    const standby = await primary.standby();
    const before = await atPrimary.write((tx) => serverOf(tx));
    expect(before).toMatch(/^\d+\/00000001$/);
    expect(atPrimary.servers()).toEqual(new Set([before]));

    const atStandby = await openStore(standby.url);
    await atStandby.db.selectFrom('meta').selectAll().execute();
    expect(atStandby.servers()).toEqual(new Set());
    await primary.kill();
    await standby.promote();
    const after = before?.replace(/1$/, '2');
    await atStandby.write(async (tx) => {
      expect(atStandby.servers()).toEqual(new Set([after]));
      expect(await serverOf(tx)).toBe(after);
    });
    await atPrimary.close();
    await atStandby.close();
  });

  test('F41: a role without any rights of its own may ask', async () => {
    const postgres = await startPostgres();
    await postgres.query('create role line login');
    const store = await openStore(postgres.url.replace('postgres@', 'line@'));
    expect(await store.write((tx) => serverOf(tx))).toMatch(/^\d+\/00000001$/);
    expect(store.servers().size).toBe(1);
    await store.close();
  });
});

describe.skipIf(NO_POOLER !== null)(`which server answers behind PgBouncer${reason(NO_POOLER)}`, () => {
  test.each([
    ['that refuses limits of time', ''],
    ['that drops them', 'ignore_startup_parameters = statement_timeout,idle_in_transaction_session_timeout'],
  ])('F41: %s, each transaction knows its server', async (_name, setting) => {
    const primary = await startPostgres();
    const standby = await primary.standby();
    const pooler = await startPooler(primary, setting);
    const store = await opened(pooler.url);
    const before = await store.write((tx) => serverOf(tx));
    expect(store.servers()).toEqual(new Set([before]));

    await primary.kill();
    await standby.promote();
    await pooler.leadTo(standby);
    const after = before?.replace(/1$/, '2');
    // The client's connections outlive the server behind the pooler.
    const seen = await store.write(() => Promise.resolve(store.servers()));
    expect(seen).toContain(after);
    await store.close();
  });

  test('in session mode tables are made, and the server is known', async () => {
    const postgres = await startPostgres();
    const pooler = await startPooler(postgres, 'pool_mode = session');
    const store = await opened(pooler.url);
    expect(store.servers()).toEqual(new Set([await store.write((tx) => serverOf(tx))]));
    await store.close();
  });

  test('in statement mode no transaction is possible, and nothing is written', async () => {
    const postgres = await startPostgres();
    const pooler = await startPooler(postgres, 'pool_mode = statement');
    const store = await openStore(pooler.url);
    await expect(migrate(store)).rejects.toThrow();
    expect(await postgres.query(`select 1 from pg_tables where tablename = 'centre'`)).toEqual([]);
    await store.close();
  });
});
