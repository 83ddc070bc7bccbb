// A process of its own: a service on a shared database. Each line on standard input is a round, {"at", "texts": [[sid,
// from, body]]}: all its texts arrive at the same moment, are answered, and the replies are printed as one JSON line.
// Several such processes run at once.
import { createInterface } from 'node:readline';
import { openStore } from '../../../src/db/open.ts';
import { createService } from '../../../src/service/app/service.ts';
import { randomIds } from '../../../src/service/app/clock.ts';
import { CENTRE, SILENT, testClock } from '../app.ts';
import { ROOT } from '../languages.ts';

interface Round {
  /** Wall time. */
  at: string;
  texts: [sid: string, from: string, body: string][];
}

const [, , url = '', node = ''] = process.argv;
const store = await openStore(url);
const clock = testClock();
let sent: { to: string; body: string }[] = [];
const service = createService({
  store,
  clock,
  ids: randomIds,
  log: SILENT,
  root: ROOT,
  node,
  carrier: () => ({
    name: 'network',
    send: ({ to, body }) => {
      sent.push({ to, body });
      return Promise.resolve({ outcome: 'accepted', sid: `SM${node}${Math.random()}`, status: 'queued' });
    },
  }),
  limits: { perSecond: 1000 },
});
/** The network repeats a text that was not acknowledged. */
async function receive([sid, from, body]: Round['texts'][number], tries = 5): Promise<void> {
  try {
    await service.receiveText({ sid, from, to: CENTRE, body, media: 0, optOutType: null });
  } catch (error) {
    if (tries === 1) throw error;
    await receive([sid, from, body], tries - 1);
  }
}

process.stdout.write('ready\n');
for await (const line of createInterface(process.stdin)) {
  const { at, texts } = JSON.parse(line) as Round;
  clock.set(at);
  sent = [];
  await Promise.all(texts.map((text) => receive(text)));
  await service.settle();
  process.stdout.write(`${JSON.stringify(sent)}\n`);
}
await service.stop();
await store.close();
