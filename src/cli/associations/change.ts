import { changeAssociation, endContact } from '../../domain/associations/write-associations.ts';
import { normaliseName } from '../../domain/base/normalise-name.ts';
import { numberIn } from '../../domain/base/phone-numbers.ts';
import { Refusal } from '../../domain/base/refusal.ts';
import { dateOf, toWall } from '../../domain/base/time.ts';
import type { AssociationShown } from '../../domain/associations/associations.ts';
import { audit } from '../framework/audit.ts';
import { safe } from '../framework/escape.ts';
import { nothingSaid, text, withContext } from '../framework/run.ts';
import { fieldsGiven } from './lib/fields.ts';
import { associationGiven, associationJson, contactsOn, theAssociation } from './lib/to-json.ts';
import type { Run } from '../framework/command.ts';

/** Changes an association, and its contacts. */
export const run: Run = (invocation) =>
  withContext(invocation, async (context) => {
    const fields = await fieldsGiven(invocation);
    const without = text(invocation.options['without']);
    if (Object.keys(fields).length === 0 && without === undefined)
      throw nothingSaid('associations change <id> --contact "Anne Dahl" --phone 90000012');
    const before = await associationGiven(context);
    const ended = without === undefined ? null : contactNamed(before, without, dateOf(toWall(context.moment().now)));
    const changed = [...Object.keys(fields), ...(ended === null ? [] : ['without'])].join(' ');
    const outcome = await context.store.write(async (tx) => {
      const moment = context.moment();
      const done = await changeAssociation(tx, moment, before.id, fields);
      if (ended !== null) await endContact(tx, moment, ended);
      if (done.outcome === 'unchanged' && ended === null) return 'unchanged';
      await audit(context, tx, { verb: 'associations change', object: before.id, detail: { changed } });
      return 'changed';
    });
    const association = await theAssociation(context, before.id);
    return {
      json: { ...associationJson(association), outcome },
      text:
        outcome === 'unchanged' ? 'It is so already.' : `Changed: ${safe(association.name)} (${association.short}).`,
    };
  });

function contactNamed(association: AssociationShown, named: string, today: string): { id: string } {
  const contacts = contactsOn(association, today);
  const number = numberIn(named);
  const fitting = contacts.filter(
    (one) => (number !== null && one.phone === number) || normaliseName(one.name) === normaliseName(named),
  );
  const [found, second] = fitting;
  if (found !== undefined && second === undefined) return found;
  const names = contacts.map(({ name, phone }) => name || phone || '').join(', ');
  throw new Refusal(
    `"${named}" ${found === undefined ? 'is no contact' : 'fits several contacts'} of ${association.name}. It has: ${names === '' ? 'none' : names}.`,
  );
}
