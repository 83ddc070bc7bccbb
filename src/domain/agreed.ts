import type { Moment } from '../db/moment.ts';
import type { ConsentTable, Tx } from '../db/schema.ts';

export const CONSENT_KINDS = ['requested', 'campaign'] as const;

/** Notes what somebody has agreed to be written to about, and how they said so. */
export async function noteConsent(
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

/** Notes that they have taken it back. */
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
