import { compiled, compiledChange } from '../../db/compiled.ts';
import type { Centre, Db, OutboxRow, Tx } from '../../db/schema/index.ts';
import { dateOf, toWall, type Instant } from '../base/time.ts';

/** Of which time a limit is: an Oslo day, or an Oslo month. */
export type LimitSpan = 'day' | 'month';

/** How much of a centre's limit is spent. */
export interface Spending {
  centreId: string;
  span: LimitSpan;
  /** The day or the month: 2026-11-23, 2026-11. */
  of: string;
  spentOre: number;
  limitOre: number;
}

const NORWAY = '+47';

/**
 * The cost of a text, by the centre's price of a part. Calls do not count, because their price is known only
 * afterwards.
 */
const costOf = (
  { parts, number }: Pick<OutboxRow, 'parts' | 'number'>,
  centre: Pick<Centre, 'price_ore' | 'price_foreign_ore'>,
): number => parts * (number.startsWith(NORWAY) ? centre.price_ore : centre.price_foreign_ore);

const add = compiledChange<{ centre: string; day: string; ore: number }>((db, arg) =>
  db
    .insertInto('spending')
    .values({ centre_id: arg('centre'), day: arg('day'), ore: arg('ore') })
    .onConflict((c) =>
      c.columns(['centre_id', 'day']).doUpdateSet((e) => ({ ore: e('spending.ore', '+', e.ref('excluded.ore')) })),
    ),
);

const centreOf = compiled<{ id: string }, Centre>((db, arg) =>
  db.selectFrom('centre').selectAll().where('id', '=', arg('id')),
);

/**
 * Counts a text that the carrier accepted.
 * @returns the limits that this text brought to one of these per cents or over it
 */
export async function countSpending(
  tx: Tx,
  row: Pick<OutboxRow, 'centre_id' | 'parts' | 'number'>,
  now: Instant,
  percents: readonly number[],
): Promise<(Spending & { percent: number })[]> {
  const [centre] = await centreOf(tx, { id: row.centre_id });
  if (centre === undefined) return [];
  const ore = costOf(row, centre);
  await add(tx, { centre: centre.id, day: dateOf(toWall(now)), ore });
  const spendings = await spendingOf(tx, centre, now);
  return spendings.flatMap((one) =>
    percents
      .filter((percent) => reached(one, percent) && !reached({ ...one, spentOre: one.spentOre - ore }, percent))
      .map((percent) => ({ ...one, percent })),
  );
}

const reached = ({ spentOre, limitOre }: Spending, percent: number): boolean => spentOre * 100 >= limitOre * percent;

/** How much of each limit of a centre is spent; nothing for a centre without limits. */
async function spendingOf(
  db: Db,
  {
    id,
    max_day_cost_ore: day,
    max_month_cost_ore: month,
  }: Pick<Centre, 'id' | 'max_day_cost_ore' | 'max_month_cost_ore'>,
  now: Instant,
): Promise<Spending[]> {
  const today = dateOf(toWall(now));
  const spans = [
    ['day', today, day],
    ['month', today.slice(0, 7), month],
  ] as const;
  const found: Spending[] = [];
  for (const [span, of, limitOre] of spans) {
    if (limitOre === null) continue;
    const [row] = await spent(db, { centre: id, from: of, to: `${of}~` });
    found.push({ centreId: id, span, of, spentOre: Number(row?.ore ?? 0), limitOre });
  }
  return found;
}

/** A day sorts behind its month, and before the month with a tilde. */
const spent = compiled<{ centre: string; from: string; to: string }, { ore: number | null }>((db, arg) =>
  db
    .selectFrom('spending')
    .select((e) => e.fn.sum<number | null>('ore').as('ore'))
    .where('centre_id', '=', arg('centre'))
    .where('day', '>=', arg('from'))
    .where('day', '<=', arg('to')),
);

const limited = compiled<Record<string, never>, Centre>((db) =>
  db
    .selectFrom('centre')
    .selectAll()
    .where((e) => e.or([e('max_day_cost_ore', 'is not', null), e('max_month_cost_ore', 'is not', null)])),
);

/** The numbers of centres that have spent a limit: only replies, confirmations, cancellations and need go out. */
export async function numbersOverLimit(db: Db, now: Instant): Promise<string[]> {
  const over: string[] = [];
  for (const centre of await limited(db, {})) {
    if ((await spendingOf(db, centre, now)).some((one) => reached(one, 100))) over.push(centre.number);
  }
  return over;
}

/** The limits that are spent to this many per cent or more, with the number of texts that wait for them. */
export async function spentLimits(db: Db, now: Instant, percent: number): Promise<(Spending & { waiting: number })[]> {
  const found: (Spending & { waiting: number })[] = [];
  for (const centre of await limited(db, {})) {
    for (const one of await spendingOf(db, centre, now)) {
      if (!reached(one, percent)) continue;
      found.push({ ...one, waiting: reached(one, 100) ? await waitingTexts(db, centre.id, now) : 0 });
    }
  }
  return found;
}

async function waitingTexts(db: Db, centreId: string, now: Instant): Promise<number> {
  const row = await db
    .selectFrom('outbox')
    .select((e) => e.fn.countAll<number>().as('n'))
    .where('centre_id', '=', centreId)
    .where('state', '=', 'pending')
    .where('priority', '<=', 0)
    .where('not_before', '<=', now)
    .executeTakeFirstOrThrow();
  return Number(row.n);
}
