// A process of its own: claims all messages in the database named on its command line, and prints their bodies as JSON.
// Starts on a signal, so that two processes start together, and waits for another one with the first messages in its hands:
// by then each of the two has some, however busy the machine is.
import { createInterface } from 'node:readline';
import { openStore } from '../../../src/db/open.ts';
import { claimDue } from '../../../src/domain/messages/claim.ts';
import { recordOutcome } from '../../../src/domain/messages/send-outcomes.ts';
import { countedIds, START } from '../outbox.ts';

async function claimAll(file: string, node: string): Promise<string[]> {
  const store = await openStore(`sqlite:${file}`);
  const moment = { now: START, ids: countedIds(node) };
  const signals = createInterface(process.stdin)[Symbol.asyncIterator]();
  const wait = async (word: string): Promise<void> => {
    process.stdout.write(`${word}\n`);
    await signals.next();
  };
  await wait('ready');
  const sent: string[] = [];
  for (let idle = 0; idle < 5;) {
    const claimed = await store.write((tx) => claimDue(tx, moment, { max: 3, node, leaseMs: 60_000 }));
    idle = claimed.length === 0 ? idle + 1 : 0;
    if (sent.length === 0) await wait('claimed');
    for (const one of claimed) {
      sent.push(one.row.body);
      const result = { is: 'accepted', sid: `SM${one.attemptId}` } as const;
      await store.write((tx) => recordOutcome(tx, moment, { ...one, result }));
    }
    await new Promise((resolve) => setTimeout(resolve, claimed.length === 0 ? 20 : 0));
  }
  await store.close();
  return sent;
}

const [, , file = '', node = ''] = process.argv;
process.stdout.write(`${JSON.stringify(await claimAll(file, node))}\n`);
process.exit(0);
