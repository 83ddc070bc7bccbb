import { setAgenda, type Due, WHOLE_SERVICE } from '../../domain/base/agenda.ts';
import { forgetSome, inactive, nextRetentionAt } from '../../domain/privacy/retention.ts';
import { dateOf, DAY_MS, later, toInstant, toWall } from '../../domain/base/time.ts';
import { mayContact } from '../notify/may-contact.ts';
import { eraseAndNotify } from './erase-person.ts';
import { queueCallAbout } from '../notify/queue-call.ts';
import { beginFlow } from '../engine/run-flow.ts';
import { reply } from '../notify/reply.ts';
import type { Turn } from '../engine/scene.ts';

/** Between two steps, so that whoever writes meanwhile is answered first. */
const STEP_EVERY_MS = 1000;
/** When somebody is asked whether they are to be kept: by day, not in the night in which it was noticed. */
const ASKED_AT = '11:00';
/** Each erasure is a search through everything. */
const ERASED_MAX = 20;

/** Forgets some of what is old: one step, and the next a moment later, until nothing old is left; then tomorrow night. */
export async function forgetOld(turn: Turn): Promise<string> {
  const { tx, moment } = turn;
  const { rule, forgotten } = await forgetSome(tx, moment);
  if (rule !== null) {
    await setAgenda(tx, 'retention', WHOLE_SERVICE, later(moment.now, STEP_EVERY_MS));
    return `${forgotten} ${rule}`;
  }
  const { toAsk, toErase } = await inactive(tx, moment.now);
  const askAt = toInstant(`${dateOf(toWall(moment.now))}T${ASKED_AT}`);
  for (const id of toAsk) await setAgenda(tx, 'ask whether to keep', id, askAt > moment.now ? askAt : moment.now);
  for (const { centreId, number } of toErase.slice(0, ERASED_MAX)) {
    const centre = await tx.selectFrom('centre').selectAll().where('id', '=', centreId).executeTakeFirstOrThrow();
    await eraseAndNotify(turn, { centre, number });
  }
  await setAgenda(tx, 'retention', WHOLE_SERVICE, nextRetentionAt(moment.now));
  return 'nothing old is left';
}

/** Asks somebody who has been silent for a year; whoever may not be written to is not asked. */
export async function askWhetherToKeep(turn: Turn, due: Due): Promise<string> {
  const { tx, moment } = turn;
  const person = await tx.selectFrom('person').select('id').where('id', '=', due.objectId).executeTakeFirst();
  if (person === undefined) return 'nobody there';
  const to = await mayContact(turn, person.id, { kind: 'broadcast', as: `keep:${person.id}:${due.dueAt}` });
  if (to.is === 'later') {
    await setAgenda(tx, 'ask whether to keep', person.id, to.at);
    return 'later';
  }
  await tx.updateTable('person').set({ kept_asked_at: moment.now }).where('id', '=', person.id).execute();
  if (to.is === 'never') return to.why;
  const expiresAt = later(moment.now, DAY_MS);
  if (to.is === 'by call') {
    const how = { kind: 'broadcast', dedupe: `keep:${person.id}:${due.dueAt}`, expiresAt } as const;
    return queueCallAbout(turn, to, { begin: 'keep-me', input: {} }, how);
  }
  const talk = await beginFlow(to.scene, 'keep-me', {}, to.open);
  await reply(to.scene, { ...talk, kind: 'reminder', expiresAt });
  return 'asked';
}
