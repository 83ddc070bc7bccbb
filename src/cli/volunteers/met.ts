import { shortId } from '../../domain/staff/short-ids.ts';
import { Refusal } from '../../domain/base/refusal.ts';
import { dateOf, toWall } from '../../domain/base/time.ts';
import { markMet } from '../../domain/volunteers/volunteer-status.ts';
import { called, changeIt } from './lib/change.ts';
import { safe } from '../framework/escape.ts';
import { withContext, text } from '../framework/run.ts';
import type { Run } from '../framework/command.ts';

/** Records that the first conversation was held. `volunteers change --met` changes a recorded date. */
export const run: Run = (invocation) =>
  withContext(invocation, (context) => {
    const today = dateOf(toWall(context.moment().now));
    const on = text(invocation.options['on']) ?? today;
    if (on > today) throw new Refusal(`${on} lies ahead. Note a first conversation when it has been held.`);
    return changeIt(context, {
      verb: 'volunteers met',
      detail: { on },
      make: (tx, moment, id) => markMet(tx, moment, { id, on, staff: invocation.staff }),
      says: (v, outcome) =>
        outcome === 'already'
          ? `${called(v)} was met already, on ${safe(v.met_on ?? '')}. To change the date: ringerunde volunteers change ${shortId('volunteer', v.short_no)} --met <date>`
          : `Noted: ${called(v)} was met on ${on}, and may be asked.`,
    });
  });
