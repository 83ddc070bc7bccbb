import { listCentres } from '../../domain/centres/centres.ts';
import { importPlaces } from '../../feeds/places.ts';
import { fileGiven } from '../framework/arguments.ts';
import { auditImport, imported, readingFor, tried } from '../framework/imported.ts';
import { withContext } from '../framework/run.ts';
import { showProgress } from '../framework/progress.ts';
import type { Run } from '../framework/command.ts';

/** Imports places, in addition to the stored ones. The same file again changes nothing. */
export const run: Run = (invocation) => {
  const bytes = fileGiven(invocation.args[0] ?? '');
  return withContext(invocation, async (context) => {
    const [centre] = await listCentres(context.store.db);
    const { say, sheet } = readingFor(invocation, centre);
    if (invocation.options['dryRun'] === true) {
      const looked = await importPlaces(tried(context.store), context.moment(), bytes, { say, sheet });
      return imported({ ...looked, dryRun: true });
    }
    const { step, done: ended } = await showProgress(invocation.io, 'Places');
    const done = await importPlaces(context.store, context.moment(), bytes, { say, sheet, progress: step }).finally(
      ended,
    );
    await auditImport(context, { verb: 'places import', done });
    return imported(done);
  });
};
