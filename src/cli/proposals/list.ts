import { listProposals } from '../../domain/associations/proposals.ts';
import { centreAsked } from '../framework/arguments.ts';
import { table, wall, wrap } from '../framework/print.ts';
import { withContext } from '../framework/run.ts';
import { inWords, proposalJson } from './lib/to-json.ts';
import type { Run } from '../framework/command.ts';

/** Lists the proposals that wait. */
export const run: Run = (invocation) =>
  withContext(invocation, async (context) => {
    const all = invocation.options['all'] === true;
    const found = await listProposals(context.store.db, await centreAsked(context), { all });
    const rows = found.map((p) => [
      p.short,
      p.associationName ?? p.source,
      p.activityTitle ?? '',
      inWords(p),
      wall(p.receivedAt),
      p.status,
    ]);
    const head = ['id', wrap('from'), wrap('activity'), wrap('what'), 'received', 'status'];
    return {
      json: found.map(proposalJson),
      text: table(invocation.io, head, rows, 'Nothing is suggested that waits for you.'),
    };
  });
