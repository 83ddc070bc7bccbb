import { createHash } from 'node:crypto';
import type { Moment } from '../../db/moment.ts';
import type { Tx } from '../../db/schema/index.ts';
import { DAY_MS, HOUR_MS, later, type Instant } from '../base/time.ts';
import { ledgerHash, type CentreNumber } from './opt-out.ts';

/**
 * Wrong codes after which no code counts any more, for one number and for one centre, in an hour and in a day. A centre has
 * a ceiling of its own because a forged caller can show any number.
 */
const LIMITS = [
  { of: 'number', max: 5, ms: HOUR_MS },
  { of: 'number', max: 10, ms: DAY_MS },
  { of: 'centre', max: 60, ms: HOUR_MS },
  { of: 'centre', max: 200, ms: DAY_MS },
] as const;

/** `until`: when the lock ends by itself. */
export type CodeLock = { is: 'open' } | { is: 'locked'; of: 'number' | 'centre'; until: Instant };

/** A code of `digits` digits, derived from a random id: it cannot be foreseen, and the first digit is never zero. */
export function newCode(moment: Moment, digits: 4 | 6): string {
  const smallest = 10 ** (digits - 1);
  const random = createHash('sha256').update(moment.ids.next('code')).digest().readUInt32BE(0);
  return String(smallest + (random % (9 * smallest)));
}

/** Whether codes count for a number at a centre; a lock ends when the oldest of its wrong codes is old enough. */
export async function codeLock(tx: Tx, { now }: Moment, who: CentreNumber): Promise<CodeLock> {
  const number_hash = await ledgerHash(tx, who.number);
  let lock: CodeLock = { is: 'open' };
  for (const { of, max, ms } of LIMITS) {
    const row = await tx
      .selectFrom('wrong_code')
      .select('at')
      .where('centre_id', '=', who.centreId)
      .$if(of === 'number', (q) => q.where('number_hash', '=', number_hash))
      .where('at', '>', later(now, -ms))
      .where('at', '<=', now)
      .orderBy('at', 'desc')
      .limit(1)
      .offset(max - 1)
      .executeTakeFirst();
    if (row === undefined) continue;
    const until = later(row.at, ms);
    if (lock.is === 'open' || until > lock.until) lock = { is: 'locked', of, until };
  }
  return lock;
}

/** Counts a wrong code; the answer says whether it was the last that was allowed. */
export async function recordWrongCode(tx: Tx, moment: Moment, who: CentreNumber): Promise<CodeLock> {
  const number_hash = await ledgerHash(tx, who.number);
  await tx.insertInto('wrong_code').values({ centre_id: who.centreId, number_hash, at: moment.now }).execute();
  return codeLock(tx, moment, who);
}

/** The number of wrong codes in the name of a number since then. */
export async function wrongCodesSince(tx: Tx, who: CentreNumber, since: Instant): Promise<number> {
  const number_hash = await ledgerHash(tx, who.number);
  const row = await tx
    .selectFrom('wrong_code')
    .select((e) => e.fn.countAll<number>().as('n'))
    .where('centre_id', '=', who.centreId)
    .where('number_hash', '=', number_hash)
    .where('at', '>=', since)
    .executeTakeFirst();
  return Number(row?.n ?? 0);
}

/** Removes wrong codes that count for nothing any more: at most `max`. */
export async function forgetWrongCodes(tx: Tx, before: Instant, max: number): Promise<number> {
  const old = await tx.selectFrom('wrong_code').select('seq').where('at', '<=', before).limit(max).execute();
  if (old.length > 0)
    await tx
      .deleteFrom('wrong_code')
      .where(
        'seq',
        'in',
        old.map(({ seq }) => seq),
      )
      .execute();
  return old.length;
}
