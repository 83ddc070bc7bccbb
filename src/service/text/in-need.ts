import type { Line } from '../../conversation/ask.ts';
import { HOUR_MS, later } from '../../domain/base/time.ts';
import type { Intent, Reading } from '../../understanding/base/reading.ts';
import { NEED_CERTAIN } from '../../understanding/read.ts';
import { recordNeed, toldLine, type Told } from '../notify/need.ts';
import { reply } from '../notify/reply.ts';
import { inOwnLanguage } from '../notify/safety-language.ts';
import type { Scene, TextPayload } from '../engine/scene.ts';
import type { ArrivalOutcome } from '../engine/journal.ts';
import { isLoop } from './loop-guard.ts';

/** Number of answers an hour to one number in need; staff are told of every text. */
const ANSWERS_MAX = 5;

/** Tells a human about a person in need, and gives the person the emergency numbers. */
export async function answerNeed(
  scene: Scene,
  { text, reading, optedOut }: { text: TextPayload; reading: Reading; optedOut: boolean },
): Promise<Pick<ArrivalOutcome, 'outcome' | 'state'>> {
  const earlier = await needsSince(scene, HOUR_MS);
  const { told, dueAt } = await recordNeed(scene, text.body);
  // The usual limit on replies does not apply to a person in need; only a machine gets no answer.
  if (!optedOut && earlier < ANSWERS_MAX && !(await isLoop(scene))) {
    const speaking = inOwnLanguage(scene, reading.language);
    await reply(speaking, { said: [sentence(speaking, reading, told, dueAt)], ask: null, kind: 'reply', need: true });
  }
  return { outcome: 'crisis', state: 'done' };
}

/** Words that a person in need may write next, such as "er det noen der": they get no menu. */
const GOES_ON: ReadonlySet<Intent> = new Set(['unclear', 'greeting', 'talk_to_human', 'help']);
const STILL_MS = 2 * HOUR_MS;

/** Whether a vague text comes from a person who was in need a short while ago. */
export async function goesOnInNeed(scene: Scene, { intent, keyword }: Reading): Promise<boolean> {
  if (!GOES_ON.has(intent) || keyword !== null) return false;
  return (await needsSince(scene, STILL_MS)) > 0;
}

/** The softer sentence applies while it is not certain that the person is in need. */
function sentence(scene: Scene, { confidence }: Reading, told: Told, dueAt: string): Line {
  const isCertain = confidence >= NEED_CERTAIN;
  if (isCertain && told === 'staff') return { key: 'common.crisis' };
  const who = { as: 'line', of: toldLine(scene, told, dueAt) } as const;
  return { key: isCertain ? 'need.danger' : 'need.doubt', params: { who } };
}

async function needsSince({ tx, moment, centre, person }: Scene, ms: number): Promise<number> {
  const row = await tx
    .selectFrom('inbox_item')
    .select((e) => e.fn.countAll<number>().as('n'))
    .where('centre_id', '=', centre.id)
    .where('number', '=', person.number)
    .where('reason', '=', 'crisis')
    .where('created_at', '>', later(moment.now, -ms))
    .executeTakeFirst();
  return Number(row?.n ?? 0);
}
