import { expect, onTestFinished, test } from 'vitest';
import type { Carrier } from '../../../src/carriers/base/carrier.ts';
import { createTwilioCarrier } from '../../../src/carriers/twilio/client.ts';
import { recordCarrierCopies } from '../../../src/domain/messages/carrier-copies.ts';
import { createCarrierEraser } from '../../../src/service/delivery/erase-at-carrier.ts';
import { countedIds, SILENT, testClock } from '../../support/app.ts';
import { sqliteStore } from '../../support/store.ts';

const KEPT = `SM${'a'.repeat(32)}`;
const twilio = createTwilioCarrier({ accountSid: 'AC', authToken: 'x', publicUrl: 'https://line.example.no' });

async function erasedBy(carrier: Partial<Carrier>): Promise<{ asked: string[]; left: number }> {
  const store = await sqliteStore();
  onTestFinished(() => store.close());
  const clock = testClock();
  const ids = countedIds();
  const asked: string[] = [];
  const forget = (sid: string): Promise<'forgotten'> => {
    asked.push(sid);
    return Promise.resolve('forgotten');
  };
  const all: Carrier = { name: 'test', send: () => Promise.reject(new Error('not here')), forget, ...carrier };
  const moment = { now: clock.now().toISOString(), ids };
  await store.write((tx) => recordCarrierCopies(tx, moment, [KEPT, null, 'smpp-1', 'out_1/1f', 'CA1:0', 'SMnew']));
  await createCarrierEraser({ store, carrier: all, clock, ids, log: SILENT }).tick();
  const left = await store.db.selectFrom('carrier_copy').select('sid').execute();
  return { asked, left: left.length };
}

test('the carrier is asked to forget the texts that it keeps, whoever brought the others', async () => {
  expect(await erasedBy({ keeps: (sid) => twilio.keeps?.(sid) === true })).toEqual({ asked: [KEPT], left: 0 });
});

test('a carrier that keeps none has nothing to forget', async () => {
  expect(await erasedBy({})).toEqual({ asked: [], left: 0 });
});
