import { compiled } from '../db/compiled.ts';
import { putInInbox } from '../domain/inbox.ts';
import { MINUTE_MS } from '../domain/time.ts';
import type { Scene } from './house.ts';
import { tell } from './tell.ts';

/** So many replies to one number in ten minutes; then one notice, and silence for the hour. */
const REPLIES_MAX = 20;
const WINDOW_MS = 10 * MINUTE_MS;
const HOUR_LENGTH = 'yyyy-mm-ddThh'.length;

const earlierReply = compiled<{ number: string }, { created_at: string }>((db, arg) =>
  db
    .selectFrom('outbox')
    .select('created_at')
    .where('number', '=', arg('number'))
    .where('kind', '=', 'reply')
    .orderBy('seq', 'desc')
    .limit(1)
    .offset(REPLIES_MAX - 1),
);

/**
 * Keeps two machines from talking to each other, and one sender from costing the centre a fortune. Every message is kept
 * all the same, and STOPP is heard before this is asked.
 */
export async function howMany(scene: Scene): Promise<'few' | 'too many'> {
  const { tx, moment, person, centre } = scene;
  const [earlier] = await earlierReply(tx, { number: person.number });
  if (earlier === undefined || Date.parse(moment.now) - Date.parse(earlier.created_at) > WINDOW_MS) return 'few';
  const notice = `flood:${person.id}:${moment.now.slice(0, HOUR_LENGTH)}`;
  const told = await tx.selectFrom('outbox').select('id').where('dedupe', '=', `${notice}/0`).executeTakeFirst();
  if (told !== undefined) return 'too many';
  await putInInbox(tx, moment, {
    centreId: centre.id,
    personId: person.id,
    number: person.number,
    reason: 'many messages',
    arrivalId: scene.arrivalId,
    body: '',
  });
  await tell({ ...scene, arrivalId: notice }, { said: [{ key: 'common.flood' }], ask: null, kind: 'reply' });
  return 'too many';
}
