import { importAssociations } from '../../feeds/associations/import.ts';
import { centreGiven, fileGiven } from '../framework/arguments.ts';
import { auditImport, imported, readingFor, tried } from '../framework/imported.ts';
import { showProgress } from '../framework/progress.ts';
import { withContext } from '../framework/run.ts';
import type { Run } from '../framework/command.ts';

/** Imports associations from a file. The same file again changes nothing. */
export const run: Run = (invocation) =>
  withContext(invocation, async (context) => {
    const centre = await centreGiven(context);
    const bytes = fileGiven(invocation.args[0] ?? '');
    const { say, sheet } = readingFor(invocation, centre);
    const options = { centreId: centre.id, say, sheet };
    if (invocation.options['dryRun'] === true) {
      const looked = await importAssociations(tried(context.store), context.moment(), bytes, options);
      return imported({ ...looked, dryRun: true }, say);
    }
    const { step, done: ended } = await showProgress(invocation.io, 'Associations');
    const taken = { ...options, progress: step };
    const done = await importAssociations(context.store, context.moment(), bytes, taken).finally(ended);
    await auditImport(context, { verb: 'associations import', centre: centre.id, done });
    return imported(done, say);
  });
