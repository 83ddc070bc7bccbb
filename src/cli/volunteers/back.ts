import { shortId } from '../../domain/staff/short-ids.ts';
import { takeBack } from '../../domain/volunteers/volunteer-status.ts';
import { called, changeIt } from './lib/change.ts';
import { withContext } from '../framework/run.ts';
import type { Run } from '../framework/command.ts';

/** Ends a pause, or takes back a volunteer who left. */
export const run: Run = (invocation) =>
  withContext(invocation, (context) =>
    changeIt(context, {
      verb: 'volunteers back',
      make: (tx, moment, id) => takeBack(tx, moment, { id }),
      says: (v, outcome) => {
        if (outcome === 'already') return `${called(v)} is here already.`;
        return v.met_on === null
          ? `${called(v)} is back, and may be asked once the first conversation is noted: ringerunde volunteers met ${shortId('volunteer', v.short_no)}`
          : `${called(v)} is back, and may be asked.`;
      },
    }),
  );
