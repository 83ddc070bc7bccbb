import type { Person } from '../../../db/schema/index.ts';
import { masked } from '../../../domain/base/phone-numbers.ts';
import { Refusal } from '../../../domain/base/refusal.ts';
import type { NumberChanged } from '../../../domain/assignments/change-number.ts';
import { changeNumberAndNotify } from '../../../service/notify/new-number.ts';
import type { Turn } from '../../../service/engine/scene.ts';
import { safe } from '../../framework/escape.ts';

export type Given = Extract<NumberChanged, { outcome: 'changed' | 'already' }>;

/**
 * Changes a person's number.
 * @throws Refusal when the number belongs to another person
 */
export async function giveNumber(turn: Turn, to: { person: Person; number: string }): Promise<Given> {
  const changed = await changeNumberAndNotify(turn, to);
  if (changed.outcome !== 'taken') return changed;
  const { by } = changed;
  const whose = by.name === null ? 'another volunteer' : safe(by.name);
  throw new Refusal(
    `${to.number} belongs to ${whose}, and nothing was changed: one number is one person. See: ringerunde people show ${to.number}`,
  );
}

/** The result of the change, in sentences. */
export function numberSays(given: Given): string {
  if (given.outcome === 'already') return 'That is the number already.';
  const asked = given.askedAgain === 0 ? '' : ` What waits for an answer is asked again there: ${given.askedAgain}.`;
  return given.optedOut === 'yes'
    ? 'The number is changed. It has said STOP to us, so nothing is sent there; START from that phone ends it.'
    : `The number is changed, and both numbers are told.${asked}`;
}

/** For the audit log. */
export const numberDetail = (given: Given, number: string): Record<string, string> =>
  given.outcome === 'already' ? {} : { from: masked(given.old), to: masked(number) };
