import { basename } from 'node:path';
import { dateOf, toWall } from '../../domain/base/time.ts';
import { importVolunteers, readVolunteers } from '../../feeds/volunteers.ts';
import { audit } from '../framework/audit.ts';
import { centreGiven, fileGiven } from '../framework/arguments.ts';
import { imported } from '../framework/imported.ts';
import { showProgress } from '../framework/progress.ts';
import { atDesk } from '../framework/run.ts';
import type { Run } from '../framework/command.ts';

/** Takes in volunteers from a file. The same file again changes nothing. */
export const run: Run = (call) =>
  atDesk(call, async (desk) => {
    const { id: centreId } = await centreGiven(desk);
    const bytes = fileGiven(call.args[0] ?? '');
    if (call.options['dryRun'] === true) {
      const options = { centreId, today: dateOf(toWall(desk.moment().now)) };
      const { rows, rejected } = await readVolunteers(desk.store.db, bytes, options);
      return imported({ imported: rows.length, updated: 0, rejected, dryRun: true });
    }
    const progress = await showProgress(call.io, 'Volunteers');
    const options = { centreId, progress: progress.step };
    const done = await importVolunteers(desk.store, desk.moment(), bytes, options).finally(progress.done);
    await desk.store.write((tx) =>
      audit(desk, tx, {
        verb: 'volunteers import',
        object: basename(call.args[0] ?? ''),
        detail: { centre: centreId, imported: done.imported, updated: done.updated, rejected: done.rejected.length },
      }),
    );
    return imported(done);
  });
