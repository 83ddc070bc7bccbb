import type { Moment } from '../../db/moment.ts';
import type { Db, Tx } from '../../db/schema/index.ts';
import { Refusal } from '../base/refusal.ts';
import { isSegmentName, parseSegment, writeSegment, type Segment } from './segment.ts';

/** A saved segment. */
export interface SavedSegment {
  name: string;
  to: string[];
  savedBy: string;
  savedAt: string;
}

const NAME = /^[\p{L}\p{N}][\p{L}\p{N} _-]{0,39}$/u;
const SAVED_MAX = 200;
const TOGETHER_MAX = 20;

/**
 * Saves a group of people under a name. An existing name gets the new group.
 * @throws Refusal when the name or a segment cannot be read
 */
export async function saveSegment(
  tx: Tx,
  moment: Moment,
  given: { centreId: string; name: string; wanted: readonly string[]; staff: string },
): Promise<'saved' | 'changed' | 'already saved'> {
  const name = nameOf(given.name);
  if (!NAME.test(name) || name === 'all')
    throw new Refusal('A segment is called something like "turgjengen": letters, digits and space, at most 40.');
  const nested = given.wanted.find(isSegmentName);
  if (nested !== undefined) throw new Refusal(`A saved segment cannot hold another (${nested.slice(0, 40)}).`);
  const wanted = JSON.stringify(given.wanted.map((text) => writeSegment(parseSegment(text))));
  const saved = await listSegments(tx, given.centreId);
  const before = saved.find((s) => s.name === name);
  if (before !== undefined && JSON.stringify(before.to) === wanted) return 'already saved';
  if (before === undefined && saved.length >= SAVED_MAX)
    throw new Refusal(
      `There are ${SAVED_MAX} saved segments already. Remove one with: broadcast segment remove <name>`,
    );
  const row = { centre_id: given.centreId, name, wanted, saved_by: given.staff, saved_at: moment.now };
  await tx
    .insertInto('segment')
    .values(row)
    .onConflict((c) =>
      c.columns(['centre_id', 'name']).doUpdateSet({ wanted, saved_by: given.staff, saved_at: moment.now }),
    )
    .execute();
  return before === undefined ? 'saved' : 'changed';
}

/** Deletes a saved segment; broadcasts that used it do not change. */
export async function removeSegment(
  tx: Tx,
  { centreId, name }: { centreId: string; name: string },
): Promise<'removed' | 'not found'> {
  const gone = await tx
    .deleteFrom('segment')
    .where('centre_id', '=', centreId)
    .where('name', '=', nameOf(name))
    .executeTakeFirst();
  return gone.numDeletedRows > 0n ? 'removed' : 'not found';
}

/** The saved segments of a centre, by name. */
export async function listSegments(db: Db, centreId: string): Promise<SavedSegment[]> {
  const rows = await db.selectFrom('segment').selectAll().where('centre_id', '=', centreId).orderBy('name').execute();
  return rows.map((r) => ({
    name: r.name,
    to: JSON.parse(r.wanted) as string[],
    savedBy: r.saved_by,
    savedAt: r.saved_at,
  }));
}

const nameOf = (text: string): string => text.replace(/\s+/g, ' ').trim().toLowerCase();

/**
 * The values of --to as segments in canonical spelling, with saved names replaced by their segments.
 * @throws Refusal for an unknown name or an unreadable segment
 */
export async function writtenOut(db: Db, centreId: string, wanted: readonly string[]): Promise<string[]> {
  const all: string[] = [];
  const saved = wanted.some(isSegmentName) ? await listSegments(db, centreId) : [];
  for (const text of wanted) {
    const named = saved.find((s) => s.name === nameOf(text));
    if (isSegmentName(text) && named === undefined) throw unknownName(text, saved);
    all.push(...(named?.to ?? [writeSegment(parseSegment(text))]));
  }
  const distinct = [...new Set(all)];
  if (distinct.length === 0) throw new Refusal('Say to whom: --to "role=volunteer", or --to all.');
  if (distinct.length > TOGETHER_MAX) throw new Refusal(`At most ${TOGETHER_MAX} segments can be put together.`);
  return distinct;
}

const unknownName = (text: string, saved: readonly SavedSegment[]): Refusal =>
  new Refusal(
    `There is no saved segment "${text.slice(0, 40)}"${saved.length === 0 ? '' : ` (there are: ${saved.map((s) => s.name).join(', ')})`}. ` +
      'Write a segment such as "role=volunteer", or save one with: ringerunde broadcast segment save <name> --to ...',
  );

/** The segments of a broadcast. */
export async function segmentsOf(db: Db, centreId: string, wanted: readonly string[]): Promise<Segment[]> {
  return (await writtenOut(db, centreId, wanted)).map(parseSegment);
}
