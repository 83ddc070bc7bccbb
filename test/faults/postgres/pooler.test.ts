import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { openStore } from '../../../src/db/open.ts';
import { comesAbout } from '../../support/until.ts';
import { NOT_WANTED, sleep } from '../../support/faults/served.ts';
import { answersOf, plantLine, serveLine, textFrom } from '../../support/faults/lines.ts';
import { NO_POOLER, startPooler, startPostgres } from '../../support/postgres/servers.ts';

const PEOPLE = 40;
const reason = (why: string | null): string => (why === null ? '' : `: ${why}`);

describe.skipIf(NO_POOLER !== null)(`PgBouncer in transaction mode${reason(NO_POOLER)}`, () => {
  test('tables are made through it, and each transaction has its limits, which no other client inherits', async () => {
    const postgres = await startPostgres();
    const pooler = await startPooler(postgres);
    await plantLine(pooler.url);
    const store = await openStore(pooler.url);
    const limits = sql<{ statement: string; idle: string }>`
      select current_setting('statement_timeout') as statement,
        current_setting('idle_in_transaction_session_timeout') as idle`;
    const inside = await store.write((tx) => limits.execute(tx));
    expect(inside.rows).toEqual([{ statement: '4500ms', idle: '10s' }]);
    const outside = await limits.execute(store.db);
    expect(outside.rows).toEqual([{ statement: '0', idle: '0' }]);
    await expect(store.write((tx) => sql`select pg_sleep(6)`.execute(tx))).rejects.toThrow('statement timeout');
    await store.close();
  });

  test.skipIf(NOT_WANTED !== null)(
    `the service runs through it, and through a restart of its server${reason(NOT_WANTED)}`,
    async () => {
      const postgres = await startPostgres();
      const pooler = await startPooler(postgres);
      await plantLine(pooler.url);
      const served = await serveLine(pooler.url);
      const talk = async (from: number): Promise<void> => {
        for (let n = from; n < PEOPLE; n += 4)
          for (const body of ['strikk 4836', '1', 'vi er to']) await served.deliver(textFrom(served, n, body));
      };
      const talking = Promise.all([0, 1, 2, 3].map(talk));
      await sleep(500);
      await postgres.kill();
      await sleep(1000);
      await postgres.start();
      await talking;
      await comesAbout(() => answersOf(served).size >= 3 * PEOPLE);
      const answers = answersOf(served);
      const doubled = [...answers].filter(([, times]) => times > 1);
      console.log(`through PgBouncer: ${answers.size} of ${3 * PEOPLE} answers, ${doubled.length} doubled`);
      expect(answers.size).toBe(3 * PEOPLE);
      expect(doubled).toEqual([]);
      expect(served.lives()).toBe(true);
    },
    300_000,
  );
});
