import type { Moment } from '../../db/moment.ts';
import type { ConsentTable, Db, Tx } from '../../db/schema/index.ts';

export const CONSENT_KINDS = ['requested', 'campaign'] as const;

/** Records a person's consent to a kind of message, and how the person gave it. */
export async function recordConsent(
  tx: Tx,
  moment: Moment,
  consent: { centreId: string; personId: string; kind: ConsentTable['kind']; how: string },
): Promise<'noted' | 'already'> {
  const written = await tx
    .insertInto('consent')
    .values({
      centre_id: consent.centreId,
      person_id: consent.personId,
      kind: consent.kind,
      since: moment.now,
      how: consent.how,
    })
    .onConflict((c) => c.columns(['person_id', 'kind']).doNothing())
    .executeTakeFirst();
  return written.numInsertedOrUpdatedRows === 1n ? 'noted' : 'already';
}

/** Records that the person withdrew the consent. */
export async function withdrawConsent(
  tx: Tx,
  { personId, kind }: { personId: string; kind: ConsentTable['kind'] },
): Promise<'withdrawn' | 'there was none'> {
  const gone = await tx
    .deleteFrom('consent')
    .where('person_id', '=', personId)
    .where('kind', '=', kind)
    .executeTakeFirst();
  return gone.numDeletedRows > 0n ? 'withdrawn' : 'there was none';
}

/** Withdraws all consents of a person: STOP means that. */
export async function withdrawAll(tx: Tx, { centreId, number }: { centreId: string; number: string }): Promise<void> {
  await tx
    .deleteFrom('consent')
    .where('centre_id', '=', centreId)
    .where('person_id', 'in', (e) =>
      e.selectFrom('person').select('id').where('centre_id', '=', centreId).where('number', '=', number),
    )
    .execute();
}

/** After a START, a remaining subscription counts as consent again. */
export async function consentOfSubscribers(
  tx: Tx,
  { centreId, number }: { centreId: string; number: string },
): Promise<void> {
  const since = await tx
    .selectFrom('subscription')
    .innerJoin('person', 'person.id', 'subscription.person_id')
    .select(['person.id', 'subscription.since'])
    .where('person.centre_id', '=', centreId)
    .where('person.number', '=', number)
    .orderBy('subscription.since')
    .limit(1)
    .executeTakeFirst();
  if (since === undefined) return;
  await tx
    .insertInto('consent')
    .values({ centre_id: centreId, person_id: since.id, kind: 'requested', since: since.since, how: SUBSCRIBED })
    .onConflict((c) => c.columns(['person_id', 'kind']).doNothing())
    .execute();
}

/** The `how` of a consent that a subscription gave: the keyword itself. */
export const SUBSCRIBED = 'ABONNER';

/** The consents of a person, oldest first. */
export const consentsOf = (db: Db, personId: string): Promise<ConsentTable[]> =>
  db.selectFrom('consent').selectAll().where('person_id', '=', personId).orderBy('since').orderBy('kind').execute();
