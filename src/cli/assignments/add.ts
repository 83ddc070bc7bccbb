import { addAssignment, missingIn } from '../../domain/assignments/assignments.ts';
import { placeRegister } from '../../domain/places/places.ts';
import { Refusal } from '../../domain/base/refusal.ts';
import {
  missingInOrder,
  newAssignment,
  readAssignment,
  type AssignmentColumn,
  type AssignmentRead,
} from '../../feeds/assignment-row.ts';
import { cellsGiven, columnNamed, columnMeaning, type Cells } from './lib/columns.ts';
import { asked, leftAlone } from '../framework/confirm.ts';
import { boardNow } from './lib/change.ts';
import { audit } from '../framework/audit.ts';
import { centreGiven, needed } from '../framework/arguments.ts';
import { safe } from '../framework/escape.ts';
import { withContext } from '../framework/run.ts';
import type { CommandResult, Invocation, CommandContext, Run } from '../framework/command.ts';

/**
 * Adds an assignment without asking any volunteer; staff choose them later. Asks for the facts of a good request that
 * are missing, or lists them.
 */
export const run: Run = (invocation) =>
  withContext(invocation, async (context) => {
    const { id: centreId } = await centreGiven(context);
    needed(invocation, 'title', 'a title: --title "Følge til legen"');
    const read = await completed(context, cellsGiven(invocation.options));
    if (read === null) return leftAlone;
    const { title, starts_at: startsAt } = read.fields;
    if (title === undefined) throw new Refusal('This needs a title: --title "Følge til legen"');
    if (startsAt === undefined) throw new Refusal('This needs when it begins: --at 2026-12-01T11:00');
    const lacking = missingInOrder(read);
    if (lacking.length > 0) return notEnough(lacking);

    const wish = newAssignment(
      { ...read, fields: { ...read.fields, title, starts_at: startsAt } },
      { centreId, staff: invocation.staff },
    );
    const { id, outcome } = await context.store.write(async (tx) => {
      const added = await addAssignment(tx, context.moment(), wish);
      if (added.outcome === 'added')
        await audit(context, tx, { verb: 'assignments add', object: added.id, detail: { centre: centreId } });
      return added;
    });
    const board = await boardNow(context, id);
    return { json: { ...board, outcome }, text: said(board, outcome === 'added' ? 'added' : 'already there') };
  });

function said({ short, title, missing }: { short: string; title: string; missing: string[] }, outcome: string): string {
  const lines = [`"${safe(title)}" is ${outcome}: ${short}`];
  if (missing.length > 0) lines.push(`Volunteers will ask, and it is not known: ${missing.join(', ')}.`);
  lines.push(`Nobody has been asked. See who could be: ringerunde assignments suggest ${short}`);
  return lines.join('\n');
}

/** An order of the municipality has all its facts, or is refused. */
function notEnough(columns: readonly AssignmentColumn[]): CommandResult {
  const missing = columns.map(columnMeaning);
  const error = `An order from the municipality must say ${missing.join(', ')}. Nothing was added.`;
  return { json: { error, missing }, text: error, code: 1 };
}

/** The facts of the options, and in a terminal the typed answers; null when the user stopped. */
async function completed(context: CommandContext, given: Cells): Promise<AssignmentRead | null> {
  const row = {
    places: await placeRegister(context.store.db),
    now: context.moment().now,
    relativeTo: null,
  };
  const read = (cells: Cells): AssignmentRead => {
    const answer = readAssignment(cells, row);
    if ('why' in answer) throw new Refusal(answer.why);
    return answer;
  };
  const cells = { ...given };
  let so = read(cells);
  if (!asksFor(context.invocation)) return so;
  for (const column of wantedIn(so)) {
    const told = await asked(`${columnMeaning(column)}?`);
    if (told === null) return null;
    if (told === '') continue;
    cells[column] = told;
    so = read(cells);
  }
  return so;
}

const asksFor = (invocation: Invocation): boolean =>
  invocation.io.interactive && !invocation.json && invocation.options['yes'] !== true;

function wantedIn(read: AssignmentRead): AssignmentColumn[] {
  const { fields, secret } = read;
  const so = {
    postcode: fields.postcode ?? null,
    description: fields.description ?? '',
    ordered_by: fields.ordered_by ?? null,
    ordered_contact: fields.ordered_contact ?? null,
  };
  const hidden = { recipient: '', address: '', details: '', ...secret };
  const named = missingIn(so, hidden).flatMap((sentence) => columnNamed(sentence) ?? []);
  return [...new Set([...missingInOrder(read), ...named])];
}
