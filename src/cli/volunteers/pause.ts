import { pauseVolunteer } from '../../domain/volunteers/volunteer-status.ts';
import { called, changeIt } from './lib/change.ts';
import { needed } from '../framework/arguments.ts';
import { withContext } from '../framework/run.ts';
import type { Run } from '../framework/command.ts';

/** Pauses a volunteer until a date. */
export const run: Run = (invocation) =>
  withContext(invocation, (context) => {
    const until = needed(invocation, 'until', 'the date of their return: --until 2027-01-10');
    return changeIt(context, {
      verb: 'volunteers pause',
      detail: { until },
      make: (tx, moment, id) => pauseVolunteer(tx, moment, { id, until }),
      says: (v, outcome) =>
        outcome === 'already'
          ? `${called(v)} is paused already, until ${until}.`
          : `${called(v)} is not asked before ${until}.`,
    });
  });
