import { expect, test } from 'vitest';
import { createSmppCarrier } from '../../src/carriers/smpp/client.ts';
import { queueMessage } from '../../src/domain/messages/outbox.ts';
import { randomIds } from '../../src/service/app/clock.ts';
import { createService } from '../../src/service/app/service.ts';
import type { MessageKind, OutboxState } from '../../src/db/schema/index.ts';
import { CENTRE, seed, SILENT, testClock } from '../support/app.ts';
import { ROOT } from '../support/languages.ts';
import { startSmsc, type Fault } from '../support/provider/smsc.ts';
import { sqliteStore } from '../support/store.ts';

const wanted = process.env['FAULTS'] === 'all';
const SIZE = wanted ? { texts: 5000, drops: 20 } : { texts: 400, drops: 6 };
/** A cut connection takes the answers to what was on its way: some had been taken, some had not. */
const CUTS: readonly Fault[] = ['lost after', 'lost before'];

const numberOf = (n: number): string => `+47901${String(n).padStart(5, '0')}`;

/**
 * Half of the texts are replies, which are sent again once when their fate is unknown; half are part of a broadcast,
 * which never are. The message centre reports its texts as soon as there is a connection again.
 */
test(`${SIZE.texts} texts with ${SIZE.drops} reconnections: none lost, none doubled, the uncertain listed`, async () => {
  const smsc = await startSmsc({
    nextId: (n) => (0xa000 + n).toString(16),
    receiptId: (id) => String(parseInt(id, 16)),
  });
  const store = await sqliteStore();
  const clock = testClock('2026-11-23T12:00');
  await seed(store, { now: clock.now().toISOString(), ids: randomIds });
  const service = createService({
    store,
    clock,
    ids: randomIds,
    log: SILENT,
    root: ROOT,
    node: 'test',
    limits: { perSecond: 100_000, breaker: { failuresMax: 1_000_000, windowMs: 1, openMs: 1 } },
    carrier: (onReport, onText) =>
      createSmppCarrier({ settings: smsc.settings, onReport, onText, limits: { reconnectMs: 5, reconnectMaxMs: 20 } }),
  });
  await store.write(async (tx) => {
    const moment = { now: clock.now().toISOString(), ids: randomIds };
    for (let n = 0; n < SIZE.texts; n++) {
      const kind: MessageKind = n % 2 === 0 ? 'reply' : 'broadcast';
      const body = `Hei ${n}`;
      await queueMessage(tx, moment, {
        dedupe: `test/${n}`,
        centreId: 'arendal',
        personId: null,
        fromNumber: CENTRE,
        number: numberOf(n),
        kind,
        body,
        language: 'nb',
        encoding: 'GSM-7',
        parts: 1,
      });
    }
  });
  // Several are on their way when the connection is cut.
  smsc.state.answerMs = 3;
  let drops = 0;
  const every = Math.floor(SIZE.texts / (SIZE.drops + 1));
  smsc.state.decide = () => {
    if (drops >= SIZE.drops || smsc.state.submissions < every * (drops + 1)) return null;
    return CUTS[drops++ % CUTS.length] ?? null;
  };

  await service.settle();
  // The receipts come in; then the time is up in which the message centre could still have told.
  const receiptsIn = async (): Promise<void> => {
    while (smsc.waiting() > 0) await new Promise((done) => setTimeout(done, 20));
    await service.settle();
  };
  await receiptsIn();
  const unknownBefore = await statesOf();
  // A receipt that came before its text was known to have left is looked at again after seconds; then the settle time ends.
  for (const later of ['2026-11-23T12:00:10', '2026-11-23T12:02', '2026-11-23T12:02:10']) {
    clock.set(later);
    await service.settle();
    await receiptsIn();
  }

  const got = new Map<string, number>();
  for (const { to, text } of smsc.taken) got.set(`${to} ${text}`, (got.get(`${to} ${text}`) ?? 0) + 1);
  const doubled = [...got].filter(([, times]) => times > 1).map(([what]) => what);
  const rows = await store.db.selectFrom('outbox').select(['number', 'body', 'state', 'reason', 'kind']).execute();
  const notThere = rows.filter(({ number, body }) => !got.has(`${number} ${body}`));
  const uncertain = rows.filter(({ state, reason }) => state === 'unknown' && reason === 'uncertain');
  const lost = notThere.filter((row) => !uncertain.includes(row));
  console.log(
    `${SIZE.texts} texts, ${drops} cuts, ${smsc.state.binds} connections, ${unknownBefore['unknown'] ?? 0} unknown at first: ` +
      `lost ${lost.length}, doubled ${doubled.length}, uncertain ${uncertain.length}`,
  );
  await service.stop();
  await store.close();
  await smsc.close();

  expect(drops).toBe(SIZE.drops);
  expect(smsc.state.binds).toBeGreaterThan(SIZE.drops);
  expect(doubled).toEqual([]);
  expect(lost).toEqual([]);
  // What is uncertain is what the message centre does not have, and of a kind that is never repeated by itself.
  expect(uncertain.filter(({ kind }) => kind !== 'broadcast')).toEqual([]);
  expect(notThere).toEqual(uncertain);
  expect(rows.filter(({ state }) => state !== 'delivered').length).toBe(uncertain.length);

  async function statesOf(): Promise<Partial<Record<OutboxState, number>>> {
    const states: Partial<Record<OutboxState, number>> = {};
    for (const { state } of await store.db.selectFrom('outbox').select('state').execute()) {
      states[state] = (states[state] ?? 0) + 1;
    }
    return states;
  }
}, 300_000);
