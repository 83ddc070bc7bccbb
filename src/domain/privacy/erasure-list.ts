import type { Moment } from '../../db/moment.ts';
import type { Db, Tx } from '../../db/schema/index.ts';
import { hashWith } from '../centres/opt-out.ts';
import { erase } from './erasure.ts';
import { parseNumber } from '../base/phone-numbers.ts';

/** The erased people, to be applied to a restored backup. The hashes reveal nothing without the key. */
export interface ErasureList {
  key: string | null;
  erasures: { centreId: string; numberHash: string; erasedAt: string }[];
}

export async function listErasures(db: Db): Promise<ErasureList> {
  const rows = await db.selectFrom('erasure').selectAll().orderBy('erased_at').execute();
  const key = await db.selectFrom('meta').select('value').where('key', '=', 'ledger_key').executeTakeFirst();
  return {
    key: key?.value ?? null,
    erasures: rows.map((r) => ({ centreId: r.centre_id, numberHash: r.number_hash, erasedAt: r.erased_at })),
  };
}

/**
 * Repeats, in a database restored from a backup, the erasures made after the backup. Leaves alone people who came back
 * after an erasure that the backup contains.
 * @returns the number of erased numbers
 */
export async function replayErasures(tx: Tx, moment: Moment, { key, erasures }: ErasureList): Promise<number> {
  if (key === null || erasures.length === 0) return 0;
  await tx
    .insertInto('meta')
    .values({ key: 'ledger_key', value: key })
    .onConflict((c) => c.column('key').doNothing())
    .execute();
  const known = new Map(
    (await listErasures(tx)).erasures.map((e) => [`${e.centreId} ${e.numberHash}`, e.erasedAt] as const),
  );
  const news = erasures.filter((e) => (known.get(`${e.centreId} ${e.numberHash}`) ?? '') < e.erasedAt);
  let erased = 0;
  for (const centreId of new Set(news.map((e) => e.centreId))) {
    const hashes = new Set(news.filter((e) => e.centreId === centreId).map((e) => e.numberHash));
    for (const number of await numbersHeld(tx, centreId)) {
      if (!hashes.has(hashWith(Buffer.from(key, 'hex'), number))) continue;
      await erase(tx, moment, { centreId, number });
      erased++;
    }
  }
  await keepList(tx, news);
  return erased;
}

/** A number that is missing in this backup may be in the next. */
async function keepList(tx: Tx, news: ErasureList['erasures']): Promise<void> {
  const centres = new Set((await tx.selectFrom('centre').select('id').execute()).map(({ id }) => id));
  for (const { centreId, numberHash, erasedAt } of news) {
    if (!centres.has(centreId)) continue;
    await tx
      .insertInto('erasure')
      .values({ centre_id: centreId, number_hash: numberHash, erased_at: erasedAt })
      .onConflict((c) => c.columns(['centre_id', 'number_hash']).doUpdateSet({ erased_at: erasedAt }))
      .execute();
  }
}

/** All numbers that a centre stores. */
async function numbersHeld(db: Db, centreId: string): Promise<Set<string>> {
  const written = await db
    .selectFrom('assignment_secret')
    .innerJoin('assignment', 'assignment.id', 'assignment_secret.assignment_id')
    .select('phone as number')
    .where('centre_id', '=', centreId)
    .execute();
  const organisers = await db
    .selectFrom('activity')
    .select('organiser_phone as number')
    .where('centre_id', '=', centreId)
    .execute();
  const contacts = await db
    .selectFrom('association_contact')
    .innerJoin('association', 'association.id', 'association_id')
    .select('number')
    .where('centre_id', '=', centreId)
    .execute();
  const lists: { number: string | null }[][] = [
    contacts,
    await db.selectFrom('person').select('number').where('centre_id', '=', centreId).execute(),
    await db.selectFrom('outbox').select('number').distinct().where('centre_id', '=', centreId).execute(),
    await db.selectFrom('inbox_item').select('number').distinct().where('centre_id', '=', centreId).execute(),
    await db.selectFrom('callback').select('number').distinct().where('centre_id', '=', centreId).execute(),
    await db
      .selectFrom('arrival')
      .select('peer as number')
      .distinct()
      .where('peer', 'is not', null)
      .where((e) => e.or([e('centre_id', '=', centreId), e('centre_id', 'is', null)]))
      .execute(),
    [...written, ...organisers].map(({ number }) => ({ number: parseNumber(number ?? '')?.e164 ?? null })),
  ];
  return new Set(lists.flat().flatMap(({ number }) => (number === null || number === '' ? [] : [number])));
}
