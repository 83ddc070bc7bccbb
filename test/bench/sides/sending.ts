import { createTwilioCarrier } from '../../../src/carriers/twilio/client.ts';
import { migrate, openStore } from '../../../src/db/open.ts';
import { queueMessage } from '../../../src/domain/messages/outbox.ts';
import { loadDemo } from '../../../src/feeds/demo.ts';
import { createClock, randomIds } from '../../../src/service/app/clock.ts';
import { createSender } from '../../../src/service/delivery/sender/sender.ts';
import { createLog } from '../../../src/log.ts';
import { cpuUsed, type Deeds } from '../side.ts';
import { ACCOUNT, CENTRE, NOW, PUBLIC_URL, TOKEN } from '../texts.ts';

const IN_FLIGHT = 10;

/** Our sender over a file, with the carrier that speaks Twilio's REST API. */
export async function open({ file, apiUrl }: { file: string; apiUrl: string }): Promise<Deeds> {
  const store = await openStore(`sqlite:${file}`);
  await migrate(store);
  const clock = createClock(NOW);
  await loadDemo(store, { clock, ids: randomIds });
  const sender = createSender({
    store,
    clock,
    ids: randomIds,
    log: createLog('fatal', process.stderr),
    node: 'bench',
    carrier: createTwilioCarrier({ accountSid: ACCOUNT, authToken: TOKEN, publicUrl: PUBLIC_URL, apiUrl }),
    limits: { parallelMax: IN_FLIGHT, perSecond: 1_000_000 },
  });
  let people = 0;

  return {
    /** Messages a second from the outbox to the carrier, and microseconds of CPU each. */
    send: async (count: number) => {
      await store.write(async (tx) => {
        const moment = { now: clock.now().toISOString(), ids: randomIds };
        for (let i = 0; i < count; i++) await queueMessage(tx, moment, messageTo(++people));
      });
      const [from, before] = [performance.now(), cpuUsed()];
      await sender.tick();
      const took = performance.now() - from;
      const cpu = (cpuUsed() - before) / count;
      const left = await store.db.selectFrom('outbox').select('id').where('state', '!=', 'accepted').execute();
      if (left.length > 0) throw new Error(`${left.length} messages were not sent`);
      return { perSecond: (count * 1000) / took, cpu };
    },
  };
}

const messageTo = (person: number) => ({
  dedupe: `bench/${person}`,
  centreId: 'arendal',
  personId: null,
  fromNumber: CENTRE,
  number: `+47${90_000_000 + person}`,
  kind: 'broadcast' as const,
  body: 'Hei! Husk formiddagstreffet i morgen kl. 11 på Frivilligsentralen.',
  language: 'nb',
  encoding: 'GSM-7' as const,
  parts: 1,
});
