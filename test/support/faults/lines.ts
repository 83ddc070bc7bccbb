import { migrate, openStore } from '../../../src/db/open.ts';
import { randomIds } from '../../../src/service/app/clock.ts';
import { CENTRE, seed } from '../app.ts';
import { openServed, sleep, type Served } from './served.ts';

/** The tables and the centre of Arendal, in an empty PostgreSQL. */
export async function plantLine(url: string): Promise<void> {
  const store = await openStore(url);
  await migrate(store);
  await seed(store, { now: new Date().toISOString(), ids: randomIds });
  await store.write((tx) => tx.updateTable('activity').set({ capacity: null }).execute());
  await store.write((tx) => tx.updateTable('centre').set({ per_second: 1000 }).execute());
  await store.close();
}

/** The service on such a database, ready. `url` may lead through a relay or a pooler. */
export async function serveLine(url: string): Promise<Served> {
  const served = await openServed(url);
  served.start();
  while ((await served.readiness()) !== 200) await sleep(100);
  return served;
}

/** A text that is at Twilio from now on: the fields of its webhook request. */
export const textFrom = (served: Served, n: number, body: string): Record<string, string> =>
  served.network.receive({ from: numberOf(n), to: CENTRE, body });

export const numberOf = (n: number): string => `+47900${String(10_000 + n)}`;

/** Each text that people got, with how often. */
export function answersOf(served: Served): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { direction, to, body } of served.network.messages)
    if (direction === 'outbound-api') counts.set(`${to} ${body}`, (counts.get(`${to} ${body}`) ?? 0) + 1);
  return counts;
}
