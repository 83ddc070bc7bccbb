import { saveSegment } from '../../../domain/segments/saved-segments.ts';
import { audit } from '../../framework/audit.ts';
import { centreGiven } from '../../framework/arguments.ts';
import { safe } from '../../framework/escape.ts';
import { atDesk, texts } from '../../framework/run.ts';
import type { Run } from '../../framework/command.ts';

/** Gives a group of people a name. */
export const run: Run = (call) =>
  atDesk(call, async (desk) => {
    const centre = await centreGiven(desk);
    const name = call.args.join(' ');
    const wanted = texts(call.options['to']);
    const outcome = await desk.store.write(async (tx) => {
      const word = await saveSegment(tx, desk.moment(), { centreId: centre.id, name, wanted, staff: call.staff });
      if (word !== 'already saved')
        await audit(desk, tx, { verb: 'broadcast segment save', object: name, detail: { to: wanted.join(' and ') } });
      return word;
    });
    return { json: { name, to: wanted, outcome }, text: `${safe(name)} is ${outcome}.` };
  });
