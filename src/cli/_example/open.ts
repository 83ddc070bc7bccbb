import { changeCentre } from '../../domain/centres/centres.ts';
import { centreGiven } from '../framework/arguments.ts';
import { audit } from '../framework/audit.ts';
import type { Run } from '../framework/command.ts';
import { safe } from '../framework/escape.ts';
import { withContext } from '../framework/run.ts';

/** Changes the opening hours. The same hours a second time change nothing, and leave no row in the audit log. */
export const run: Run = (invocation) =>
  withContext(invocation, async (context) => {
    const opening = invocation.args[0] ?? '';
    const centre = await centreGiven(context);
    if (invocation.options['dryRun'] === true)
      return { json: { id: centre.id, opening, outcome: 'not changed' }, text: `It would open ${safe(opening)}.` };
    const outcome = await context.store.write(async (tx) => {
      const changed = await changeCentre(tx, { id: centre.id, opening });
      if (changed.outcome === 'changed') await audit(context, tx, { verb: 'example open', object: centre.id });
      return changed.outcome;
    });
    // Everything from outside goes through `safe` on its way to a terminal.
    const text = outcome === 'changed' ? `Open ${safe(opening)}.` : `It is open ${safe(opening)} already.`;
    return { json: { id: centre.id, opening, outcome }, text };
  });
