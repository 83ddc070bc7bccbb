import { facts, wall } from '../framework/print.ts';
import { withContext } from '../framework/run.ts';
import { inWords, proposalGiven, proposalJson } from './lib/to-json.ts';
import type { Run } from '../framework/command.ts';

/** Shows one proposal. */
export const run: Run = (invocation) =>
  withContext(invocation, async (context) => {
    const p = await proposalGiven(context);
    const text = facts([
      ['id', p.short],
      ['from', p.associationName ?? p.source],
      ['activity', p.activityTitle],
      ['what', inWords(p)],
      ['words', p.words],
      ['received', wall(p.receivedAt)],
      ['status', p.status],
      ['decided', p.decidedAt === null ? null : `${wall(p.decidedAt) ?? ''} by ${p.decidedBy ?? ''}`],
      ['why', p.why],
    ]);
    return { json: proposalJson(p), text };
  });
