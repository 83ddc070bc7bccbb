import { listAssociations, type AssociationShown } from '../../domain/associations/associations.ts';
import { dateOf, toWall } from '../../domain/base/time.ts';
import { auditLook } from '../framework/audit.ts';
import { centreAsked, numberShown, showsNumbers, visHint } from '../framework/arguments.ts';
import { table, wall, wrap } from '../framework/print.ts';
import { withContext } from '../framework/run.ts';
import { associationJson, contactsOn } from './lib/to-json.ts';
import type { Invocation, Run } from '../framework/command.ts';

const NONE =
  'There are no associations yet. They are made from the organisers of activities, or with: ringerunde associations add --name "..."';

/** Lists the associations by name. */
export const run: Run = (invocation) =>
  withContext(invocation, async (context) => {
    const all = invocation.options['all'] === true;
    const found = await listAssociations(context.store.db, await centreAsked(context), { all });
    const today = dateOf(toWall(context.moment().now));
    const withPhones = found.filter((a) => a.contacts.some(({ phone }) => phone !== null));
    if (showsNumbers(invocation) && withPhones.length > 0)
      await auditLook(context, {
        verb: 'associations list',
        object: 'associations',
        detail: { shown: withPhones.length },
      });
    const rows = found.map((a) => [
      a.short,
      a.name,
      contactsText(invocation, a, today),
      a.activities.length,
      wall(a.confirmedAt)?.slice(0, 10) ?? 'never',
      a.status === 'closed' ? 'closed' : a.trust,
    ]);
    const head = ['id', wrap('name'), wrap('contact'), 'activities', 'confirmed', 'trust'];
    return {
      json: found.map(associationJson),
      text: table(invocation.io, head, rows, NONE) + visHint(invocation, withPhones),
    };
  });

const contactsText = (invocation: Invocation, association: AssociationShown, today: string): string =>
  contactsOn(association, today)
    .map(({ name, phone, email }) => [name, phone === null ? email : numberShown(invocation, phone)])
    .map((parts) => parts.filter((part) => part !== '').join(' '))
    .join(', ');
