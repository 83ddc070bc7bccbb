import { get } from 'node:http';
import { afterEach, expect, test } from 'vitest';
import type { SimulatedCallState } from '../../../src/carriers/simulated-call/state.ts';
import { ARENDAL, openWeb, TWILIO, type Answered, type Web } from '../../support/web.ts';

let web: Web;
const open = async (env: Record<string, string> = {}): Promise<Web> => (web = await openWeb(env));
afterEach(() => web.close());

const PHONE = '+4790000001';
const here = (): string => `127.0.0.1:${web.port}`;
const post = (path: string, data: object, headers: Record<string, string> = {}): Promise<Answered> =>
  web.ask({
    method: 'POST',
    path: `/phone/${path}`,
    headers: {
      'content-type': 'application/json',
      'x-ringerunde': 'phone',
      origin: `http://${here()}`,
      cookie: web.phoneCookie,
      ...headers,
    },
    body: JSON.stringify(data),
  });
const ring = (headers?: Record<string, string>) => post('calls', { from: PHONE, to: ARENDAL }, headers);
const sceneIn = ({ body }: Answered): SimulatedCallState => JSON.parse(body) as SimulatedCallState;
const sentences = ({ heard }: SimulatedCallState): string[] => heard.flatMap((h) => (h.kind === 'say' ? [h.text] : []));

test('a call takes the same steps as Twilio’s, without a signature', async () => {
  await open({ ...TWILIO, RINGERUNDE_PHONE: 'on' });
  const begun = await ring();
  expect(begun.status).toBe(201);
  const first = sceneIn(begun);
  expect(first).toMatchObject({
    turn: 0,
    waits: { for: 'answer', keys: true, speech: true, timeoutS: 9, language: 'nb-NO' },
  });
  const second = sceneIn(await post(`calls/${first.sid}`, { did: 'keys', keys: '1', turn: 0 }));
  expect(sentences(second)).toContain('Hvor bor du? Tast postnummeret ditt, fire siffer, eller si navnet på stedet.');
  const over = sceneIn(await post(`calls/${first.sid}`, { did: 'hang up', turn: 1 }));
  expect(over.waits).toEqual({ for: 'nothing', because: 'the caller hung up' });
  expect((await web.arrivals()).map(({ id, kind }) => [id, kind])).toEqual([
    [`${first.sid}:0`, 'call'],
    [`${first.sid}:1`, 'call'],
  ]);
  expect(await web.store.db.selectFrom('call').select(['number', 'phase']).execute()).toEqual([
    { number: PHONE, phase: 'over' },
  ]);
  expect((await post(`calls/${first.sid}`, { did: 'silence', turn: 2 })).status).toBe(410);
});

test('below a PUBLIC_URL with a path, too', async () => {
  await open({ PUBLIC_URL: 'https://line.example.no/under/path' });
  const { sid } = sceneIn(await ring());
  expect(sentences(sceneIn(await post(`calls/${sid}`, { did: 'keys', keys: '1', turn: 0 }))).join()).toContain(
    'Hvor bor',
  );
});

test('one step at a time: what was meant for another is not taken', async () => {
  await open();
  const { sid } = sceneIn(await ring());
  const answers = await Promise.all(
    ['1', '2', '9'].map((keys) => post(`calls/${sid}`, { did: 'keys', keys, turn: 0 })),
  );
  expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409, 409]);
  expect((await post(`calls/${sid}`, { did: 'talked', turn: 1 })).status).toBe(409);
  expect(await web.arrivals()).toHaveLength(2);
});

test('is refused without our own origin and header, to others than centres, and out of shape', async () => {
  await open();
  const { sid } = sceneIn(await ring());
  for (const headers of [{ origin: 'https://evil.example' }, { 'x-ringerunde': '' }, { host: 'evil.example' }]) {
    const status = 'host' in headers ? 421 : 403;
    expect((await ring(headers)).status).toBe(status);
    expect((await post(`calls/${sid}`, { did: 'silence', turn: 0 }, headers)).status).toBe(status);
    expect((await post('rings/x', { how: 'picked up' }, headers)).status).toBe(status);
  }
  expect((await post('calls', { from: PHONE, to: '+4799999999' })).status).toBe(422);
  expect((await post('calls', { from: 'x', to: ARENDAL })).status).toBe(422);
  for (const deed of [
    {},
    { did: 'keys', keys: '1' },
    { did: 'keys', keys: 'x', turn: 0 },
    { did: 'keys', keys: '1'.repeat(41), turn: 0 },
    { did: 'speech', speech: 'a'.repeat(501), confidence: 1, turn: 0 },
    { did: 'speech', speech: 'a', confidence: 2, turn: 0 },
    { did: 'staff key', key: '11', turn: 0 },
    { did: 'message', seconds: 1e9, turn: 0 },
    { did: 'explode', turn: 0 },
  ]) {
    expect((await post(`calls/${sid}`, deed)).status, JSON.stringify(deed)).toBe(422);
  }
  expect((await post('calls/CAnone', { did: 'silence', turn: 0 })).status).toBe(410);
  expect((await post('rings/none', { how: 'picked up' })).status).toBe(410);
  expect((await post('rings/none', { how: 'sung' })).status).toBe(422);
  expect(await web.arrivals()).toHaveLength(1);
});

test('does not exist where the page is not served', async () => {
  await open({ RINGERUNDE_PHONE: 'off' });
  expect((await ring()).status).toBe(404);
  expect((await post('rings/x', { how: 'picked up' })).status).toBe(404);
});

/** A call that the line places to the phone. */
async function beRung(): Promise<string> {
  const { sid } = sceneIn(await ring());
  await post(`calls/${sid}`, { did: 'hang up', turn: 0 });
  const { db } = web.store;
  const person = await db.selectFrom('person').select('id').executeTakeFirstOrThrow();
  const now = web.clock.now().toISOString();
  const times = { not_before: now, created_at: now, expires_at: null };
  const whom = { centre_id: 'arendal', person_id: person.id, from_number: ARENDAL, number: PHONE, language: 'nb' };
  const purpose = JSON.stringify({ said: [{ key: 'common.again' }] });
  const row = {
    id: 'random',
    dedupe: 'one',
    kind: 'reminder',
    purpose,
    state: 'pending',
    tries: 0,
    refusals: 0,
  } as const;
  await web.store.write((tx) =>
    tx
      .insertInto('outgoing_call')
      .values({ ...row, ...whom, ...times })
      .execute(),
  );
  await web.service.settle();
  return row.id;
}

test('a phone that rings is told of once, is picked up once, and rings no more', async () => {
  await open();
  const id = await beRung();
  const told = await events(`/phone/events?phone=${encodeURIComponent(PHONE)}`, (all) => all.includes('event: rings'));
  expect(told).toContain(`event: rings\ndata: [{"id":"${id}","phone":"${PHONE}","centre":"${ARENDAL}"}]`);
  const both = await Promise.all([1, 2].map(() => post(`rings/${id}`, { how: 'picked up' })));
  expect(both.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 410]);
  expect((await post(`rings/${id}`, { how: 'no-answer' })).status).toBe(410);
  const scene = both.map(sceneIn).find(({ sid }) => sid !== undefined);
  expect(sentences(scene as SimulatedCallState).join(' ')).toContain('Vi har en beskjed til deg.');
  const rows = await web.store.db.selectFrom('outgoing_call').select(['state', 'tries']).execute();
  expect(rows).toEqual([{ state: 'placed', tries: 1 }]);
});

test.each([
  ['busy', 'busy'],
  ['no-answer', 'no-answer'],
  ['machine', 'machine'],
])('%s is told, and it is rung again later', async (how, reason) => {
  await open();
  const id = await beRung();
  expect((await post(`rings/${id}`, { how })).status).toBe(200);
  const rows = await web.store.db.selectFrom('outgoing_call').select(['state', 'reason']).execute();
  expect(rows).toEqual([{ state: 'pending', reason }]);
});

test('where an API carries the calls, nothing rings here', async () => {
  await open({ ...TWILIO, RINGERUNDE_PHONE: 'on' });
  const id = await beRung();
  await web.store.db.updateTable('outgoing_call').set({ state: 'placed', sid: 'CAtheirs' }).execute();
  expect((await post(`rings/${id}`, { how: 'picked up' })).status).toBe(410);
  expect((await post(`rings/${id}`, { how: 'busy' })).status).toBe(410);
});

function events(path: string, enough: (soFar: string) => boolean): Promise<string> {
  return new Promise((resolve, reject) => {
    const request = get({ host: '127.0.0.1', port: web.port, path, agent: false }, (response) => {
      let soFar = '';
      response.setEncoding('utf8').on('data', (chunk: string) => {
        soFar += chunk;
        if (enough(soFar)) request.destroy();
      });
      response.on('close', () => resolve(soFar));
      response.on('error', () => resolve(soFar));
    });
    request.on('error', reject);
  });
}
