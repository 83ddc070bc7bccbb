import { setAgenda, type Due, WHOLE_SERVICE } from '../../domain/base/agenda.ts';
import { inactive } from '../../domain/privacy/inactive.ts';
import { forgetSome, nextRetentionAt } from '../../domain/privacy/retention.ts';
import { dateOf, DAY_MS, later, toInstant, toWall } from '../../domain/base/time.ts';
import { agendaOutcome, startConversation } from '../notify/start-conversation.ts';
import { eraseAndNotify } from './erase-person.ts';
import type { Turn } from '../engine/scene.ts';

/** Pause between two steps, so that persons who write in the meantime are answered first. */
const STEP_EVERY_MS = 1000;
/** The time of day for asking persons whether to keep their data: not in the night in which it became due. */
const ASKED_AT = '11:00';
/** Limit for one night, because each erasure searches all tables. */
const ERASED_MAX = 20;

/**
 * Forgets some old data: one step, and the next a moment later, until no old data is left; then again the next night.
 */
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

/** Asks a person who has been silent for a year; a person who must not be written to is not asked. */
export async function askWhetherToKeep(turn: Turn, due: Due): Promise<string> {
  const { tx, moment } = turn;
  const person = await tx.selectFrom('person').select('id').where('id', '=', due.objectId).executeTakeFirst();
  if (person === undefined) return 'nobody there';
  const started = await startConversation(turn, person.id, {
    flow: 'keep-me',
    kind: 'broadcast',
    textKind: 'reminder',
    key: { dedupe: `keep:${person.id}:${due.dueAt}` },
    prepare: () => Promise.resolve({ input: {}, expiresAt: later(moment.now, DAY_MS) }),
  });
  if (started.is !== 'later')
    await tx.updateTable('person').set({ kept_asked_at: moment.now }).where('id', '=', person.id).execute();
  return agendaOutcome(turn, due, started, 'asked');
}
