import { Refusal } from '../../../domain/base/refusal.ts';
import { removeSegment } from '../../../domain/segments/saved-segments.ts';
import { audit } from '../../framework/audit.ts';
import { centreGiven } from '../../framework/arguments.ts';
import { safe } from '../../framework/escape.ts';
import { atDesk } from '../../framework/run.ts';
import type { Run } from '../../framework/command.ts';

/** Forgets a saved segment. */
export const run: Run = (call) =>
  atDesk(call, async (desk) => {
    const centre = await centreGiven(desk);
    const name = call.args.join(' ');
    const outcome = await desk.store.write(async (tx) => {
      const word = await removeSegment(tx, { centreId: centre.id, name });
      if (word === 'removed') await audit(desk, tx, { verb: 'broadcast segment remove', object: name });
      return word;
    });
    if (outcome === 'not found')
      throw new Refusal(`There is no saved segment ${name}. See: ringerunde broadcast segment list`);
    return { json: { name, outcome }, text: `${safe(name)} is removed.` };
  });
