import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import SQLite from 'better-sqlite3';
import { sql } from 'kysely';
import { afterEach, describe, expect, test } from 'vitest';
import { watchPressure } from '../../src/web/base/pressure.ts';
import { until } from '../support/until.ts';
import { ARENDAL, inbound, openWeb, TWILIO, type Web } from '../support/web.ts';

let web: Web;
afterEach(() => web.close());

const texts = async (): Promise<string[]> =>
  (await web.arrivals()).filter((a) => a.kind === 'text').map((a) => `${a.id} ${a.state}`);

describe('F26: the disk is full', () => {
  test('what cannot be kept is answered 503, nothing is half there, and all goes on when there is room', async () => {
    web = await openWeb(TWILIO);
    const pages = async (): Promise<number> =>
      (await sql<{ page_count: number }>`pragma page_count`.execute(web.store.db)).rows[0]?.page_count ?? 0;
    const limit = async (most: number): Promise<void> =>
      void (await sql.raw(`pragma max_page_count = ${most}`).execute(web.store.db));
    await limit(await pages());
    const refused: Record<string, string>[] = [];
    const kept: string[] = [];
    for (let n = 0; n < 60 && refused.length < 3; n++) {
      const fields = inbound({ Body: 'æ'.repeat(1500) });
      const { status } = await web.form('/twilio/sms', fields);
      expect([200, 503]).toContain(status);
      if (status === 503) refused.push(fields);
      else kept.push(fields['MessageSid'] ?? '');
    }
    expect(refused.length).toBe(3);
    await limit((await pages()) + 10_000);
    for (const fields of refused) expect((await web.form('/twilio/sms', fields)).status).toBe(200);
    // Turns that found no room are taken again seconds later.
    for (let round = 0; round < 8; round++) {
      web.clock.advance(60_000);
      await web.service.settle();
    }
    const sids = [...kept, ...refused.map((f) => f['MessageSid'])];
    expect((await texts()).toSorted()).toEqual(sids.map((sid) => `${sid} done`).toSorted());
    const poisoned = await web.store.db
      .selectFrom('inbox_item')
      .select('id')
      .where('reason', '=', 'failed turn')
      .execute();
    expect(poisoned).toEqual([]);
  });
});

describe('F27: another process holds the database', () => {
  test('the text is answered 503 within its time, and 200 when the other is done', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'ringerunde-locked-'));
    const file = join(folder, 'line.db');
    web = await openWeb({ ...TWILIO, DATABASE_URL: `sqlite:${file}` });
    const other = new SQLite(file);
    other.exec('begin immediate');
    const fields = inbound({ To: ARENDAL });
    // What it waits for the other; the carrier gives up after 15 seconds.
    const { rows } = await sql<{ timeout: number }>`pragma busy_timeout`.execute(web.store.db);
    expect(rows[0]?.timeout).toBe(2500);
    expect((await web.form('/twilio/sms', fields)).status).toBe(503);
    other.exec('rollback');
    other.close();
    expect((await web.form('/twilio/sms', fields)).status).toBe(200);
    await web.service.settle();
    expect(await texts()).toEqual([`${fields['MessageSid']} done`]);
    rmSync(folder, { recursive: true });
  });
});

describe('D2: a request that was signed once is signed for ever', () => {
  test('a thousand times over, in any order, it is one message and one answer', async () => {
    web = await openWeb(TWILIO);
    const captured = [inbound({ Body: 'aktivitet 4836' }), inbound({ Body: '1' }), inbound({ Body: 'STOPP' })];
    for (const fields of captured) {
      await web.form('/twilio/sms', fields);
      await web.service.settle();
    }
    const sent = () => web.store.db.selectFrom('outbox').select('id').execute();
    const before = (await sent()).length;
    for (let n = 0; n < 1000; n++) {
      const fields = captured[(n * 7 + (n >> 3)) % captured.length] ?? {};
      expect((await web.form('/twilio/sms', fields)).status).toBe(200);
    }
    await web.service.settle();
    expect((await texts()).length).toBe(3);
    expect((await sent()).length).toBe(before);
    expect((await web.store.db.selectFrom('opt_out').selectAll().execute()).length).toBe(1);
  });
});

describe('F46: the process is blocked, or short of memory', () => {
  const reasons = async (): Promise<string[]> =>
    (JSON.parse((await web.ask({ path: '/readyz' })).body) as { reasons: string[] }).reasons;

  test('a text that comes while nothing else is done is taken afterwards, and it is said for a while that something blocked', async () => {
    web = await openWeb(TWILIO, { pressure: watchPressure({ blockedMaxMs: 2000 }) });
    expect(await reasons()).toEqual([]);
    const fields = inbound({ Body: 'HJELP' });
    const answer = web.form('/twilio/sms', fields);
    setTimeout(() => {
      const until = performance.now() + 2300;
      while (performance.now() < until);
    });
    expect((await answer).status).toBe(200);
    expect((await web.form('/twilio/sms', fields)).status).toBe(200);
    await web.service.settle();
    expect(await texts()).toEqual([`${fields['MessageSid']} done`]);
    // The last answer of /readyz counts for two seconds.
    await until(async () => (await reasons()).length > 0);
    expect(await reasons()).toEqual([expect.stringMatching(/^the process did nothing else for \d+(\.\d)? s within/)]);
  });

  test('a memory that is nearly used up makes it not ready, and says what to set', async () => {
    web = await openWeb(TWILIO, { pressure: watchPressure({ heap: () => 0.97 }) });
    expect(await reasons()).toEqual([expect.stringContaining('--max-old-space-size')]);
    expect((await web.form('/twilio/sms', inbound({ Body: 'HJELP' }))).status).toBe(200);
  });
});
