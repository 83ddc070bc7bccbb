import { afterEach, describe, expect, test, vi } from 'vitest';
import type { CarrierReport, InboundText } from '../../../src/carriers/base/line.ts';
import type { Carrier, Outgoing } from '../../../src/carriers/base/carrier.ts';
import { createSmppCarrier, type SmppLimits } from '../../../src/carriers/smpp/client.ts';
import { library } from '../../../src/carriers/smpp/library.ts';
import type { SmppSettings } from '../../../src/carriers/smpp/settings.ts';
import { startSmsc, type Smsc } from '../../support/provider/smsc.ts';

const KARI = '+4790000001';
const CENTRE = '+4745600001';
const FAST: Partial<SmppLimits> = { reconnectMs: 20, reconnectMaxMs: 50, connectMaxMs: 1000, partsPauseMs: 20 };
const ESME = (name: string): number => library.errors[name] ?? -1;

let smsc: Smsc;
let carrier: Carrier;
let reports: CarrierReport[];
let texts: InboundText[];
/** Whether the journal can be written. */
let disk: 'works' | 'full';
let sent = 0;

async function open(
  smscOptions: Parameters<typeof startSmsc>[0] = {},
  settings: Partial<SmppSettings> = {},
  limits: Partial<SmppLimits> = {},
): Promise<void> {
  smsc = await startSmsc(smscOptions);
  reports = [];
  texts = [];
  disk = 'works';
  let ids = 0;
  const keep = async <T>(list: T[], one: T): Promise<void> => {
    if (disk === 'full') throw new Error('the disk is full');
    list.push(one);
    await Promise.resolve();
  };
  carrier = createSmppCarrier({
    settings: { ...smsc.settings, ...settings },
    onReport: (report) => keep(reports, report),
    onText: (text) => keep(texts, text),
    limits: { ...FAST, ...limits },
    newId: () => `in-${++ids}`,
  });
}

afterEach(async () => {
  await carrier.stop?.();
  await smsc.close();
});

const message = (body: string, more: Partial<Outgoing> = {}): Outgoing => ({
  id: `out_${++sent}`,
  from: CENTRE,
  to: KARI,
  body,
  ...more,
});
const send = (body: string, more: Partial<Outgoing> = {}) => carrier.send(message(body, more));
const until = (what: () => boolean): Promise<void> => vi.waitFor(() => expect(what()).toBe(true), { timeout: 5000 });

describe('a text', () => {
  test('leaves as it is, in the default alphabet, with a receipt asked for', async () => {
    await open();
    const { id } = message('x');
    expect(await send('Hei Kari, møt kl. 12 på Torvet {inngang 2} 50€', { validForS: 90_061 })).toMatchObject({
      outcome: 'accepted',
      sid: `out_${Number(id.slice(4)) + 1}/1000`,
    });
    expect(smsc.taken[0]).toMatchObject({
      from: CENTRE,
      to: KARI,
      text: 'Hei Kari, møt kl. 12 på Torvet {inngang 2} 50€',
    });
    expect(smsc.taken[0]?.fields).toMatchObject({
      data_coding: 0,
      registered_delivery: 1,
      validity_period: '000001010101000R',
      source_addr_ton: 1,
      dest_addr_npi: 1,
    });
  });

  test('that is long leaves in parts with one header, and all their ids are kept', async () => {
    await open();
    const long = 'Turen går til Hove. '.repeat(20);
    expect(await send(long)).toMatchObject({ outcome: 'accepted', sid: `out_${sent}/1000+1001+1002` });
    expect(smsc.taken.map((t) => t.text).join('')).toBe(long);
    expect(
      new Set(smsc.taken.map((t) => (t.fields['short_message'] as Buffer).subarray(0, 4).toString('hex'))).size,
    ).toBe(1);
  });

  test.each([
    ['ESME_RTHROTTLED', { outcome: 'refused', because: 'busy' }],
    ['ESME_RMSGQFUL', { outcome: 'refused', because: 'busy' }],
    ['ESME_RSYSERR', { outcome: 'refused', because: 'busy' }],
    ['ESME_RINVDSTADR', { outcome: 'rejected', because: 'invalid number' }],
    ['ESME_RINVSRCADR', { outcome: 'rejected', because: 'configuration' }],
  ])('that is answered with %s is surely not sent', async (code, outcome) => {
    await open();
    smsc.fail(ESME(code));
    expect(await send('Hei')).toEqual({ ...outcome, code });
    expect(smsc.taken).toEqual([]);
  });

  test("that is answered with a provider's own code is not repeated", async () => {
    await open();
    smsc.fail(0x0401);
    expect(await send('Hei')).toEqual({ outcome: 'rejected', because: 'other', code: '0x00000401' });
  });

  test('whose later part finds the message centre busy is finished, and none of it is sent twice', async () => {
    await open();
    smsc.state.decide = () => (smsc.state.submissions === 2 ? ESME('ESME_RTHROTTLED') : null);
    const long = 'a'.repeat(400);
    expect(await send(long)).toMatchObject({ outcome: 'accepted' });
    expect(smsc.taken.map((t) => t.text).join('')).toBe(long);
  });

  test('whose later part is lost is of unknown fate', async () => {
    await open();
    smsc.state.decide = () => (smsc.state.submissions === 2 ? 'lost before' : null);
    expect(await send('a'.repeat(200))).toEqual({ outcome: 'unknown', code: 'part 2: connection lost' });
  });

  test('whose answer never came is of unknown fate, whether or not it was taken', async () => {
    await open();
    smsc.fail('lost before');
    expect(await send('one')).toEqual({ outcome: 'unknown', code: 'connection lost' });
    smsc.fail('lost after');
    expect(await send('two')).toEqual({ outcome: 'unknown', code: 'connection lost' });
    expect(await send('three')).toMatchObject({ outcome: 'accepted' });
    expect(smsc.taken.map((t) => t.text)).toEqual(['two', 'three']);
  });

  test('whose answer comes too late is reported then', async () => {
    await open({ receipts: false }, {}, { sendMaxMs: 100 });
    await send('first');
    smsc.fail('late');
    expect(await send('late')).toEqual({ outcome: 'unknown', code: 'no answer in time' });
    await until(() => reports.length === 1);
    expect(reports[0]).toMatchObject({ outboxId: `out_${sent}`, sid: `out_${sent}/1001`, status: 'ACCEPTD' });
  });

  test('without a connection is surely not sent, and goes out once there is one again', async () => {
    await open();
    await smsc.down();
    expect(await send('Hei')).toEqual({ outcome: 'refused', because: 'unreachable', code: 'no connection' });
    await smsc.up();
    expect(await send('Hei')).toMatchObject({ outcome: 'accepted' });
  });
});

describe('an account', () => {
  test('with a wrong password stops the sender', async () => {
    await open({}, { password: 'wrong' });
    expect(await send('Hei')).toEqual({ outcome: 'halted', code: 'ESME_RINVPASWD' });
  });

  test('that is in use elsewhere is tried again', async () => {
    await open();
    smsc.state.refuse = ESME('ESME_RALYBND');
    setTimeout(() => (smsc.state.refuse = 0), 100);
    expect(await send('Hei')).toMatchObject({ outcome: 'accepted' });
  });
});

describe('what comes in', () => {
  const start = async (...given: Parameters<typeof open>): Promise<void> => {
    await open(...given);
    carrier.start?.();
    await until(() => smsc.state.binds === 1);
  };

  test('is acknowledged once it is on disk', async () => {
    await start();
    disk = 'full';
    const acknowledged = smsc.text(KARI, CENTRE, 'AKTIVITET 4836 på Hisøy');
    await until(() => smsc.waiting() === 1);
    expect(texts).toEqual([]);
    disk = 'works';
    expect(await acknowledged).toEqual([0]);
    expect(texts).toEqual([
      { sid: expect.any(String), from: KARI, to: CENTRE, body: 'AKTIVITET 4836 på Hisøy', media: 0, optOutType: null },
    ]);
  });

  test('the same word twice is two texts', async () => {
    await start();
    await smsc.text(KARI, CENTRE, '1');
    await smsc.text(KARI, CENTRE, '1');
    expect(new Set(texts.map((t) => t.sid)).size).toBe(2);
  });

  test('again because its acknowledgement was not heard, has the same id', async () => {
    await start();
    smsc.state.deaf = 2;
    expect(await smsc.text(KARI, CENTRE, 'JA')).toEqual([0]);
    expect(smsc.state.binds).toBe(3);
    expect(texts).toHaveLength(3);
    expect(new Set(texts.map((t) => t.sid)).size).toBe(1);
  });

  test('and was acknowledged and heard, is another text the next time, whatever connection it comes by', async () => {
    await start();
    await smsc.text(KARI, CENTRE, 'JA');
    await send('Takk!');
    smsc.drop();
    await until(() => smsc.state.binds === 2);
    await smsc.text(KARI, CENTRE, 'JA');
    expect(new Set(texts.map((t) => t.sid)).size).toBe(2);
  });

  test('in parts says which part of what it is', async () => {
    await start();
    await smsc.text(KARI, CENTRE, 'a'.repeat(200), { ref: 9 });
    expect(texts.map((t) => t.part)).toEqual([
      { ref: 9, of: 2, number: 1 },
      { ref: 9, of: 2, number: 2 },
    ]);
  });

  test('a receipt is a report about a number, and no text', async () => {
    await start();
    await send('Hei');
    await until(() => reports.length === 1);
    expect(reports[0]).toEqual({
      outboxId: null,
      sid: '1000',
      status: 'DELIVRD',
      errorCode: null,
      carrier: 'smpp',
      to: KARI,
    });
    expect(texts).toEqual([]);
  });
});

test('a connection on which nobody answers is given up, and another one made', async () => {
  await open({}, {}, { enquireEveryMs: 60, answerMaxMs: 60 });
  await send('Hei');
  smsc.state.hangs = true;
  await until(() => smsc.state.binds > 1);
  smsc.state.hangs = false;
  expect(await send('Er du der?')).toMatchObject({ outcome: 'accepted' });
});
