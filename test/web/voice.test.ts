import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { faultsOf } from '../support/provider/twilio-verbs.ts';
import { parseTwiml, type Element } from '../../src/carriers/base/twiml.ts';
import { ACCOUNT, ARENDAL, openWeb, TWILIO, type Web } from '../support/web.ts';

let web: Web;
afterEach(() => web?.close());
const open = async (env: Record<string, string> = TWILIO): Promise<void> => {
  web = await openWeb(env);
};

const call = (fields: Record<string, string> = {}): Record<string, string> => ({
  CallSid: 'CA1',
  AccountSid: ACCOUNT,
  From: '+4790000001',
  To: ARENDAL,
  CallStatus: 'in-progress',
  ...fields,
});

/** Asks as Twilio would: the fragment is neither sent nor signed. */
async function step(address: string, fields: Record<string, string>): Promise<Element> {
  const path = new URL(address, web.config.publicUrl).pathname;
  const { status, body } = await web.form(path, call(fields));
  expect(status).toBe(200);
  const response = parseTwiml(body);
  expect(faultsOf(response)).toEqual([]);
  return response;
}

const actionOf = (response: Element): string =>
  response.children.find((e) => e.attributes['action'] !== undefined)?.attributes['action'] ?? '';

describe('a call over HTTP', () => {
  test('goes on at the address that its TwiML names, below PUBLIC_URL', async () => {
    await open();
    const first = await step('/twilio/voice', {});
    expect(actionOf(first)).toBe('https://line.example.no/twilio/voice/CA1/1#rc=3&rp=all');
    const second = await step(actionOf(first), { Digits: '1' });
    expect(second.text).toContain('Hvor bor du?');
    const third = await step(actionOf(second), { Digits: '4836' });
    expect(third.text).toContain('Nær Arendal.');
    await web.service.settle();
    expect((await web.arrivals()).map((a) => [a.id, a.state])).toEqual([
      ['CA1:0', 'done'],
      ['CA1:1', 'done'],
      ['CA1:2', 'done'],
    ]);
  });

  test('the same step again, also at the same time, gets the TwiML that was kept and changes nothing', async () => {
    await open();
    const path = '/twilio/voice/CA1/3';
    await step('/twilio/voice', {});
    await step('/twilio/voice/CA1/1', { Digits: '1' });
    await step('/twilio/voice/CA1/2', { Digits: '4836' });
    const [a, b] = await Promise.all([web.form(path, call({ Digits: '1' })), web.form(path, call({ Digits: '1' }))]);
    expect(a.body).toBe(b.body);
    const before = await everything();
    for (let n = 0; n < 20; n++) expect((await web.form(path, call({ Digits: '2' }))).body).toBe(a.body);
    expect(await everything()).toEqual(before);
  });

  test('a step that does not follow on the last one says again what is open', async () => {
    await open();
    await step('/twilio/voice', {});
    const late = await step('/twilio/voice/CA1/9', { Digits: '1' });
    expect(late.text).toContain('For et menneske, trykk 0.');
    expect(actionOf(late)).toContain('/CA1/10#');
  });

  test('is over when Twilio says so; a step that comes late is told so', async () => {
    await open();
    await step('/twilio/voice', {});
    expect((await web.form('/twilio/voice/status', call({ CallStatus: 'completed' }))).status).toBe(204);
    const late = await step('/twilio/voice/CA1/1', { Digits: '1' });
    expect(late.text).toContain('Denne samtalen er avsluttet.');
    const rows = await web.store.db.selectFrom('conversation').select(['status', 'call_id']).execute();
    expect(rows).toEqual([{ status: 'ended', call_id: 'CA1' }]);
  });

  test('is not taken unsigned, from another account, or where it says too little', async () => {
    await open();
    const none = await web.ask({ method: 'POST', path: '/twilio/voice', body: '' });
    expect(none.status).toBe(403);
    for (const path of ['/twilio/voice', '/twilio/voice/CA1/1', '/twilio/voice/CA1/whisper', '/twilio/call/x/status']) {
      expect((await web.form(path, call(), { token: 'another' })).status, path).toBe(403);
      expect((await web.form(path, call({ AccountSid: `AC${'b'.repeat(32)}` }))).status, path).toBe(403);
    }
    for (const name of ['CallSid', 'To']) {
      expect((await web.form('/twilio/voice', call({ [name]: '' }))).status, name).toBe(400);
    }
    expect((await web.form('/twilio/voice/CA1/recording', call())).status).toBe(400);
    expect(await web.arrivals()).toEqual([]);
  });

  test('somebody without a number is nobody, and is forgotten when the call is over', async () => {
    await open();
    for (const From of ['', 'Anonymous', '+266696687']) {
      const response = await step('/twilio/voice', { From, CallSid: `CA${From.length}` });
      expect(response.text).toContain('En maskin svarer.');
      await web.form('/twilio/voice/status', call({ CallSid: `CA${From.length}`, CallStatus: 'completed' }));
    }
    const people = await web.store.db.selectFrom('person').select('number').execute();
    expect(people.filter(({ number }) => !number.startsWith('+47'))).toEqual([]);
  });

  test('a human presses a key to take it; otherwise a message is left, and found with the callback', async () => {
    await open();
    await step('/twilio/voice', {});
    const dialled = await step('/twilio/voice/CA1/1', { Digits: '0' });
    const number = dialled.children.find((e) => e.name === 'Dial')?.children[0];
    const whisper = new URL(number?.attributes['url'] ?? '').pathname;
    expect(parseTwiml((await web.form(whisper, call({ CallSid: 'CA2' }))).body).text).toContain('Trykk 1');
    expect(parseTwiml((await web.form(whisper, call({ CallSid: 'CA2', Digits: '5' }))).body).children[0]?.name).toBe(
      'Hangup',
    );
    const record = await step(actionOf(dialled), { DialCallStatus: 'completed' });
    expect(record.children.at(-2)?.name).toBe('Record');
    const left = { RecordingSid: 'RE1', RecordingDuration: '9', RecordingUrl: 'https://x' };
    await step(actionOf(record), left);
    expect((await web.form('/twilio/voice/CA1/recording', call(left))).status).toBe(204);
    expect(await web.store.db.selectFrom('recording').select(['id', 'seconds']).execute()).toEqual([
      { id: 'RE1', seconds: 9 },
    ]);
    expect(await web.store.db.selectFrom('callback').select(['reason', 'status']).execute()).toEqual([
      { reason: 'asked for a human', status: 'open' },
    ]);
  });

  test('a centre’s own recording is played in place of the sentence', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'recordings-'));
    mkdirSync(join(folder, 'arendal', 'nb'), { recursive: true });
    writeFileSync(join(folder, 'arendal', 'nb', 'phone.menu.mp3'), 'sound');
    writeFileSync(
      join(folder, 'arendal', 'nb', 'phone.greeting.mp3'),
      'a sentence with a place in it cannot be recorded',
    );
    await open({ ...TWILIO, RINGERUNDE_RECORDINGS: folder });
    const first = await step('/twilio/voice', {});
    const played = first.children[0]?.children.filter((e) => e.name === 'Play').map((e) => e.text);
    expect(played).toEqual(['https://line.example.no/recordings/arendal/nb/phone.menu.mp3']);
    const fetched = await web.ask({ path: '/recordings/arendal/nb/phone.menu.mp3' });
    expect(fetched).toMatchObject({ status: 200, body: 'sound' });
    expect((await web.ask({ path: '/recordings/../package.json' })).status).toBe(404);
    expect((await web.ask({ path: '/recordings/arendal' })).status).not.toBe(200);
  });
});

/** Every row of every table that a step could touch. */
async function everything(): Promise<unknown> {
  const { db } = web.store;
  const tables = ['arrival', 'call', 'conversation', 'person', 'outbox', 'sign_up', 'callback'] as const;
  return Promise.all(tables.map((table) => db.selectFrom(table).selectAll().execute()));
}
