import { saveSegment } from '../../../domain/segments/saved-segments.ts';
import { audit } from '../../framework/audit.ts';
import { centreGiven } from '../../framework/arguments.ts';
import { safe } from '../../framework/escape.ts';
import { withContext, texts } from '../../framework/run.ts';
import type { Run } from '../../framework/command.ts';

/** Saves a group of people under a name. */
export const run: Run = (invocation) =>
  withContext(invocation, async (context) => {
    const centre = await centreGiven(context);
    const name = invocation.args.join(' ');
    const wanted = texts(invocation.options['to']);
    const outcome = await context.store.write(async (tx) => {
      const word = await saveSegment(tx, context.moment(), {
        centreId: centre.id,
        name,
        wanted,
        staff: invocation.staff,
      });
      if (word !== 'already saved')
        await audit(context, tx, {
          verb: 'broadcast segment save',
          object: name,
          detail: { to: wanted.join(' and ') },
        });
      return word;
    });
    return { json: { name, to: wanted, outcome }, text: `${safe(name)} is ${outcome}.` };
  });
