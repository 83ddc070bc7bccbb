import type { Centre } from '../../db/schema/index.ts';
import { optOut } from '../../domain/centres/opt-out.ts';
import { putInInbox, type InboxReason } from '../../domain/staff/inbox.ts';
import { canCall } from '../../domain/base/phone-numbers.ts';
import type { ArrivalOutcome } from '../engine/journal.ts';
import { plainly, saysStop } from '../engine/read-text.ts';
import type { TextPayload, ArrivalTurn } from '../engine/scene.ts';

/**
 * A text from a sender that the line cannot or must not write to: a name ("Posten"), a landline, a premium-rate number
 * (docs/rules.md D7), or a person on another channel ("whatsapp:"). Stores it without an answer. Staff are told of a
 * person in need, and of a sender that they can ring.
 */
export async function handleUnreplyable(
  { tx, moment, arrival }: ArrivalTurn,
  centre: Centre,
  text: TextPayload,
): Promise<ArrivalOutcome> {
  const [centreId, number] = [centre.id, text.from];
  const became = (outcome: string, state: ArrivalOutcome['state']): ArrivalOutcome => ({ outcome, state, centreId });
  if (saysStop(text)) {
    await optOut(tx, moment, { centreId, number, how: 'text' });
    return became('stop', 'done');
  }
  const { intent } = plainly(text.body);
  const reason: InboxReason | null =
    intent === 'automatic'
      ? null
      : intent === 'crisis'
        ? 'crisis'
        : text.channel !== undefined
          ? 'another channel'
          : canCall(number)
            ? 'cannot be texted'
            : null;
  if (reason === null) return became('cannot be answered', 'ignored');
  await putInInbox(tx, moment, { centreId, personId: null, number, reason, arrivalId: arrival.id, body: text.body });
  return became(reason, 'done');
}
