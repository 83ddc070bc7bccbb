import type { Moment } from '../../db/moment.ts';
import type { Db, Proposal, Tx } from '../../db/schema/index.ts';
import type { Instant } from '../base/time.ts';
import { shortId } from '../staff/short-ids.ts';

/** Fields with their old and their new value, under the names that an activity has in JSON. */
export type ProposedChanges = Readonly<Record<string, readonly [old: ProposedValue, next: ProposedValue]>>;

export type ProposedValue = string | number | boolean | null;

/** A proposal to store. */
export interface NewProposal {
  centreId: string;
  source: Proposal['source'];
  deed: Proposal['deed'];
  associationId: string | null;
  activityId: string | null;
  /** The person who is told the decision. */
  personId: string | null;
  /** The Oslo date of the occurrence; null for all of them. */
  on: string | null;
  changes: ProposedChanges;
  /** The sender's own words. */
  words: string;
}

/** A proposal as staff see it. */
export interface ProposalShown {
  id: string;
  short: string;
  centre: string;
  source: Proposal['source'];
  deed: Proposal['deed'];
  association: string | null;
  associationName: string | null;
  activity: string | null;
  activityTitle: string | null;
  changes: ProposedChanges;
  on: string | null;
  words: string;
  personId: string | null;
  receivedAt: Instant;
  status: Proposal['status'];
  decidedAt: Instant | null;
  decidedBy: string | null;
  why: string;
}

/** Stores a proposal. One that waits already with the same content is not stored again. */
export async function addProposal(tx: Tx, moment: Moment, wish: NewProposal): Promise<{ id: string }> {
  const changes = JSON.stringify(wish.changes);
  const same = await tx
    .selectFrom('proposal')
    .select('id')
    .where('centre_id', '=', wish.centreId)
    .where('status', '=', 'waiting')
    .where('deed', '=', wish.deed)
    .where('activity_id', wish.activityId === null ? 'is' : '=', wish.activityId)
    .where('association_id', wish.associationId === null ? 'is' : '=', wish.associationId)
    .where('on_date', wish.on === null ? 'is' : '=', wish.on)
    .where('changes', '=', changes)
    .executeTakeFirst();
  if (same !== undefined) return same;
  const id = moment.ids.next('proposal');
  await tx
    .insertInto('proposal')
    .values({
      id,
      centre_id: wish.centreId,
      source: wish.source,
      deed: wish.deed,
      association_id: wish.associationId,
      activity_id: wish.activityId,
      person_id: wish.personId,
      on_date: wish.on,
      changes,
      words: wish.words,
      status: 'waiting',
      received_at: moment.now,
      decided_at: null,
      decided_by: null,
      why: '',
    })
    .execute();
  return { id };
}

/** The proposals of a centre, or of every centre, the oldest first; only those that wait, unless `all`. */
export async function listProposals(
  db: Db,
  centreId: string | null,
  { all = false }: { all?: boolean } = {},
): Promise<ProposalShown[]> {
  const rows = await shownRows(db)
    .$if(centreId !== null, (q) => q.where('proposal.centre_id', '=', centreId ?? ''))
    .$if(!all, (q) => q.where('proposal.status', '=', 'waiting'))
    .orderBy('received_at')
    .orderBy('proposal.short_no')
    .execute();
  return rows.map(shown);
}

/** One proposal; null when there is none with this id. */
export async function showProposal(db: Db, id: string): Promise<ProposalShown | null> {
  const row = await shownRows(db).where('proposal.id', '=', id).executeTakeFirst();
  return row === undefined ? null : shown(row);
}

const shownRows = (db: Db) =>
  db
    .selectFrom('proposal')
    .leftJoin('association', 'association.id', 'proposal.association_id')
    .leftJoin('activity', 'activity.id', 'proposal.activity_id')
    .selectAll('proposal')
    .select(['association.name as association_name', 'activity.title as activity_title']);

function shown(row: Proposal & { association_name: string | null; activity_title: string | null }): ProposalShown {
  return {
    id: row.id,
    short: shortId('proposal', row.short_no),
    centre: row.centre_id,
    source: row.source,
    deed: row.deed,
    association: row.association_id,
    associationName: row.association_name,
    activity: row.activity_id,
    activityTitle: row.activity_title,
    changes: JSON.parse(row.changes) as ProposedChanges,
    on: row.on_date,
    words: row.words,
    personId: row.person_id,
    receivedAt: row.received_at,
    status: row.status,
    decidedAt: row.decided_at,
    decidedBy: row.decided_by,
    why: row.why,
  };
}

/** Records what staff decided; the first decision remains. */
export async function decideProposal(
  tx: Tx,
  moment: Moment,
  { id, status, by, why = '' }: { id: string; status: 'approved' | 'rejected'; by: string; why?: string },
): Promise<'done' | 'already approved' | 'already rejected'> {
  const { numUpdatedRows } = await tx
    .updateTable('proposal')
    .set({ status, decided_at: moment.now, decided_by: by, why })
    .where('id', '=', id)
    .where('status', '=', 'waiting')
    .executeTakeFirst();
  if (numUpdatedRows === 1n) return 'done';
  const kept = await tx.selectFrom('proposal').select('status').where('id', '=', id).executeTakeFirstOrThrow();
  return kept.status === 'approved' ? 'already approved' : 'already rejected';
}
