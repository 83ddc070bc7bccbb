import type { Assignment } from '../../db/schema/index.ts';
import { shortId } from '../../domain/staff/short-ids.ts';
import { firstOf, suggestVolunteers, type Suggestion } from '../../domain/volunteers/suggestions.ts';
import type { Io } from '../framework/io.ts';
import { count, table, wall, wrap, type Cell } from '../framework/print.ts';
import { safe } from '../framework/escape.ts';
import { withContext } from '../framework/run.ts';
import { assignmentGiven } from './lib/find.ts';
import type { Run } from '../framework/command.ts';

const SHOWN_MAX = 20;

/** Lists the volunteers who could be asked about an assignment, with the reasons. */
export const run: Run = (invocation) =>
  withContext(invocation, async (context) => {
    const { store, moment } = context;
    const assignment = await assignmentGiven(context);
    const all = await suggestVolunteers(store.db, { assignment, now: moment().now });
    const limit = typeof invocation.options['limit'] === 'number' ? invocation.options['limit'] : undefined;
    return { json: firstOf(all, limit), text: shown(invocation.io, assignment, all, limit ?? SHOWN_MAX) };
  });

function shown(io: Io, assignment: Assignment, all: readonly Suggestion[], limit: number): string {
  const may = all.filter((s) => s.gates.length === 0);
  const mayNot = all.filter((s) => s.gates.length > 0);
  const first = table(
    io,
    ['id', wrap('may be asked'), 'points', wrap('why')],
    may.slice(0, limit).flatMap((s) => {
      const but = s.warnings.length === 0 ? [] : [`but ${s.warnings.join(', ')}`];
      return rowsOf([s.short, s.name, s.score], [...wrapped(s.reasons), ...but]);
    }),
    'Nobody may be asked.',
  );
  const second = table(
    io,
    ['id', wrap('may not be asked'), wrap('because')],
    mayNot.slice(0, limit).flatMap((s) => rowsOf([s.short, s.name], wrapped(s.gates))),
    '',
  );
  return [
    `${safe(assignment.title)}, ${wall(assignment.starts_utc)}`,
    first + more(may.length - limit),
    ...(mayNot.length === 0 ? [] : [second + more(mayNot.length - limit)]),
    `Nobody is asked by looking. Ask with: ringerunde assignments offer ${shortId('assignment', assignment.short_no)} --to ...`,
  ].join('\n\n');
}

const LINE_MAX = 44;

/** Joins words into lines that fit beside a name. */
function wrapped(words: readonly string[]): string[] {
  const lines: string[] = [];
  for (const word of words) {
    const last = lines.at(-1);
    if (last === undefined || last.length + word.length > LINE_MAX) lines.push(word);
    else lines[lines.length - 1] = `${last}, ${word}`;
  }
  return lines;
}

/** A table row for each line; only the first row has the cells before it. */
function rowsOf(before: readonly Cell[], lines: readonly string[]): Cell[][] {
  const blank = before.map(() => '');
  return [[...before, lines[0] ?? ''], ...lines.slice(1).map((line) => [...blank, line])];
}

const more = (left: number): string => (left > 0 ? `\nAnd ${count(left, 'other')}; --limit shows them.` : '');
