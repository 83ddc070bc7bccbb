import { importActivities, type ActivitiesImported, type KeepActivity } from '../../feeds/activities.ts';
import { importAndNotify } from '../../service/activities/import-activity.ts';
import { openAppFor } from '../framework/app.ts';
import { centreGiven, fileGiven } from '../framework/arguments.ts';
import { agreed, leftAlone } from '../framework/confirm.ts';
import { auditImport, imported, readingFor, tried, withPlaces } from '../framework/imported.ts';
import { count } from '../framework/print.ts';
import { showProgress } from '../framework/progress.ts';
import { withContext } from '../framework/run.ts';
import type { Run } from '../framework/command.ts';

/**
 * Imports activities from a file. The same file again changes nothing. Persons signed up for a changed activity are
 * told, after the user has agreed.
 */
export const run: Run = (invocation) =>
  withContext(invocation, async (context) => {
    const centre = await centreGiven(context);
    const bytes = fileGiven(invocation.args[0] ?? '');
    await withPlaces(context);
    const app = await openAppFor(context);
    const keep: KeepActivity = (tx, moment, wish) => importAndNotify(app, tx, { moment, wish });
    const options = { centre: { id: centre.id, postcode: centre.postcode }, keep, ...readingFor(invocation, centre) };
    const look = (): Promise<ActivitiesImported> =>
      importActivities(tried(context.store), context.moment(), bytes, options);
    if (invocation.options['dryRun'] === true) return imported({ ...(await look()), dryRun: true });
    if (invocation.io.interactive && invocation.options['yes'] !== true) {
      const { told } = await look();
      const what = `${count(told, 'person', 'people')} will be told of what has changed.`;
      if (told > 0 && (await agreed(invocation, what)) === 'no') return leftAlone;
    }
    const { step, done: ended } = await showProgress(invocation.io, 'Activities');
    const taken = { ...options, progress: step };
    const done = await importActivities(context.store, context.moment(), bytes, taken).finally(ended);
    await auditImport(context, { verb: 'activities import', centre: centre.id, done });
    return imported(done);
  });
