import { compiled } from '../../db/compiled.ts';
import type { Moment } from '../../db/moment.ts';
import type { Store } from '../../db/open.ts';
import type { Broadcast, Centre, Db, Tx } from '../../db/schema/index.ts';
import { exclusionsFor, type NumberOf, type Exclusions, type SortedPerson } from './exclusions.ts';
import type { LeftOutReason } from './exclusion-reasons.ts';
import { becomeReady, setStatus } from './control.ts';
import { findBroadcast, saidTheSame, textsOf, type BroadcastWish } from './broadcasts.ts';
import { areOptedOut } from '../centres/opt-out.ts';
import { canReply, parseNumber } from '../base/phone-numbers.ts';
import { isReachedByCall } from '../calls/outgoing-calls.ts';
import { resolveSegment } from '../segments/resolve-segment.ts';
import { segmentsOf } from '../segments/saved-segments.ts';

/**
 * Batch size, in people. A larger batch delays inbound texts. `ONE_BY_ONE_MAX` applies when each person is examined in
 * code.
 */
const STEP_MAX = 2_000;
const ONE_BY_ONE_MAX = 800;

const stepEnd = (max: number) =>
  compiled<{ centre: string; after: string }, { end: string | null }>((db, arg) =>
    db
      .selectFrom(
        db
          .selectFrom('person')
          .select('id')
          .where('centre_id', '=', arg('centre'))
          .where('id', '>', arg('after'))
          .orderBy('id')
          .limit(max)
          .as('next'),
      )
      .select((e) => e.fn.max('next.id').as('end')),
  );
const [largeStep, smallStep] = [stepEnd(STEP_MAX), stepEnd(ONE_BY_ONE_MAX)];

/** The last id of the next batch of people; null at the end. */
async function endOfStep(db: Db, centre: string, after: string, oneByOne: boolean): Promise<string | null> {
  return (await (oneByOne ? smallStep : largeStep)(db, { centre, after }))[0]?.end ?? null;
}

/** Lets the event loop run: better-sqlite3 is synchronous. */
const breathe = (): Promise<void> => new Promise((resume) => setImmediate(resume));

/** People who get the same text at the same price. */
export interface CountedGroup {
  language: string;
  abroad: boolean;
  /** True for people who are called instead. */
  called: boolean;
  /** The person's name, if the texts have a placeholder for it. */
  name: string | null;
  n: number;
}

export interface Counted {
  recipients: number;
  leftOut: Partial<Record<LeftOutReason, number>>;
}

/** The parts of a broadcast that decide who gets it. */
export type Addressed = Pick<BroadcastWish, 'centreId' | 'kind' | 'wanted' | 'texts'>;

/**
 * Counts who would get a broadcast and who would not. Only reads, in batches.
 * @param each receives the recipients in groups; with `names`, one by one with their names
 */
export async function countRecipients(
  db: Db,
  centre: Centre,
  wish: Addressed,
  { now, names, each }: { now: string; names: boolean; each: (group: CountedGroup) => void },
): Promise<Counted> {
  const exclusions = await openExclusions(db, centre, wish, now);
  const oneByOne = names || (await hasLedger(db, centre.id));
  const counted: Counted = { recipients: 0, leftOut: {} };
  const leave = (reason: LeftOutReason, n: number): void => {
    counted.leftOut[reason] = (counted.leftOut[reason] ?? 0) + n;
  };
  const take = (group: CountedGroup, times: number): void => {
    counted.recipients += group.n;
    if (times > 1) leave('duplicate', group.n * (times - 1));
    each(group);
  };
  for (let after = ''; ;) {
    const upTo = await endOfStep(db, centre.id, after, oneByOne);
    if (upTo === null) return counted;
    // The people that SQL alone cannot decide about are counted one by one below.
    if (!oneByOne)
      for (const { language, abroad, called, reason, times, n } of await exclusions.count(db, { after, upTo })) {
        if (abroad === 1) continue;
        if (reason === null) take({ language, abroad: false, called: called === 1, name: null, n }, times);
        else leave(reason, n);
      }
    const people = await exclusions.people(db, { after, upTo }, oneByOne ? 'all' : 'abroad');
    const out = await judge(
      db,
      centre.id,
      people.filter((p) => p.reason === null),
    );
    for (const person of people) {
      const { language, name, abroad, times } = person;
      const reason = person.reason ?? out.get(person.id);
      if (reason !== undefined) leave(reason, 1);
      else
        take({ language, abroad: abroad === 1, called: isToBeCalled(person), name: names ? name : null, n: 1 }, times);
    }
    after = upTo;
    await breathe();
  }
}

/**
 * Stores the next batch of recipients. Each batch is committed, so that another process can continue after a crash.
 * @returns 'more' until all are stored; 'grew' when there are more recipients than staff confirmed: nothing is sent
 *   then
 */
export async function planStep(
  store: Store,
  moment: () => Moment,
  plan: BroadcastPlan,
): Promise<'more' | 'planned' | 'grew' | 'not planning'> {
  await breathe();
  return store.write(async (tx) => {
    const row = await findBroadcast(tx, plan.id);
    if (row?.status !== 'planning') return 'not planning';
    const ledger = await hasLedger(tx, row.centre_id);
    const upTo = await endOfStep(tx, row.centre_id, row.planned_to, ledger);
    if (upTo === null) return finish(tx, moment(), row);
    await takeStep(tx, plan, { after: row.planned_to, upTo }, ledger ? 'all' : 'abroad');
    await tx
      .updateTable('broadcast')
      .set({ planned_to: upTo, changed_at: moment().now })
      .where('id', '=', row.id)
      .execute();
    return 'more';
  });
}

/** Looked up once for all batches of a plan. */
export interface BroadcastPlan {
  id: string;
  centreId: string;
  exclusions: Exclusions;
}

export async function openPlan(db: Db, row: Broadcast): Promise<BroadcastPlan> {
  const centre = await db.selectFrom('centre').selectAll().where('id', '=', row.centre_id).executeTakeFirstOrThrow();
  const wish: Addressed = {
    centreId: centre.id,
    kind: row.kind,
    wanted: JSON.parse(row.wanted) as string[],
    texts: await textsOf(db, row.id),
  };
  return {
    id: row.id,
    centreId: centre.id,
    exclusions: await openExclusions(db, centre, wish, row.confirmed_at ?? row.created_at, row.id),
  };
}

async function openExclusions(
  db: Db,
  centre: Centre,
  wish: Addressed,
  now: string,
  self?: string,
): Promise<Exclusions> {
  const segments = await segmentsOf(db, centre.id, wish.wanted);
  const people = await Promise.all(segments.map((segment) => resolveSegment(db, centre, segment)));
  const sameText = (await saidTheSame(db, wish, now)).filter(({ id }) => id !== self);
  return exclusionsFor({ centreId: centre.id, staffPhone: centre.staff_phone, kind: wish.kind, people, sameText });
}

async function takeStep(
  tx: Tx,
  plan: BroadcastPlan,
  range: { after: string; upTo: string },
  judged: 'all' | 'abroad',
): Promise<void> {
  await dropStep(tx, plan.id, range);
  await plan.exclusions.insert(tx, { ...range, broadcastId: plan.id });
  const unsure = await plan.exclusions.written(tx, { ...range, broadcastId: plan.id }, judged);
  const byReason = new Map<LeftOutReason, string[]>();
  for (const [id, reason] of await judge(tx, plan.centreId, unsure))
    byReason.set(reason, [...(byReason.get(reason) ?? []), id]);
  for (const [reason, ids] of byReason)
    await tx
      .updateTable('broadcast_recipient')
      .set({ reason })
      .where('broadcast_id', '=', plan.id)
      .where('person_id', 'in', ids)
      .where('reason', 'is', null)
      .execute();
}

/** Recipients of an earlier planning that was never sent. */
async function dropStep(tx: Tx, id: string, { after, upTo }: { after: string; upTo: string }): Promise<void> {
  await tx
    .deleteFrom('broadcast_recipient')
    .where('broadcast_id', '=', id)
    .where('person_id', '>', after)
    .where('person_id', '<=', upTo)
    .execute();
}

async function finish(tx: Tx, moment: Moment, row: Broadcast): Promise<'planned' | 'grew'> {
  const { n } = await tx
    .selectFrom('broadcast_recipient')
    .select((e) => e.fn.countAll<number>().as('n'))
    .where('broadcast_id', '=', row.id)
    .where('reason', 'is', null)
    .executeTakeFirstOrThrow();
  if (n > row.recipients) {
    await setStatus(tx, moment, row.id, 'draft');
    return 'grew';
  }
  await tx.updateTable('broadcast').set({ planned_at: moment.now, recipients: n }).where('id', '=', row.id).execute();
  await becomeReady(tx, moment, row);
  return 'planned';
}

const ledgerRow = compiled<{ centre: string }, { since: string }>((db, arg) =>
  db.selectFrom('opt_out').select('since').where('centre_id', '=', arg('centre')).limit(1),
);

const hasLedger = async (db: Db, centre: string): Promise<boolean> => (await ledgerRow(db, { centre })).length > 0;

const isToBeCalled = (person: SortedPerson): boolean =>
  person.abroad === 1 ? isReachedByCall(person) : person.called === 1;

/** The people who cannot get a text after all, with the reasons. */
async function judge(db: Db, centreId: string, people: readonly NumberOf[]): Promise<Map<string, LeftOutReason>> {
  const reasons = new Map<string, LeftOutReason>();
  const out = await areOptedOut(
    db,
    centreId,
    people.map((p) => p.number),
  );
  for (const person of people) {
    const { id, number, abroad } = person;
    const reason = abroad === 1 ? reachOf(person) : null;
    if (reason !== null) reasons.set(id, reason);
    else if (out.has(number)) reasons.set(id, 'opted out');
  }
  return reasons;
}

function reachOf({ number, prefers }: NumberOf): LeftOutReason | null {
  if (canReply(number) || isReachedByCall({ number, prefers })) return null;
  return parseNumber(number)?.kind === 'landline' ? 'landline' : 'cannot be texted';
}
