import { setAgenda } from '../domain/agenda.ts';
import { isOptedOut } from '../domain/consent.ts';
import { forgetSome, inactive, nextRetentionAt } from '../domain/retention.ts';
import { earliestSend } from '../domain/quiet-hours.ts';
import { dateOf, DAY_MS, later, toInstant, toWall } from '../domain/time.ts';
import { openConversation } from './conversations.ts';
import { THE_HOUSE } from './digests.ts';
import { eraseAndTell } from './erase.ts';
import type { Scene } from './house.ts';
import { beginFlow } from './talk.ts';
import { tell } from './tell.ts';
import type { Hand } from './text-turn.ts';
import type { Became } from './turn.ts';

/** Between two steps, so that whoever writes meanwhile is answered first. */
const STEP_EVERY_MS = 1000;
/** When somebody is asked whether they are to be kept: by day, not in the night in which it was noticed. */
const ASKED_AT = '11:00';
/** Somebody erases what is due, this many a night at most: each takes a search through everything. */
const ERASED_MAX = 20;

/** The turn in which something old is forgotten: one step, and the next a moment later, until tomorrow night. */
export async function takeRetention(hand: Hand): Promise<Became> {
  const { tx, moment } = hand;
  const { rule, forgotten } = await forgetSome(tx, moment);
  if (rule !== null) {
    await setAgenda(tx, 'retention', THE_HOUSE, later(moment.now, STEP_EVERY_MS));
    return { outcome: `${forgotten} ${rule}`, state: 'done', centreId: null };
  }
  const { toAsk, toErase } = await inactive(tx, moment.now);
  const askAt = toInstant(`${dateOf(toWall(moment.now))}T${ASKED_AT}`);
  for (const id of toAsk) await setAgenda(tx, 'ask whether to keep', id, askAt > moment.now ? askAt : moment.now);
  for (const { centreId, number } of toErase.slice(0, ERASED_MAX)) {
    const centre = await tx.selectFrom('centre').selectAll().where('id', '=', centreId).executeTakeFirstOrThrow();
    await eraseAndTell(hand, { centre, number });
  }
  await setAgenda(tx, 'retention', THE_HOUSE, nextRetentionAt(moment.now));
  return { outcome: 'nothing old is left', state: 'done', centreId: null };
}

/** The turn in which somebody who has been silent for a year is asked; whoever may not be written to is not asked. */
export async function takeAskWhetherToKeep({ house, tx, moment, arrival }: Hand, personId: string): Promise<Became> {
  const person = await tx.selectFrom('person').selectAll().where('id', '=', personId).executeTakeFirst();
  if (person === undefined) return { outcome: 'nobody there', state: 'ignored', centreId: null };
  const centre = await tx.selectFrom('centre').selectAll().where('id', '=', person.centre_id).executeTakeFirstOrThrow();
  const became = (outcome: string, state: Became['state'] = 'done'): Became => ({
    outcome,
    state,
    centreId: centre.id,
  });
  const from = earliestSend('broadcast', moment.now);
  if (from > moment.now) {
    await setAgenda(tx, 'ask whether to keep', personId, from);
    return became('waits for daytime');
  }
  await tx.updateTable('person').set({ kept_asked_at: moment.now }).where('id', '=', personId).execute();
  if (await isOptedOut(tx, { centreId: centre.id, number: person.number })) return became('opted out', 'ignored');
  const scene: Scene = { house, tx, moment, centre, person, arrivalId: arrival.id };
  const talk = await beginFlow(scene, 'keep-me', {}, await openConversation(tx, personId));
  await tell(scene, { ...talk, kind: 'reminder', expiresAt: later(moment.now, DAY_MS) });
  return became('asked');
}
