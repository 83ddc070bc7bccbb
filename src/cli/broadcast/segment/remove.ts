import { Refusal } from '../../../domain/base/refusal.ts';
import { removeSegment } from '../../../domain/segments/saved-segments.ts';
import { audit } from '../../framework/audit.ts';
import { centreGiven } from '../../framework/arguments.ts';
import { safe } from '../../framework/escape.ts';
import { withContext } from '../../framework/run.ts';
import type { Run } from '../../framework/command.ts';

/** Deletes a saved segment. */
export const run: Run = (invocation) =>
  withContext(invocation, async (context) => {
    const centre = await centreGiven(context);
    const name = invocation.args.join(' ');
    const outcome = await context.store.write(async (tx) => {
      const word = await removeSegment(tx, { centreId: centre.id, name });
      if (word === 'removed') await audit(context, tx, { verb: 'broadcast segment remove', object: name });
      return word;
    });
    if (outcome === 'not found')
      throw new Refusal(`There is no saved segment ${name}. See: ringerunde broadcast segment list`);
    return { json: { name, outcome }, text: `${safe(name)} is removed.` };
  });
