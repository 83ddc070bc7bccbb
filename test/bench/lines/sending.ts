import { join } from 'node:path';
import { median, pairs } from '../measure.ts';
import { atLeast, shown, type Result } from '../report.ts';
import { startSide, withSides } from '../side.ts';
import { makeFolder } from '../workplace.ts';

const ROUNDS = 5;
const MESSAGES = 1500;

interface Sent {
  perSecond: number;
  cpu: number;
}

/** Line 8: what our bookkeeping takes from the speed of the carrier's own client. */
export async function measureSending(): Promise<Result[]> {
  const carrier = await startSide('carrier');
  try {
    const apiUrl = `http://127.0.0.1:${await carrier.ask<number>('port')}`;
    const file = join(makeFolder(), 'sending.db');
    return await withSides(
      [
        ['sending', { file, apiUrl }],
        ['bare client', { apiUrl }],
      ],
      async (ours, bare) => {
        const [mine, theirs]: [Sent[], Sent[]] = [[], []];
        // The first round warms up.
        for (let round = 0; round <= ROUNDS; round++) {
          const pair = [await ours?.ask<Sent>('send', MESSAGES), await bare?.ask<Sent>('send', MESSAGES)];
          if (round === 0 || pair[0] === undefined || pair[1] === undefined) continue;
          mine.push(pair[0]);
          theirs.push(pair[1]);
        }
        const speed = ({ perSecond }: Sent): number => perSecond;
        const cpu = (list: Sent[]): string => shown(median(list.map((one) => one.cpu)));
        const measured = pairs(mine.map(speed), theirs.map(speed));
        return [
          {
            line: 8,
            what: 'outbox to carrier, 10 in flight',
            unit: 'messages/s',
            ...measured,
            other: 'the twilio client in a bare loop',
            goal: '>= 0.80',
            verdict: atLeast(measured.ratio, 0.8),
            note: `CPU a message: ${cpu(mine)} us, bare client ${cpu(theirs)} us`,
          },
        ];
      },
    );
  } finally {
    await carrier.stop();
  }
}
