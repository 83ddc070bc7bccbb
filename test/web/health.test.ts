import { afterEach, describe, expect, test } from 'vitest';
import { inbound, openWeb, TWILIO, type Web } from '../support/web.ts';

let web: Web;
const open = async (env: Record<string, string> = TWILIO): Promise<Web> => (web = await openWeb(env));
afterEach(() => web.close());

interface Readiness {
  ready: boolean;
  reasons: string[];
  numbers: Record<string, number>;
}
const readiness = async (): Promise<Readiness> => JSON.parse((await web.ask({ path: '/readyz' })).body) as Readiness;

describe('health', () => {
  test('alive and ready, in numbers', async () => {
    await open();
    expect(await web.ask({ path: '/healthz' })).toMatchObject({ status: 200 });
    expect((await web.ask({ path: '/readyz' })).status).toBe(200);
    const { ready, reasons, numbers } = await readiness();
    expect({ ready, reasons }).toEqual({ ready: true, reasons: [] });
    for (const [name, value] of Object.entries(numbers)) expect(typeof value, name).toBe('number');
  });

  test('not ready without a database that can be written to', async () => {
    await open();
    await web.store.close();
    expect((await web.ask({ path: '/readyz' })).status).toBe(503);
    expect((await readiness()).reasons).toEqual(['the database cannot be written to']);
    expect((await web.ask({ path: '/healthz' })).status).toBe(200);
    expect((await web.ask({ path: '/metrics' })).status).toBe(500);
  });

  test('not ready when nothing has been looked for as due for three minutes', async () => {
    await open();
    web.clock.advance(181_000);
    expect((await readiness()).reasons).toEqual(['nothing has been looked for as due lately']);
  });

  test('not ready once it has been told to stop', async () => {
    await open();
    await web.service.stop();
    expect((await readiness()).reasons).toContain('the service is stopping');
  });

  test('not ready while what came in is not taken', async () => {
    await open();
    await web.store.write((tx) =>
      tx
        .insertInto('arrival')
        .values({
          id: 'SMold',
          kind: 'text',
          centre_id: null,
          peer: '+4790000001',
          payload: '{}',
          provider_at: null,
          received_at: '2026-11-23T09:00:00.000Z',
          state: 'new',
          attempts: 0,
        })
        .execute(),
    );
    expect((await readiness()).reasons).toEqual(['what came in is not being taken']);
  });

  test.each([
    { host: 'line.example.no' },
    { host: 'Line.Example.no:443' },
    { 'x-forwarded-for': '203.0.113.7' },
    { forwarded: 'for=203.0.113.7' },
    { via: '1.1 proxy' },
    { 'x-real-ip': '203.0.113.7' },
  ])('from outside (%j) there are no metrics, and readiness is a yes or a no', async (headers) => {
    await open();
    expect(await web.ask({ path: '/metrics', headers })).toMatchObject({ status: 404 });
    expect(JSON.parse((await web.ask({ path: '/readyz', headers })).body)).toEqual({ ready: true });
    expect((await web.ask({ path: '/healthz', headers })).status).toBe(200);
  });

  test('from outside, what is wrong is not told', async () => {
    await open();
    web.clock.advance(181_000);
    const red = await web.ask({ path: '/readyz', headers: { host: 'line.example.no' } });
    expect({ status: red.status, body: red.body }).toEqual({ status: 503, body: '{"ready":false}' });
    expect((await readiness()).reasons).toEqual(['nothing has been looked for as due lately']);
  });

  test('metrics count arrivals, messages and the process, and name nobody', async () => {
    await open();
    await web.form('/twilio/sms', inbound({ Body: 'HJELP' }));
    await web.service.settle();
    const { status, body, headers } = await web.ask({ path: '/metrics' });
    expect(status).toBe(200);
    expect(headers['content-type']).toContain('text/plain');
    for (const line of [
      /^ringerunde_turns_total [1-9]/m,
      /^ringerunde_arrivals\{state="done"\} [1-9]/m,
      /^ringerunde_outbox\{state="pending"\} 0/m,
      /^nodejs_eventloop_lag_seconds /m,
      /^process_resident_memory_bytes /m,
    ]) {
      expect(body).toMatch(line);
    }
    expect(body).not.toMatch(/HJELP|90000001/);
  });

  test('what is nowhere is said in JSON', async () => {
    await open();
    const answer = await web.ask({ path: '/nowhere' });
    expect(answer.status).toBe(404);
    expect(answer.headers['content-type']).toMatch(/json/);
  });
});
