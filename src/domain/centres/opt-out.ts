import { createHmac, createSecretKey, randomBytes, type KeyObject } from 'node:crypto';
import { compiled } from '../../db/compiled.ts';
import type { Moment } from '../../db/moment.ts';
import { lit } from '../../db/dialect.ts';
import type { Db, OutboxRow, Tx } from '../../db/schema/index.ts';
import { consentOfSubscribers, withdrawAll } from './consent.ts';
import { askForCallback } from '../staff/callbacks.ts';

/** A centre and a number (E.164): an opt-out covers the texts of one centre to one number. */
export interface CentreNumber {
  centreId: string;
  number: string;
}

/**
 * Records a STOP in the ledger, withdraws the person's consents, and cancels the waiting messages and calls to the
 * number, all in one transaction. Only the receipt of the STOP still leaves. Staff call a person who would otherwise
 * miss a change. The opt-out needs neither a conversation nor a person, so that it works whatever else fails.
 * @param how the source: "text", "carrier", "staff"
 */
export async function optOut(
  tx: Tx,
  moment: Moment,
  out: CentreNumber & { how: string },
): Promise<'opted out' | 'already'> {
  const number_hash = hashWith(await madeLedgerKey(tx), out.number);
  const written = await tx
    .insertInto('opt_out')
    .values({ centre_id: out.centreId, number_hash, since: moment.now, how: out.how })
    .onConflict((c) => c.columns(['centre_id', 'number_hash']).doNothing())
    .executeTakeFirst();
  await cancelWaiting(tx, moment, out);
  await withdrawAll(tx, out);
  return written.numInsertedOrUpdatedRows === 1n ? 'opted out' : 'already';
}

/** Removes a number from the ledger: the person wrote START, or asked staff for it. */
export async function optIn(tx: Tx, line: CentreNumber): Promise<'opted in' | 'was not out'> {
  const key = await ledgerKey(tx);
  if (key === null) return 'was not out';
  const gone = await tx
    .deleteFrom('opt_out')
    .where('centre_id', '=', line.centreId)
    .where('number_hash', '=', hashWith(key, line.number))
    .executeTakeFirst();
  if (gone.numDeletedRows === 0n) return 'was not out';
  await consentOfSubscribers(tx, line);
  return 'opted in';
}

/** True when this centre may not text this number. */
export async function isOptedOut(db: Db, line: CentreNumber): Promise<boolean> {
  const key = await ledgerKey(db);
  if (key === null) return false;
  const rows = await findOptOut(db, { centreId: line.centreId, hash: hashWith(key, line.number) });
  return rows.length > 0;
}

/** Those of the numbers that this centre may not text. */
export async function areOptedOut(db: Db, centreId: string, numbers: readonly string[]): Promise<Set<string>> {
  const ledger = numbers.length === 0 ? [] : await findOptOuts(db, { centreId });
  const key = ledger.length === 0 ? null : await ledgerKey(db);
  if (key === null) return new Set();
  const out = new Set(ledger.map((row) => row.number_hash));
  // One key object for all numbers: importing the key takes a third of the time of a hash.
  const secret = createSecretKey(key);
  return new Set(numbers.filter((number) => out.has(hashWith(secret, number))));
}

const findOptOuts = compiled<{ centreId: string }, { number_hash: string }>((db, arg) =>
  db.selectFrom('opt_out').select('number_hash').where('centre_id', '=', arg('centreId')),
);

const findOptOut = compiled<{ centreId: string; hash: string }, { since: string }>((db, arg) =>
  db
    .selectFrom('opt_out')
    .select('since')
    .where('centre_id', '=', arg('centreId'))
    .where('number_hash', '=', arg('hash')),
);

/**
 * The ledger outlives erasure, so it must not reveal numbers: without a key, all eight-digit numbers are quickly tried.
 */
export const hashWith = (key: Buffer | KeyObject, number: string): string =>
  createHmac('sha256', key).update(number).digest('hex');

/** A number as the ledgers store it: equal numbers give equal hashes, and only the key leads back to the number. */
export const ledgerHash = async (tx: Tx, number: string): Promise<string> => hashWith(await madeLedgerKey(tx), number);

const findLedgerKey = compiled<Record<never, never>, { value: string }>((db) =>
  db.selectFrom('meta').select('value').where('key', '=', 'ledger_key'),
);

async function ledgerKey(db: Db): Promise<Buffer | null> {
  const [row] = await findLedgerKey(db, {});
  return row === undefined ? null : Buffer.from(row.value, 'hex');
}

async function madeLedgerKey(tx: Tx): Promise<Buffer> {
  const kept = await ledgerKey(tx);
  if (kept !== null) return kept;
  const key = randomBytes(32);
  await tx
    .insertInto('meta')
    .values({ key: 'ledger_key', value: key.toString('hex') })
    .execute();
  return key;
}

async function cancelWaiting(tx: Tx, moment: Moment, line: CentreNumber): Promise<void> {
  const cancelled = await tx
    .updateTable('outbox')
    .set({ state: 'cancelled', reason: 'opted out', settled_at: moment.now })
    .where('number', '=', line.number)
    .where('centre_id', '=', line.centreId)
    .where('state', 'in', [lit('pending'), lit('held')])
    .where('kind', '!=', 'stop_receipt')
    .returning(['kind', 'person_id', 'language'])
    .execute();
  const calledOff = await tx
    .updateTable('outgoing_call')
    .set({ state: 'cancelled', reason: 'opted out', settled_at: moment.now })
    .where('number', '=', line.number)
    .where('centre_id', '=', line.centreId)
    .where('state', '=', lit('pending'))
    .returning(['kind', 'person_id', 'language'])
    .execute();
  await humanTells(tx, moment, line, [...cancelled, ...calledOff]);
}

/** Asks staff to call a person about a cancelled message that the person needs to know. */
export async function humanTells(
  tx: Tx,
  moment: Moment,
  line: CentreNumber,
  unsent: readonly Pick<OutboxRow, 'kind' | 'person_id' | 'language'>[],
): Promise<void> {
  const missed = unsent.find(({ kind }) => kind === 'change' || kind === 'confirmation');
  if (missed === undefined) return;
  const centre = await tx.selectFrom('centre').selectAll().where('id', '=', line.centreId).executeTakeFirstOrThrow();
  const person = { id: missed.person_id, number: line.number, language: missed.language };
  // A person who misses a change comes to a closed door, so staff ring.
  await askForCallback({ tx, moment, centre, person }, `${missed.kind}, opted out`);
}
