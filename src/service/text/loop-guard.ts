import { compiled } from '../../db/compiled.ts';
import { putInInbox } from '../../domain/staff/inbox.ts';
import { HOUR_MS, later, MINUTE_MS } from '../../domain/base/time.ts';
import { reply } from '../notify/reply.ts';
import type { Scene, TextPayload } from '../engine/scene.ts';

/**
 * Number of replies to one number within `WINDOW_MS`. The next reply is a notice; after that the line is silent for an
 * hour.
 */
const REPLIES_MAX = 20;
const WINDOW_MS = 10 * MINUTE_MS;
const SILENCE_MS = HOUR_MS;
/** Number of times that the same text gets the same reply before the sender counts as a machine. */
const SAME_MAX = 3;

const earlierReply = compiled<{ number: string; before: number }, { created_at: string }>((db, arg) =>
  db
    .selectFrom('outbox')
    .select('created_at')
    .where('number', '=', arg('number'))
    .where('kind', '=', 'reply')
    .orderBy('seq', 'desc')
    .limit(1)
    .offset(arg('before')),
);

const lastReplies = compiled<{ number: string }, { body: string; created_at: string }>((db, arg) =>
  db
    .selectFrom('outbox')
    .select(['body', 'created_at'])
    .where('number', '=', arg('number'))
    .where('kind', '=', 'reply')
    .orderBy('seq', 'desc')
    .limit(SAME_MAX),
);

const lastTexts = compiled<{ number: string; id: string }, { payload: string }>((db, arg) =>
  db
    .selectFrom('arrival')
    .select('payload')
    .where('peer', '=', arg('number'))
    .where('kind', '=', 'text')
    .where('seq', '<=', (e) => e.selectFrom('arrival as this').select('this.seq').where('this.id', '=', arg('id')))
    .orderBy('seq', 'desc')
    .limit(SAME_MAX + 1),
);

/** Limits what one sender costs the centre. Every message is stored anyway, and STOPP is handled before this check. */
export async function howMany(scene: Scene): Promise<'few' | 'too many'> {
  const { tx, moment, person } = scene;
  const [earlier] = await earlierReply(tx, { number: person.number, before: REPLIES_MAX - 1 });
  if (earlier === undefined || !isWithin(WINDOW_MS + SILENCE_MS, earlier.created_at, moment.now)) return 'few';
  const told = await noticeOf(scene);
  if (told !== undefined && isWithin(SILENCE_MS, told, moment.now)) return 'too many';
  if (!isWithin(WINDOW_MS, earlier.created_at, moment.now)) return 'few';
  await giveNotice(scene);
  return 'too many';
}

/** Notices have ids by the hour of the clock, so two ids cover every notice of the last sixty minutes. */
const noticeIn = (personId: string, instant: string): string =>
  `flood:${personId}:${instant.slice(0, 'yyyy-mm-ddThh'.length)}`;

async function noticeOf({ tx, moment, person }: Scene): Promise<string | undefined> {
  const hours = [moment.now, later(moment.now, -HOUR_MS)].map((hour) => `${noticeIn(person.id, hour)}/0`);
  const rows = await tx.selectFrom('outbox').select('created_at').where('dedupe', 'in', hours).execute();
  return rows
    .map((row) => row.created_at)
    .toSorted()
    .at(-1);
}

async function giveNotice(scene: Scene): Promise<void> {
  const { tx, moment, person, centre, arrivalId } = scene;
  const who = { centreId: centre.id, personId: person.id, number: person.number };
  await putInInbox(tx, moment, { ...who, reason: 'many messages', arrivalId, body: '' });
  const notice = { ...scene, arrivalId: noticeIn(person.id, moment.now) };
  await reply(notice, { said: [{ key: 'common.flood' }], ask: null, kind: 'reply', about: null });
}

/**
 * Whether the line has given the same reply to the same text several times in a row. The sender is then a machine, and
 * the line falls silent to end the loop.
 */
export async function isLoop({ tx, moment, person, arrivalId }: Scene): Promise<boolean> {
  const said = await lastReplies(tx, { number: person.number });
  const same = said.filter((s) => s.body === said[0]?.body && isWithin(WINDOW_MS, s.created_at, moment.now));
  if (same.length < SAME_MAX) return false;
  const texts = await lastTexts(tx, { number: person.number, id: arrivalId });
  const bodies = texts.map(({ payload }) => (JSON.parse(payload) as TextPayload).body.trim());
  return bodies.length > SAME_MAX && bodies.every((body) => body === bodies[0]);
}

/**
 * After a clock was set back, rows lie in the future. They do not count: otherwise every sender would be over the
 * limit.
 */
function isWithin(ms: number, then: string, now: string): boolean {
  const age = Date.parse(now) - Date.parse(then);
  return age >= 0 && age <= ms;
}
