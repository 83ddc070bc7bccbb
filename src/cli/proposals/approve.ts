import { approveProposal } from '../../service/associations/decide-proposal.ts';
import { momentOf, writeTurn, type Turn } from '../../service/engine/scene.ts';
import { dryRun } from '../../db/write.ts';
import { Refusal } from '../../domain/base/refusal.ts';
import { openAppFor } from '../framework/app.ts';
import { audit } from '../framework/audit.ts';
import { agreed, leftAlone } from '../framework/confirm.ts';
import { safe } from '../framework/escape.ts';
import { count } from '../framework/print.ts';
import { withContext } from '../framework/run.ts';
import { inWords, proposalGiven, proposalJson } from './lib/to-json.ts';
import type { Run } from '../framework/command.ts';

/** Takes a proposal: shows the number of persons it reaches, asks, and makes the change. */
export const run: Run = (invocation) =>
  withContext(invocation, async (context) => {
    const proposal = await proposalGiven(context);
    const app = await openAppFor(context);
    const decide = (turn: Turn) => approveProposal(turn, { id: proposal.id, by: invocation.staff });
    const tried = await dryRun(app.store, (tx) => decide({ app, tx, moment: momentOf(app) }));
    const json = { ...proposalJson(proposal), told: tried.told };
    if (tried.outcome.startsWith('already'))
      return { json: { ...json, outcome: tried.outcome }, text: `It is ${tried.outcome}.` };
    if (tried.outcome !== 'approved')
      throw new Refusal(
        `It cannot be done any more: the time is over, or the activity is gone. Decline it: ringerunde proposals reject ${proposal.short} --why "..."`,
      );
    const what = `${safe(proposal.activityTitle ?? proposal.associationName ?? '')}: ${safe(inWords(proposal))}. ${count(tried.told, 'person is', 'people are')} told.`;
    if (invocation.options['dryRun'] === true)
      return { json: { ...json, outcome: 'would be approved', dryRun: true }, text: `${what} Nothing was done.` };
    if (tried.told > 0 && (await agreed(invocation, what)) === 'no') return leftAlone;
    const done = await writeTurn(app, async (turn) => {
      const decided = await decide(turn);
      if (decided.outcome === 'approved')
        await audit(context, turn.tx, {
          verb: 'proposals approve',
          object: proposal.id,
          detail: { told: decided.told },
        });
      return decided;
    });
    return {
      json: { ...json, status: done.outcome === 'approved' ? 'approved' : proposal.status, ...done },
      text: what,
    };
  });
