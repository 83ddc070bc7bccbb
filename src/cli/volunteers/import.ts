import { basename } from 'node:path';
import { dateOf, toWall } from '../../domain/base/time.ts';
import { importVolunteers, readVolunteers } from '../../feeds/volunteers.ts';
import { audit } from '../framework/audit.ts';
import { centreGiven, fileGiven } from '../framework/arguments.ts';
import { imported } from '../framework/imported.ts';
import { showProgress } from '../framework/progress.ts';
import { withContext } from '../framework/run.ts';
import type { Run } from '../framework/command.ts';

/** Takes in volunteers from a file. The same file again changes nothing. */
export const run: Run = (invocation) =>
  withContext(invocation, async (context) => {
    const { id: centreId } = await centreGiven(context);
    const bytes = fileGiven(invocation.args[0] ?? '');
    if (invocation.options['dryRun'] === true) {
      const options = { centreId, today: dateOf(toWall(context.moment().now)) };
      const { rows, rejected } = await readVolunteers(context.store.db, bytes, options);
      return imported({ imported: rows.length, updated: 0, rejected, dryRun: true });
    }
    const progress = await showProgress(invocation.io, 'Volunteers');
    const options = { centreId, progress: progress.step };
    const done = await importVolunteers(context.store, context.moment(), bytes, options).finally(progress.done);
    await context.store.write((tx) =>
      audit(context, tx, {
        verb: 'volunteers import',
        object: basename(invocation.args[0] ?? ''),
        detail: { centre: centreId, imported: done.imported, updated: done.updated, rejected: done.rejected.length },
      }),
    );
    return imported(done);
  });
