import { basename } from 'node:path';
import { importActivities, readActivities } from '../../feeds/activities.ts';
import { audit } from '../framework/audit.ts';
import { centreGiven, fileGiven } from '../framework/arguments.ts';
import { imported } from '../framework/imported.ts';
import { showProgress } from '../framework/progress.ts';
import { withContext } from '../framework/run.ts';
import type { Run } from '../framework/command.ts';

/** Takes in activities from a file. The same file again changes nothing. */
export const run: Run = (invocation) =>
  withContext(invocation, async (context) => {
    const { id, postcode } = await centreGiven(context);
    const centre = { id, postcode };
    const bytes = fileGiven(invocation.args[0] ?? '');
    if (invocation.options['dryRun'] === true) {
      const { rows, rejected } = await readActivities(context.store.db, bytes, { centre });
      return imported({ imported: rows.length, updated: 0, rejected, dryRun: true });
    }
    const progress = await showProgress(invocation.io, 'Activities');
    const done = await importActivities(context.store, context.moment(), bytes, {
      centre,
      progress: progress.step,
    }).finally(progress.done);
    await context.store.write((tx) =>
      audit(context, tx, {
        verb: 'activities import',
        object: basename(invocation.args[0] ?? ''),
        detail: { centre: id, imported: done.imported, updated: done.updated, rejected: done.rejected.length },
      }),
    );
    return imported(done);
  });
