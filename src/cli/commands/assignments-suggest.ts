import type { Assignment } from '../../db/schema.ts';
import { findAssignment } from '../../domain/assignments.ts';
import { Refusal } from '../../domain/refusal.ts';
import { firstOf, suggest, type Suggestion } from '../../domain/suggest.ts';
import { withOffset } from '../../domain/time.ts';
import { count, table } from '../print.ts';
import { safe } from '../safe.ts';
import { atDesk, type Run } from '../run.ts';

const SHOWN_MAX = 20;

/** Says who could be asked about an assignment, and why. */
export const run: Run = (call) =>
  atDesk(call, async ({ store, moment }) => {
    const id = call.args[0] ?? '';
    const assignment = await findAssignment(store.db, id);
    if (assignment === undefined) throw new Refusal(`There is no assignment ${id}. See: ringerunde assignments list`);
    const all = await suggest(store.db, { assignment, now: moment().now });
    const limit = typeof call.options['limit'] === 'number' ? call.options['limit'] : undefined;
    return { json: firstOf(all, limit), text: shown(assignment, all, limit ?? SHOWN_MAX) };
  });

function shown(assignment: Assignment, all: readonly Suggestion[], limit: number): string {
  const may = all.filter((s) => s.gates.length === 0);
  const mayNot = all.filter((s) => s.gates.length > 0);
  const parts = [`${safe(assignment.title)}, ${withOffset(assignment.starts_utc)}: nobody has been asked by this.`];
  parts.push(
    table(
      ['id', 'may be asked', 'points', 'why', 'but'],
      may.slice(0, limit).map((s) => [s.volunteerId, s.name, s.score, lines(s.reasons), lines(s.warnings)]),
      'Nobody may be asked.',
    ) + more(may.length - limit),
  );
  if (mayNot.length > 0) {
    const rows = mayNot.slice(0, limit).map((s) => [s.volunteerId, s.name, lines(s.gates), lines(s.reasons)]);
    parts.push(table(['id', 'may not be asked', 'because', 'otherwise'], rows) + more(mayNot.length - limit));
  }
  return parts.join('\n\n');
}

const lines = (words: readonly string[]): string => words.join(', ');

const more = (left: number): string => (left > 0 ? `\nAnd ${count(left, 'other')}; --limit shows them.` : '');
