import type { Line } from '../../conversation/ask.ts';
import { ALONE_MAX, clip } from '../../channels/clip.ts';
import { contactsOf } from '../../domain/associations/associations.ts';
import {
  decideProposal,
  showProposal,
  type ProposalShown,
  type ProposedValue,
} from '../../domain/associations/proposals.ts';
import { changeAssociation, endContact, keepContact } from '../../domain/associations/write-associations.ts';
import type { ActivityFields } from '../../domain/activities/change-activity.ts';
import { occurrences } from '../../domain/activities/occurrences.ts';
import { upsertActivity, type NewActivity } from '../../domain/activities/write-activities.ts';
import { Refusal } from '../../domain/base/refusal.ts';
import { addDays, DAY_MS, later, toInstant } from '../../domain/base/time.ts';
import { changeAndTell } from '../activities/import-activity.ts';
import { cancelAndNotify, moveAndNotify } from '../activities/tell-changes.ts';
import type { Turn } from '../engine/scene.ts';
import { notifyPerson } from '../notify/notify-person.ts';

export interface Decided {
  outcome: 'approved' | 'rejected' | 'already approved' | 'already rejected' | 'over';
  /** Number of signed-up persons who are told. */
  told: number;
}

/** The deed of a proposal: what staff or a trusted contact brings about. */
export type Deed = Pick<ProposalShown, 'deed' | 'activity' | 'association' | 'changes' | 'on' | 'centre'>;

/**
 * Takes a proposal: makes the change, tells the persons it concerns, and tells the sender.
 * @throws Refusal when there is no such proposal
 */
export async function approveProposal(turn: Turn, { id, by }: { id: string; by: string }): Promise<Decided> {
  const proposal = await theProposal(turn, id);
  if (proposal.status !== 'waiting') return { outcome: `already ${proposal.status}`, told: 0 };
  const { outcome, told } = await carryOut(turn, proposal);
  if (outcome === 'over') return { outcome, told: 0 };
  await decideProposal(turn.tx, turn.moment, { id, status: 'approved', by });
  await tellSender(turn, proposal, { key: 'proposal.approved', params: { about: aboutOf(proposal) } });
  return { outcome: 'approved', told };
}

/** Declines a proposal; the sender hears why. */
export async function rejectProposal(
  turn: Turn,
  { id, by, why }: { id: string; by: string; why: string },
): Promise<Decided> {
  const proposal = await theProposal(turn, id);
  const outcome = await decideProposal(turn.tx, turn.moment, { id, status: 'rejected', by, why });
  if (outcome !== 'done') return { outcome, told: 0 };
  const params = { about: aboutOf(proposal), why: clip(why, WHY_MAX) };
  await tellSender(turn, proposal, { key: 'proposal.rejected', params });
  return { outcome: 'rejected', told: 0 };
}

/** Letters of a reason in a text. */
const WHY_MAX = 100;
const ANSWER_DAYS = 7;

async function theProposal({ tx }: Turn, id: string): Promise<ProposalShown> {
  const proposal = await showProposal(tx, id);
  if (proposal === null) throw new Refusal(`There is no proposal ${id}.`);
  return proposal;
}

const aboutOf = ({ activityTitle, associationName, changes }: ProposalShown): string =>
  clip(activityTitle ?? textOf(changes['title']?.[1]) ?? associationName ?? '', ALONE_MAX);

async function tellSender(turn: Turn, { id, personId }: ProposalShown, line: Line): Promise<void> {
  if (personId === null) return;
  const expiresAt = later(turn.moment.now, ANSWER_DAYS * DAY_MS);
  await notifyPerson(turn, personId, [line], { dedupe: `proposal:${id}`, kind: 'reply', expiresAt, need: 'may miss' });
}

/**
 * Brings about what a proposal says, and tells the signed-up persons. A cancelled or moved evening that is over, or an
 * activity that is gone, does not apply any more.
 */
export async function carryOut(turn: Turn, what: Deed): Promise<{ outcome: 'done' | 'over'; told: number }> {
  const { tx, moment } = turn;
  const { activity, association, changes, on } = what;
  switch (what.deed) {
    case 'cancel': {
      if (activity === null) return GONE;
      const done = await cancelAndNotify(turn, on === null ? { activityId: activity } : { activityId: activity, on });
      return outcomeOf(done);
    }
    case 'move': {
      const newStartsAt = textOf(changes['startsAt']?.[1]);
      const occurrence = activity === null || on === null ? null : await occurrenceOf(turn, activity, on);
      if (activity === null || occurrence === null || newStartsAt === null) return GONE;
      return outcomeOf(await moveAndNotify(turn, { activityId: activity, occurrence, newStartsAt }));
    }
    case 'change': {
      if (activity === null || !(await isActive(turn, activity))) return GONE;
      return outcomeOf(await changeAndTell(turn, { activityId: activity, fields: fieldsOf(changes) }));
    }
    case 'break': {
      const until = textOf(changes['until']?.[1]);
      return activity === null || on === null || until === null ? GONE : pause(turn, activity, { from: on, until });
    }
    case 'new': {
      await upsertActivity(tx, moment, newActivity(what));
      return { outcome: 'done', told: 0 };
    }
    case 'close': {
      if (activity !== null)
        await tx
          .updateTable('activity')
          .set({ association_id: null, owner: null })
          .where('id', '=', activity)
          .execute();
      else if (association !== null) return closeDown(turn, association);
      return { outcome: 'done', told: 0 };
    }
    case 'hand over':
      return handOver(turn, what);
  }
}

const GONE = { outcome: 'over', told: 0 } as const;

const NOT_DONE = /^(?:not found|no such occurrence|in the past)$/;

const outcomeOf = ({ outcome, told }: { outcome: string; told: number }) =>
  NOT_DONE.test(outcome) ? GONE : ({ outcome: 'done', told } as const);

const textOf = (value: ProposedValue | undefined): string | null =>
  value === undefined || value === null ? null : String(value);

const isActive = async ({ tx }: Turn, id: string): Promise<boolean> =>
  (await tx.selectFrom('activity').select('status').where('id', '=', id).executeTakeFirst())?.status === 'active';

/** The wall time by the rule of the occurrence on a date; null when it does not take place then. */
async function occurrenceOf({ tx }: Turn, id: string, on: string): Promise<string | null> {
  const activity = await tx.selectFrom('activity').selectAll().where('id', '=', id).executeTakeFirst();
  if (activity === undefined) return null;
  const changed = await tx.selectFrom('occurrence_change').selectAll().where('activity_id', '=', id).execute();
  const day = { from: toInstant(`${on}T00:00`), to: toInstant(`${addDays(on, 1)}T00:00`), max: 1 };
  return occurrences(activity, changed, day)[0]?.occurrence ?? null;
}

/** Cancels each evening from a day until another one. */
async function pause(
  turn: Turn,
  activityId: string,
  { from, until }: { from: string; until: string },
): Promise<{ outcome: 'done'; told: number }> {
  const { tx, moment } = turn;
  const activity = await tx.selectFrom('activity').selectAll().where('id', '=', activityId).executeTakeFirst();
  if (activity === undefined || activity.status === 'cancelled') return { outcome: 'done', told: 0 };
  const changed = await tx.selectFrom('occurrence_change').selectAll().where('activity_id', '=', activityId).execute();
  const start = toInstant(`${from}T00:00`);
  const window = { from: start > moment.now ? start : moment.now, to: toInstant(`${until}T00:00`) };
  let told = 0;
  for (const { occurrence } of occurrences(activity, changed, window))
    told += (await cancelAndNotify(turn, { activityId, on: occurrence })).told;
  return { outcome: 'done', told };
}

/** An association that is closed down arranges nothing any more. */
async function closeDown(turn: Turn, id: string): Promise<{ outcome: 'done'; told: number }> {
  const { tx, moment } = turn;
  const own = await tx
    .selectFrom('activity')
    .select('id')
    .where('association_id', '=', id)
    .where('status', '=', 'active')
    .execute();
  let told = 0;
  for (const activity of own) told += (await cancelAndNotify(turn, { activityId: activity.id })).told;
  await changeAssociation(tx, moment, id, { status: 'closed' });
  return { outcome: 'done', told };
}

/** The columns of the fields that a proposal may change. */
const COLUMNS = {
  title: 'title',
  startsAt: 'starts_at',
  endsAt: 'ends_at',
  venue: 'venue',
  address: 'address',
  postcode: 'postcode',
  price: 'price',
  capacity: 'capacity',
  repeats: 'repeats',
  stepFree: 'step_free',
  languages: 'languages',
  description: 'description',
} as const satisfies Record<string, keyof ActivityFields>;

function fieldsOf(changes: ProposalShown['changes']): Partial<ActivityFields> {
  const fields = Object.entries(COLUMNS).flatMap(([name, column]) => {
    const change = changes[name];
    if (change === undefined) return [];
    const [, next] = change;
    return [[column, typeof next === 'boolean' ? Number(next) : next]];
  });
  return Object.fromEntries(fields) as Partial<ActivityFields>;
}

function newActivity({ centre, association, changes }: Deed): NewActivity {
  const next = (name: string): string | undefined => textOf(changes[name]?.[1]) ?? undefined;
  const fields = Object.entries(changes).map(([name, [, value]]) => [name, value]);
  return {
    ...(Object.fromEntries(fields) as Partial<NewActivity>),
    centreId: centre,
    title: next('title') ?? '',
    startsAt: next('startsAt') ?? '',
    ...(association === null ? {} : { owner: 'association' }),
  };
}

/** The old contact has no say from today on. */
async function handOver(turn: Turn, { association, changes }: Deed): Promise<Awaited<ReturnType<typeof carryOut>>> {
  if (association === null) return GONE;
  const { tx, moment } = turn;
  const [oldNumber, number] = changes['phone'] ?? [null, null];
  const contact = { name: textOf(changes['contact']?.[1]) ?? '', number: textOf(number) };
  await keepContact(tx, moment, { associationId: association, contact });
  for (const one of await contactsOf(tx, association))
    if (one.number !== null && one.number === oldNumber && one.number !== number) await endContact(tx, moment, one);
  return { outcome: 'done', told: 0 };
}
