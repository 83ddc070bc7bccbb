// A process of its own: on a signal, signs up the people named on its command line, one by one, and prints the outcomes
// as JSON. Two of them start together.
import { once } from 'node:events';
import { openStore } from '../../../src/db/open.ts';
import { signUp, type SignUpDone } from '../../../src/domain/activities/sign-ups.ts';
import { CENTRE_ID, momentsOf } from '../people/centre.ts';

async function joinAll(url: string, activityId: string, occurrence: string, people: string[]): Promise<SignUpDone[]> {
  const store = await openStore(url);
  const { now } = momentsOf()();
  process.stdout.write('ready\n');
  await once(process.stdin, 'data');
  const done: SignUpDone[] = [];
  for (const [i, personId] of people.entries()) {
    const moment = { now, ids: { next: () => `sign_up of ${personId}` } };
    const wish = { centreId: CENTRE_ID, activityId, occurrence, personId, persons: 1 + (i % 3) };
    done.push(await store.write((tx) => signUp(tx, moment, wish)));
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
  await store.close();
  return done;
}

const [, , url = '', activityId = '', occurrence = '', ...people] = process.argv;
process.stdout.write(`${JSON.stringify(await joinAll(url, activityId, occurrence, people))}\n`);
process.exit(0);
