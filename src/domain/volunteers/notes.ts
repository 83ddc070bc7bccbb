import type { Moment } from '../../db/moment.ts';
import type { Tx } from '../../db/schema/index.ts';
import { dateOf, toWall } from '../base/time.ts';
import { theVolunteer, update } from './write-volunteers.ts';

/** Length of the notes. The oldest are cut off: staff have read them by then. */
const NOTES_MAX = 2000;

/** Adds what a volunteer said to the notes for staff, with the date; the newest comes first. */
export async function appendNote(tx: Tx, moment: Moment, { id, words }: { id: string; words: string }): Promise<void> {
  const { notes } = await theVolunteer(tx, id);
  const said = `${dateOf(toWall(moment.now))}: ${words.replace(/\s+/g, ' ').trim()}`;
  await update(tx, moment, id, {
    notes: [said, notes]
      .filter((part) => part !== '')
      .join('\n')
      .slice(0, NOTES_MAX),
  });
}
