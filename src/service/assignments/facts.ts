import type { AssignmentTold, Particulars } from '../../../flows/assignment-lines.ts';
import { ALONE_MAX, clip } from '../../channels/clip.ts';
import type { Line } from '../../conversation/ask.ts';
import type { Assignment, Tx } from '../../db/schema/index.ts';
import { secretOf } from '../../domain/assignments/assignments.ts';

/** The facts of an assignment that a volunteer may know before the confirmation. */
export const factsFor = (a: Assignment): AssignmentTold => ({
  title: clip(a.title, ALONE_MAX),
  startsAt: a.starts_at,
  minutes: a.minutes,
  place: clip(a.place_name ?? '', ALONE_MAX),
  description: a.description,
  needsCar: a.needs_car,
  needsLanguages: a.needs_languages,
});

/** Title and day: the parameters of every sentence about an assignment. */
export const about = (a: Assignment): NonNullable<Line['params']> => ({
  title: clip(a.title, ALONE_MAX),
  day: { as: 'day', of: a.starts_at },
});

/**
 * Who, where and when: the only place that puts the recipient's name and address into words for a volunteer. The caller
 * makes sure that the volunteer is confirmed.
 */
export async function particularsOf(tx: Tx, a: Assignment): Promise<Particulars> {
  const secret = await secretOf(tx, a.id);
  const params = { title: clip(a.title, ALONE_MAX), day: { as: 'fullDay', of: a.starts_at } } as const;
  const { details } = secret;
  return {
    line: { key: 'assignment.confirmed', params: { ...params, facts: { as: 'lines', of: whoAndWhere(secret) } } },
    more: details === '' ? null : { key: 'assignment.more', params: { details: { as: 'written', of: details } } },
  };
}

/** The recipient and the meeting place, as sentences. */
export function whoAndWhere({
  recipient,
  address,
  phone,
}: {
  recipient: string;
  address: string;
  phone: string;
}): Line[] {
  const facts: Line[] = [];
  if (recipient !== '') facts.push({ key: 'assignment.recipient', params: { recipient } });
  if (address !== '') facts.push({ key: 'assignment.address', params: { address: { as: 'written', of: address } } });
  if (phone !== '') facts.push({ key: 'assignment.phone', params: { phone: { as: 'phone', of: phone } } });
  return facts;
}
