import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createSmppCarrier } from '../../../src/carriers/smpp/client.ts';
import { readDelivered, submissionsOf } from '../../../src/carriers/smpp/texts.ts';
import { createService, type Service } from '../../../src/service/app/service.ts';
import { countedIds, CENTRE, seed, SILENT, testClock } from '../../support/app.ts';
import { ROOT } from '../../support/languages.ts';
import { sqliteStore } from '../../support/store.ts';
import { until } from '../../support/until.ts';
import type { Store } from '../../../src/db/open.ts';

const KARI = '+4790000001';
const hasNetSmpp = spawnSync('perl', ['-MNet::SMPP', '-e', '1']).status === 0;

/** What the message centre saw leave for a phone. */
interface OnPhone {
  id: string;
  text: string;
  part: { ref: number; of: number; number: number } | null;
}

let centre: ChildProcess;
let said: string[];
let service: Service;
let store: Store;

const freePort = async (): Promise<number> => {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const address = server.address();
  await new Promise((done) => server.close(done));
  return typeof address === 'object' && address !== null ? address.port : 0;
};
const tell = (line: string): void => void centre.stdin?.write(`${line}\n`);
const count = (word: string): number => said.filter((line) => line.startsWith(`${word} `)).length;
const bare = (number: string): string => number.replace('+', '');

const onPhone = (): OnPhone[] =>
  said.flatMap((line) => {
    const [word, id = '', , , esm, coding, hex = ''] = line.split(' ');
    if (word !== 'submitted') return [];
    const fields = { esm_class: Number(esm), data_coding: Number(coding), short_message: Buffer.from(hex, 'hex') };
    return [{ id, ...readDelivered(fields) }];
  });

const WHOLE = { number: 1, of: 1 };

/** Kari writes; answers what comes to her phone because of it, the parts of a text put together. */
async function text(body: string): Promise<string[]> {
  const [before, acknowledged] = [onPhone().length, count('acknowledged')];
  const parts = submissionsOf(body, 'udh', 77) ?? [];
  for (const { esm_class, data_coding, short_message } of parts) {
    tell(`deliver ${bare(KARI)} ${bare(CENTRE)} ${esm_class} ${data_coding} ${short_message.toString('hex')}`);
  }
  await until(() => count('acknowledged') === acknowledged + parts.length);
  await service.settle();
  // What the centre wrote last may still be on its way to us.
  await until(
    () =>
      onPhone().length > before && (onPhone().at(-1)?.part ?? WHOLE).number === (onPhone().at(-1)?.part ?? WHOLE).of,
  );
  const texts: string[] = [];
  for (const { text: piece, part } of onPhone().slice(before)) {
    if (part === null || part.number === 1) texts.push(piece);
    else texts.push(`${texts.pop() ?? ''}${piece}`);
  }
  return texts;
}

describe.skipIf(!hasNetSmpp)('against a message centre on Net::SMPP', () => {
  beforeEach(async () => {
    const port = await freePort();
    said = [];
    centre = spawn('perl', [join(ROOT, 'test/support/provider/smsc.pl'), String(port)], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    if (centre.stdout !== null) createInterface({ input: centre.stdout }).on('line', (line) => said.push(line));
    await until(() => said.includes('listening'));
    store = await sqliteStore();
    const clock = testClock();
    const ids = countedIds();
    await seed(store, { now: clock.now().toISOString(), ids });
    const settings = { host: '127.0.0.1', port, tls: false, systemId: 'ringerunde', password: 'secret' };
    service = createService({
      store,
      clock,
      ids,
      log: SILENT,
      root: ROOT,
      node: 'test',
      limits: { perSecond: 1000 },
      carrier: (onReport, onText) =>
        createSmppCarrier({
          settings: { ...settings, systemType: '', longTexts: 'udh' },
          onReport,
          onText,
          limits: { reconnectMs: 20 },
        }),
    });
    service.start();
    await until(() => count('bound') === 1);
  });

  afterEach(async () => {
    await service.stop();
    await store.close();
    centre.kill();
  });

  test('a conversation from the first word to a sign-up and back', async () => {
    const first = (await text('strikk 4836')).join('\n');
    expect(first).toContain('Frivilligsentralen Arendal');
    expect(first).toContain('Strikkekafé på biblioteket');
    expect(await text('1')).toEqual([expect.stringContaining('Svar 1 for å melde deg på, 2 for listen.')]);
    expect(await text('vi er to')).toEqual([
      '2 personer er påmeldt Strikkekafé på biblioteket, tor. 26.11 kl. 11. Vi minner dere på det. Kan dere ikke likevel, svar AVBESTILL.',
    ]);
    const row = await store.db.selectFrom('sign_up').select(['persons', 'status']).executeTakeFirstOrThrow();
    expect(row).toEqual({ persons: 2, status: 'signed_up' });
    expect(await text('AVBESTILL')).toEqual([
      'Vil du melde deg av Strikkekafé på biblioteket, tor. 26.11 kl. 11? Svar JA eller NEI.',
    ]);
    await text('ja');
    const after = await store.db.selectFrom('sign_up').select('status').executeTakeFirstOrThrow();
    expect(after.status).not.toBe('signed_up');
  });

  test('a long text with emoji, cut in the middle of a pair by no one, is read as one', async () => {
    const long = `Hei! ${'Jeg vil gjerne bli med på tur 🥾. '.repeat(6)}`;
    await text(long);
    const rows = await store.db
      .selectFrom('arrival')
      .select(['outcome', 'payload'])
      .where('kind', '=', 'text')
      .execute();
    const whole = rows.filter(({ outcome }) => outcome !== 'part');
    expect(whole.map(({ payload }) => (JSON.parse(payload) as { body: string }).body)).toEqual([long]);
    expect(new Set(rows.filter(({ outcome }) => outcome === 'part').map(({ payload }) => payload))).toEqual(
      new Set(['{"forgotten":1}']),
    );
  });

  test('receipts, decimal where answers were hexadecimal, say of each part that it arrived', async () => {
    await text('AKTIVITET 4836');
    const state = async () =>
      (await store.db.selectFrom('outbox').select('state').orderBy('seq').execute()).map((r) => r.state);
    expect(new Set(await state())).toEqual(new Set(['accepted']));
    const acknowledged = count('acknowledged');
    const ids = onPhone().map(({ id }) => id);
    for (const id of ids) tell(`receipt ${id} DELIVRD ${bare(KARI)} ${bare(CENTRE)}`);
    await until(() => count('acknowledged') === acknowledged + ids.length);
    // The worker may be at them already, so that there is nothing left to settle.
    await until(async () => (await state()).every((one) => one === 'delivered'));
  });

  test('a connection that is cut comes back, and the conversation goes on', async () => {
    await text('AKTIVITET 4836');
    tell('drop');
    await until(() => count('bound') === 2);
    const [about] = await text('1');
    expect(about).toContain('Svar 1');
  });
});
