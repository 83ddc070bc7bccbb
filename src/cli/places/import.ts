import { basename } from 'node:path';
import { importPlaces, readPlaces } from '../../feeds/places.ts';
import { audit } from '../framework/audit.ts';
import { fileGiven } from '../framework/arguments.ts';
import { imported } from '../framework/imported.ts';
import { atDesk } from '../framework/run.ts';
import { showProgress } from '../framework/progress.ts';
import type { Run } from '../framework/command.ts';

/** Takes in a register of places. The same file again changes nothing. */
export const run: Run = (call) => {
  const bytes = fileGiven(call.args[0] ?? '');
  if (call.options['dryRun'] === true) {
    const { rows, skipped, rejected, format } = readPlaces(bytes);
    return Promise.resolve(imported({ imported: rows.length, updated: 0, rejected, skipped, format, dryRun: true }));
  }
  return atDesk(call, async (desk) => {
    const progress = await showProgress(call.io, 'Places');
    const {
      imported: added,
      updated,
      skipped,
      rejected,
    } = await importPlaces(desk.store, desk.moment(), bytes, progress.step).finally(progress.done);
    await desk.store.write((tx) =>
      audit(desk, tx, {
        verb: 'places import',
        object: basename(call.args[0] ?? ''),
        detail: { imported: added, updated, rejected: rejected.length },
      }),
    );
    return imported({ imported: added, updated, rejected, skipped });
  });
};
