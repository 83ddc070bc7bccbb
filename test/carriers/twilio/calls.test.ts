import { afterEach, beforeEach, expect, test } from 'vitest';
import { createTwilioCarrier } from '../../../src/carriers/twilio/client.ts';
import { startFakeTwilio, type FakeTwilio } from '../../support/provider/fake-twilio.ts';

let fake: FakeTwilio;
beforeEach(async () => {
  fake = await startFakeTwilio();
});
afterEach(async () => {
  expect(fake.wrong).toEqual([]);
  await fake.close();
});

const carrierOf = () =>
  createTwilioCarrier({
    accountSid: fake.accountSid,
    authToken: fake.authToken,
    publicUrl: 'https://line.example.no',
    apiUrl: fake.url,
    timeoutMs: 60_000,
  });
const RING = { id: 'call-1', from: '+4745600001', to: '+4737012345' };

test('a call is placed with the addresses that carry its id, and found again by number', async () => {
  const carrier = carrierOf();
  const outcome = await carrier.call?.(RING);
  expect(outcome).toMatchObject({ outcome: 'accepted', sid: fake.calls[0]?.sid });
  expect(fake.calls[0]).toMatchObject({
    url: 'https://line.example.no/twilio/call/call-1#rc=3&rp=all',
    statusCallback: 'https://line.example.no/twilio/call/call-1/status#rc=3&rp=all',
  });
  const found = await carrier.findCalls?.({ to: RING.to, since: '2000-01-01T00:00:00.000Z' });
  expect(found).toMatchObject([{ sid: fake.calls[0]?.sid, end: null }]);
  expect(await carrier.findCalls?.({ to: RING.to, since: '2100-01-01T00:00:00.000Z' })).toEqual([]);
});

test.each([
  [21216, 'rejected'],
  [21215, 'rejected'],
  ['busy', 'refused'],
  ['error after', 'unknown'],
  ['reset after', 'unknown'],
] as const)('what goes wrong is an outcome: %s is %s', async (fault, outcome) => {
  fake.fail(fault);
  expect(await carrierOf().call?.(RING)).toMatchObject({ outcome });
});

test('a message on the line is fetched, and erased for good', async () => {
  fake.recordings.set('RE1', 'sound');
  const carrier = carrierOf();
  expect(Buffer.from((await carrier.fetchRecording?.('RE1')) ?? []).toString()).toBe('sound');
  await carrier.eraseRecording?.('RE1');
  await carrier.eraseRecording?.('RE1');
  expect(fake.recordings.size).toBe(0);
  expect(await carrier.fetchRecording?.('RE1')).toBeNull();
});
