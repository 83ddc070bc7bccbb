import { listVolunteers } from '../../domain/volunteers/volunteers.ts';
import { auditLook } from '../framework/audit.ts';
import { centreAsked, numberShown, showsNumbers, visHint } from '../framework/arguments.ts';
import { table, wrap } from '../framework/print.ts';
import { withContext } from '../framework/run.ts';
import { volunteerJson } from './lib/to-json.ts';
import type { Run } from '../framework/command.ts';

const NONE =
  'There are no volunteers yet. Take some in with: ringerunde volunteers import <file.csv>\n' +
  '(or add one: ringerunde volunteers add --name "..." --phone +47...)';
const byName = new Intl.Collator('nb').compare;

/** Lists the volunteers by name, with the state of each. */
export const run: Run = (invocation) =>
  withContext(invocation, async (context) => {
    const all = await listVolunteers(context.store.db, await centreAsked(context));
    const wanted = all.filter((v) => invocation.options['all'] === true || v.left_on === null);
    const volunteers = wanted
      .map((v) => volunteerJson(v, context.moment().now))
      .toSorted((a, b) => byName(a.name ?? '', b.name ?? ''));
    if (showsNumbers(invocation) && volunteers.length > 0)
      await auditLook(context, { verb: 'volunteers list', object: 'volunteers', detail: { shown: volunteers.length } });
    const rows = volunteers.map((v) => [
      v.short,
      v.name,
      numberShown(invocation, v.phone),
      v.status === 'paused' ? `paused until ${v.pausedUntil}` : v.status,
      [v.postcode, v.place].filter((x) => x !== null).join(' '),
      v.interests.join(', '),
    ]);
    const head = ['id', wrap('name'), 'phone', wrap('status'), wrap('home'), wrap('interests')];
    return { json: volunteers, text: table(invocation.io, head, rows, NONE) + visHint(invocation, volunteers) };
  });
