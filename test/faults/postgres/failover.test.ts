import { describe, expect, test } from 'vitest';
import { comesAbout, until } from '../../support/until.ts';
import { NOT_WANTED, sleep, type Served } from '../../support/faults/served.ts';
import { answersOf, plantLine, serveLine, textFrom } from '../../support/faults/lines.ts';
import { startRelay, type Relay } from '../../support/postgres/relay.ts';
import { NO_SERVER, startPostgres, type Server } from '../../support/postgres/servers.ts';

const SKIPPED = NO_SERVER ?? NOT_WANTED;
const PEOPLE = 60;
const TALKERS = 6;
/** The primary dies after this number of acknowledged texts. */
const DIES_AFTER = 60;
const DOWN_MS = 2000;
const CONFIRMING = `alter system set synchronous_standby_names = 'standby'`;
const ARRIVALS = `select id from arrival where kind = 'text'`;
const UNCERTAIN = `select number, body from outbox where state = 'unknown' and settled_at is not null`;

interface Pair {
  primary: Server;
  standby: Server;
  /** The address of the database, which the service uses. */
  address: Relay;
  /** The standby receives through this. */
  replication: Relay;
  served: Served;
}

async function openPair(): Promise<Pair> {
  const primary = await startPostgres();
  await plantLine(primary.url);
  const replication = await startRelay(primary.port);
  const standby = await primary.standby(replication.port);
  const address = await startRelay(primary.port);
  const served = await serveLine(primary.url.replace(String(primary.port), String(address.port)));
  return { primary, standby, address, replication, served };
}

async function confirmEach({ primary }: Pick<Pair, 'primary'>): Promise<void> {
  await primary.query(CONFIRMING);
  await primary.query('select pg_reload_conf()');
  await until(
    async () =>
      (await primary.query(`select 1 as one from pg_stat_replication where sync_state = 'sync'`)).length === 1,
  );
}

async function failOver({ primary, standby, address }: Pair): Promise<void> {
  await primary.kill();
  await sleep(DOWN_MS);
  await standby.promote();
  address.switchTo(standby.port);
}

/** People talk, three texts each, and `during` runs once half of that is acknowledged. */
async function talkWhile({ served }: Pair, during: () => Promise<void>): Promise<string[]> {
  const acknowledged: string[] = [];
  let next = 0;
  const begun: Promise<void>[] = [];
  const talk = async (): Promise<void> => {
    for (let n = next++; n < PEOPLE; n = next++) {
      for (const body of ['strikk 4836', '1', 'vi er to']) {
        const fields = textFrom(served, n, body);
        await served.deliver(fields);
        acknowledged.push(fields['MessageSid'] ?? '');
        if (acknowledged.length >= DIES_AFTER && begun.length === 0) begun.push(during());
      }
    }
  };
  await Promise.all(Array.from({ length: TALKERS }, talk));
  await Promise.all(begun);
  return acknowledged;
}

const lostFrom = async (server: Server, acknowledged: string[]): Promise<string[]> => {
  const kept = new Set((await server.query<{ id: string }>(ARRIVALS)).map(({ id }) => id));
  return acknowledged.filter((sid) => !kept.has(sid));
};

const doubledIn = (served: Served): string[] =>
  [...answersOf(served)].filter(([, times]) => times > 1).map(([answer]) => answer);

describe.skipIf(SKIPPED !== null)(`fail-over in the middle of traffic${SKIPPED === null ? '' : `: ${SKIPPED}`}`, () => {
  test('F41: with a standby that confirms each commit, no text is lost and no answer doubled', async () => {
    const pair = await openPair();
    const { served, standby } = pair;
    await confirmEach(pair);
    let downMs = 0;
    const acknowledged = await talkWhile(pair, async () => {
      const from = performance.now();
      await failOver(pair);
      while ((await served.readiness()) !== 200) await sleep(50);
      downMs = Math.round(performance.now() - from);
    });
    await comesAbout(() => answersOf(served).size >= 3 * PEOPLE);
    // What was on its way is looked up after a minute.
    await sleep(95_000 - Math.min(downMs, 60_000));
    const lost = await lostFrom(standby, acknowledged);
    const uncertain = await standby.query(UNCERTAIN);
    const doubled = doubledIn(served);
    console.log(
      `synchronous: ${acknowledged.length} texts acknowledged, ${lost.length} lost; ${answersOf(served).size} of ${3 * PEOPLE} answers, ${doubled.length} doubled, ${uncertain.length} uncertain; ready ${downMs} ms after the kill`,
    );
    expect(lost).toEqual([]);
    expect(doubled).toEqual([]);
    expect(answersOf(served).size + uncertain.length).toBe(3 * PEOPLE);
    expect(served.lives()).toBe(true);
  }, 400_000);

  test('F41: a commit that the standby has not confirmed is not acknowledged', async () => {
    const pair = await openPair();
    await confirmEach(pair);
    const { served, replication, primary } = pair;
    replication.cut();
    const fields = textFrom(served, 1, 'strikk 4836');
    const other = textFrom(served, 2, 'strikk 4836');
    const early = Promise.all([served.post(fields), served.post(other)]);
    // An administrator ends the wait of whatever hangs: the server then reports success.
    const waiting = () => primary.query(`select pid from pg_stat_activity where wait_event = 'SyncRep'`);
    await until(async () => (await waiting()).length > 0);
    await primary.query(`select pg_cancel_backend(pid) from pg_stat_activity where wait_event = 'SyncRep'`);
    expect(await early).toEqual([503, 503]);
    replication.mend();
    replication.switchTo(primary.port);
    await served.deliver(fields);
    await served.deliver(other);
    await comesAbout(() => answersOf(served).size === 2);
    expect(doubledIn(served)).toEqual([]);
  }, 240_000);

  test('F41: with a standby that lags, the texts within the lag are found on the carrier’s list, and no answer is doubled', async () => {
    const pair = await openPair();
    const { served, standby, replication } = pair;
    const acknowledged = await talkWhile(pair, async () => {
      replication.cut();
      await sleep(300);
      await failOver(pair);
    });
    const lost = await lostFrom(standby, acknowledged);
    // The service notices by itself that another server answers, and asks the carrier's list.
    await until(async () => (await lostFrom(standby, acknowledged)).length === 0);
    await sleep(95_000);
    const uncertain = await standby.query<{ number: string; body: string }>(UNCERTAIN);
    const doubled = doubledIn(served);
    console.log(
      `asynchronous: ${acknowledged.length} texts acknowledged, ${lost.length} within the lag, all found again; ${answersOf(served).size} answers, ${doubled.length} doubled, ${uncertain.length} uncertain`,
    );
    expect(doubled).toEqual([]);
    expect(lost.length).toBeGreaterThan(0);
    expect(served.lives()).toBe(true);
  }, 400_000);
});
