import type { Moment } from '../../db/moment.ts';
import type { Assignment, Tx } from '../../db/schema/index.ts';
import { findAssignment, secretOf, type Secret } from './assignments.ts';
import { fitToNeeds, moveAgenda } from './decisions.ts';
import { boardOf } from './offers.ts';
import { toInstant } from '../base/time.ts';

/** The changeable fields of an assignment; missing ones stay as they are. */
export type AssignmentFields = Partial<
  Pick<
    Assignment,
    | 'title'
    | 'kind'
    | 'starts_at'
    | 'minutes'
    | 'needs'
    | 'postcode'
    | 'place_name'
    | 'lat'
    | 'lon'
    | 'description'
    | 'needs_car'
    | 'needs_languages'
    | 'needs_certificate'
    | 'needs_confidentiality'
    | 'confirm'
    | 'ordered_by'
    | 'ordered_contact'
  >
>;

/** Outdated values that volunteers still know, by column; about the recipient only that something changed. */
export type Untold = Partial<Pick<Assignment, 'title' | 'starts_at' | 'minutes' | 'place_name'>> & { secret?: 1 };

const TOLD = ['title', 'starts_at', 'minutes', 'place_name'] as const;

export const untoldOf = ({ untold }: Pick<Assignment, 'untold'>): Untold => JSON.parse(untold) as Untold;

/**
 * Changes an assignment. Sends nothing yet: the changes are collected until staff send them, so that five corrections
 * become one message.
 */
export async function changeAssignment(
  tx: Tx,
  moment: Moment,
  before: Assignment,
  change: { fields: AssignmentFields; secret: Partial<Secret> },
): Promise<{ outcome: 'changed' | 'already so' | 'closed' | 'too few'; assignment: Assignment }> {
  if (!['open', 'filled'].includes(before.status)) return { outcome: 'closed', assignment: before };
  const fields = Object.entries(change.fields).filter(([name, v]) => before[name as keyof Assignment] !== v);
  const hidden = await secretOf(tx, before.id);
  const secret = Object.entries(change.secret).filter(([name, v]) => hidden[name as keyof Secret] !== v);
  if (fields.length + secret.length === 0) return { outcome: 'already so', assignment: before };

  const after = Object.fromEntries(fields) as AssignmentFields;
  const confirmed = (await boardOf(tx, before.id)).filter((o) => o.status === 'confirmed').length;
  if (after.needs !== undefined && after.needs < confirmed) return { outcome: 'too few', assignment: before };
  const startsUtc = after.starts_at === undefined ? before.starts_utc : toInstant(after.starts_at);
  await tx
    .updateTable('assignment')
    .set({
      ...after,
      starts_utc: startsUtc,
      // The old deadline for answers is useless when the assignment now starts before it.
      ...(before.answer_by !== null && before.answer_by >= startsUtc ? { answer_by: null } : {}),
      untold: JSON.stringify(untoldAfter(before, { ...before, ...after }, secret.length > 0)),
      changed_at: moment.now,
    })
    .where('id', '=', before.id)
    .execute();
  if (secret.length > 0) {
    await tx
      .updateTable('assignment_secret')
      .set(Object.fromEntries(secret))
      .where('assignment_id', '=', before.id)
      .execute();
  }
  const assignment = (await findAssignment(tx, before.id)) ?? before;
  if (after.starts_at !== undefined || after.minutes !== undefined) await moveAgenda(tx, moment, assignment);
  if (after.needs !== undefined) await fitToNeeds(tx, moment, assignment);
  return { outcome: 'changed', assignment };
}

/** Compares with the values that volunteers know: a change and its reversal need no message. */
function untoldAfter(before: Assignment, after: Assignment, isSecretChanged: boolean): Untold {
  const known: Untold = untoldOf(before);
  const entries = TOLD.flatMap((name) => {
    const told = known[name] ?? before[name];
    return told === after[name] ? [] : [[name, told]];
  });
  return { ...Object.fromEntries(entries), ...(isSecretChanged || known.secret === 1 ? { secret: 1 as const } : {}) };
}

/** Records that all volunteers concerned have been told. */
export async function recordToldOfChanges(tx: Tx, assignmentId: string): Promise<void> {
  await tx.updateTable('assignment').set({ untold: '{}' }).where('id', '=', assignmentId).execute();
}
