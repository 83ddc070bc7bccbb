import { randomBytes } from 'node:crypto';
import type { Clock, Ids } from '../../db/moment.ts';
import type { Db, Tx } from '../../db/schema/index.ts';

const AHEAD = 'clock_ahead_ms';

/** A clock that can be moved forward, for the simulator; it never goes back. */
export interface MovableClock extends Clock {
  advance(byMs: number): void;
  readonly aheadMs: number;
}

/**
 * The clock of a process.
 * @param start an ISO instant at which it begins to run; null for the machine's own time
 * @param aheadMs how far it has been moved forward already
 */
export function createClock(start: string | null, aheadMs = 0): MovableClock {
  const offsetMs = start === null ? 0 : Date.parse(start) - Date.now();
  let ahead = aheadMs;
  return {
    now: () => new Date(Date.now() + offsetMs + ahead),
    advance: (byMs) => {
      ahead += Math.max(0, byMs);
    },
    get aheadMs() {
      return ahead;
    },
  };
}

/**
 * Milliseconds by which the simulator's clock was moved forward; stored, so that the command line has the same time.
 */
export async function keptAhead(db: Db): Promise<number> {
  const row = await db.selectFrom('meta').select('value').where('key', '=', AHEAD).executeTakeFirst();
  return row === undefined ? 0 : Number(row.value);
}

export async function keepAhead(tx: Tx, aheadMs: number): Promise<void> {
  await tx
    .insertInto('meta')
    .values({ key: AHEAD, value: String(aheadMs) })
    .onConflict((c) => c.column('key').doUpdateSet({ value: String(aheadMs) }))
    .execute();
}

const ID_BYTES = 10;
const drawn = { bytes: Buffer.alloc(0), at: 0 };

/**
 * The kind, the time in milliseconds (12 hexadecimal digits), and 80 random bits, as in UUID version 7 (RFC 9562, 5.7):
 * no id can be guessed from another, and rows that are written together are neighbours in every index. Random bits are
 * drawn for several ids at once, because a draw takes longer than all the rest.
 */
export const randomIds: Ids = {
  next: (kind) => {
    if (drawn.at >= drawn.bytes.length) Object.assign(drawn, { bytes: randomBytes(256 * ID_BYTES), at: 0 });
    const random = drawn.bytes.toString('hex', drawn.at, (drawn.at += ID_BYTES));
    return `${kind}_${Date.now().toString(16).padStart(12, '0')}${random}`;
  },
};
