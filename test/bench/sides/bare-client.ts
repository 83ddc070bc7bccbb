import twilio from 'twilio';
import { cpuUsed, type Deeds } from '../side.ts';
import { ACCOUNT, CENTRE, PUBLIC_URL, TOKEN } from '../texts.ts';

const IN_FLIGHT = 10;

/** Twilio's client in a bare loop: nothing is kept. */
export function open({ apiUrl }: { apiUrl: string }): Promise<Deeds> {
  const client = twilio(ACCOUNT, TOKEN);
  client.api.baseUrl = apiUrl;
  return Promise.resolve({
    send: async (count: number) => {
      let left = count;
      const one = async (): Promise<void> => {
        while (left > 0) {
          const id = left--;
          await client.messages.create({
            from: CENTRE,
            to: `+47${90_000_000 + id}`,
            body: 'Hei! Husk formiddagstreffet i morgen kl. 11 på Frivilligsentralen.',
            smartEncoded: false,
            statusCallback: `${PUBLIC_URL}/twilio/status/out_${id}`,
          });
        }
      };
      const [from, before] = [performance.now(), cpuUsed()];
      await Promise.all(Array.from({ length: IN_FLIGHT }, one));
      const took = performance.now() - from;
      return { perSecond: (count * 1000) / took, cpu: (cpuUsed() - before) / count };
    },
  });
}
