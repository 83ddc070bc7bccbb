import { changeAssignment, recordToldOfChanges, untoldOf } from '../../domain/assignments/assignment-changes.ts';
import { boardOf } from '../../domain/assignments/offers.ts';
import { placeRegister } from '../../domain/places/places.ts';
import { Refusal } from '../../domain/base/refusal.ts';
import { readAssignment, takenAway, type AssignmentColumn, type AssignmentRead } from '../../feeds/assignment-row.ts';
import { cellsGiven, OPTION_OF, type Cells } from './lib/columns.ts';
import { assignmentGiven, stillThere } from './lib/find.ts';
import { boardNow } from './lib/change.ts';
import { audit } from '../framework/audit.ts';
import { count } from '../framework/print.ts';
import { withContext, nothingSaid } from '../framework/run.ts';
import { safe } from '../framework/escape.ts';
import type { Tx } from '../../db/schema/index.ts';
import type { CommandContext, Run } from '../framework/command.ts';

/** Changes an assignment. Volunteers are not told before `assignments send`, so that five corrections are one text. */
export const run: Run = (invocation) =>
  withContext(invocation, async (context) => {
    const cells = cellsGiven(invocation.options);
    const columns = Object.keys(cells);
    if (columns.length === 0) throw nothingSaid('assignments change <id> --at 2026-12-01T12:00');
    const { id, title, needs } = await assignmentGiven(context);
    const { fields, secret } = await readChange(context, cells);
    const outcome = await context.store.write(async (tx) => {
      const made = await changeAssignment(tx, context.moment(), await stillThere(tx, id), { fields, secret });
      if (made.outcome !== 'changed') return made.outcome;
      await forgetWhatNobodyKnows(tx, id);
      await audit(context, tx, { verb: 'assignments change', object: id, detail: { changed: columns.join(' ') } });
      return made.outcome;
    });
    if (outcome === 'closed') throw new Refusal(`"${safe(title)}" is over or closed, and is not changed any more.`);
    if (outcome === 'too few')
      throw new Refusal(
        `More people than that are confirmed. Turn somebody down first; it needs ${needs} as it stands.`,
      );
    const board = await boardNow(context, id);
    const waits = board.untold.length;
    const first = outcome === 'already so' ? 'It is so already.' : `Changed: "${safe(board.title)}".`;
    const then =
      waits === 0
        ? 'Nobody needs to be told.'
        : `${count(waits, 'change')} not told yet (${board.untold.join(', ')}). When you are done: ringerunde assignments send ${board.short}`;
    return { json: { ...board, outcome }, text: `${first} ${then}` };
  });

async function readChange(context: CommandContext, cells: Cells): Promise<AssignmentRead> {
  const row = { places: await placeRegister(context.store.db), now: context.moment().now, relativeTo: null };
  const away: AssignmentRead = { fields: {}, secret: {} };
  const kept: Cells = {};
  for (const [column, cell] of Object.entries(cells) as [AssignmentColumn, string][]) {
    if (!isEmpty(cell)) {
      kept[column] = cell;
      continue;
    }
    const nothing = takenAway(column);
    if (nothing === null) throw new Refusal(`--${OPTION_OF[column]} cannot be taken away. Give another one.`);
    Object.assign(away.fields, nothing.fields);
    Object.assign(away.secret, nothing.secret);
  }
  const read = readAssignment(kept, row);
  if ('why' in read) throw new Refusal(read.why);
  return { fields: { ...away.fields, ...read.fields }, secret: { ...away.secret, ...read.secret } };
}

const isEmpty = (cell: string): boolean => ['', 'none'].includes(cell.trim());

/** When no volunteer was asked, or all have declined, no change needs to be told. */
async function forgetWhatNobodyKnows(tx: Tx, id: string): Promise<void> {
  const board = await boardOf(tx, id);
  const changed = Object.keys(untoldOf(await stillThere(tx, id)));
  const isMoved = changed.includes('starts_at');
  const concerns = board.some(
    (o) => o.status === 'confirmed' || (isMoved && ['asked', 'accepted', 'noted'].includes(o.status)),
  );
  if (changed.length > 0 && !concerns) await recordToldOfChanges(tx, id);
}
