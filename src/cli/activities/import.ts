import { basename } from 'node:path';
import { importActivities, readActivities } from '../../feeds/activities.ts';
import { audit } from '../framework/audit.ts';
import { centreGiven, fileGiven } from '../framework/arguments.ts';
import { imported } from '../framework/imported.ts';
import { showProgress } from '../framework/progress.ts';
import { atDesk } from '../framework/run.ts';
import type { Run } from '../framework/command.ts';

/** Takes in activities from a file. The same file again changes nothing. */
export const run: Run = (call) =>
  atDesk(call, async (desk) => {
    const { id, postcode } = await centreGiven(desk);
    const centre = { id, postcode };
    const bytes = fileGiven(call.args[0] ?? '');
    if (call.options['dryRun'] === true) {
      const { rows, rejected } = await readActivities(desk.store.db, bytes, { centre });
      return imported({ imported: rows.length, updated: 0, rejected, dryRun: true });
    }
    const progress = await showProgress(call.io, 'Activities');
    const done = await importActivities(desk.store, desk.moment(), bytes, { centre, progress: progress.step }).finally(
      progress.done,
    );
    await desk.store.write((tx) =>
      audit(desk, tx, {
        verb: 'activities import',
        object: basename(call.args[0] ?? ''),
        detail: { centre: id, imported: done.imported, updated: done.updated, rejected: done.rejected.length },
      }),
    );
    return imported(done);
  });
