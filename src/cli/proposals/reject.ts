import { rejectProposal } from '../../service/associations/decide-proposal.ts';
import { writeTurn } from '../../service/engine/scene.ts';
import { openAppFor } from '../framework/app.ts';
import { needed } from '../framework/arguments.ts';
import { audit } from '../framework/audit.ts';
import { withContext } from '../framework/run.ts';
import { proposalGiven, proposalJson } from './lib/to-json.ts';
import type { Run } from '../framework/command.ts';

/** Declines a proposal, with a reason. */
export const run: Run = (invocation) =>
  withContext(invocation, async (context) => {
    const why = needed(invocation, 'why', 'the reason: --why "Salen er opptatt da"');
    const proposal = await proposalGiven(context);
    const app = await openAppFor(context);
    const { outcome } = await writeTurn(app, async (turn) => {
      const decided = await rejectProposal(turn, { id: proposal.id, by: invocation.staff, why });
      if (decided.outcome === 'rejected')
        await audit(context, turn.tx, { verb: 'proposals reject', object: proposal.id, detail: {} });
      return decided;
    });
    const status = outcome === 'rejected' ? outcome : proposal.status;
    return {
      json: { ...proposalJson(proposal), status, why, outcome },
      text: outcome === 'rejected' ? `${proposal.short} is declined, and the sender is told why.` : `It is ${outcome}.`,
    };
  });
