import { basename } from 'node:path';
import { importPlaces, readPlaces } from '../../feeds/places.ts';
import { audit } from '../framework/audit.ts';
import { fileGiven } from '../framework/arguments.ts';
import { imported } from '../framework/imported.ts';
import { withContext } from '../framework/run.ts';
import { showProgress } from '../framework/progress.ts';
import type { Run } from '../framework/command.ts';

/** Takes in a register of places. The same file again changes nothing. */
export const run: Run = (invocation) => {
  const bytes = fileGiven(invocation.args[0] ?? '');
  if (invocation.options['dryRun'] === true) {
    const { rows, skipped, rejected, format } = readPlaces(bytes);
    return Promise.resolve(imported({ imported: rows.length, updated: 0, rejected, skipped, format, dryRun: true }));
  }
  return withContext(invocation, async (context) => {
    const progress = await showProgress(invocation.io, 'Places');
    const {
      imported: added,
      updated,
      skipped,
      rejected,
    } = await importPlaces(context.store, context.moment(), bytes, progress.step).finally(progress.done);
    await context.store.write((tx) =>
      audit(context, tx, {
        verb: 'places import',
        object: basename(invocation.args[0] ?? ''),
        detail: { imported: added, updated, rejected: rejected.length },
      }),
    );
    return imported({ imported: added, updated, rejected, skipped });
  });
};
