import { Refusal } from '../../domain/refusal.ts';
import { dateOf, toWall } from '../../domain/time.ts';
import { markMet } from '../../domain/volunteers-write.ts';
import { called, changeIt } from '../change-volunteer.ts';
import { safe } from '../safe.ts';
import { atDesk, text, type Run } from '../run.ts';

/** Notes that the first conversation was held. A date that stands is changed with `volunteers change --met`. */
export const run: Run = (call) =>
  atDesk(call, (desk) => {
    const today = dateOf(toWall(desk.moment().now));
    const on = text(call.options['on']) ?? today;
    if (on > today) throw new Refusal(`${on} lies ahead. Note a first conversation when it has been held.`);
    return changeIt(desk, {
      verb: 'volunteers met',
      detail: { on },
      make: (tx, moment, id) => markMet(tx, moment, { id, on, staff: call.staff }),
      says: (v, outcome) =>
        outcome === 'already'
          ? `${called(v)} was met already, on ${safe(v.met_on ?? '')}. To change the date: ringerunde volunteers change ${v.id} --met <date>`
          : `Noted: ${called(v)} was met on ${on}, and may be asked.`,
    });
  });
