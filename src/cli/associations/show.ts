import { auditLook } from '../framework/audit.ts';
import { numberShown, showsNumbers } from '../framework/arguments.ts';
import { facts, table, wall, wrap } from '../framework/print.ts';
import { withContext } from '../framework/run.ts';
import { associationGiven, associationJson } from './lib/to-json.ts';
import type { Run } from '../framework/command.ts';

/** Shows one association, with its contacts and what it arranges. */
export const run: Run = (invocation) =>
  withContext(invocation, async (context) => {
    const a = await associationGiven(context);
    if (showsNumbers(invocation) && a.contacts.some(({ phone }) => phone !== null))
      await auditLook(context, { verb: 'associations show', object: a.id });
    const about = facts([
      ['id', a.short],
      ['name', a.name],
      ['status', a.status],
      ['orgnr', a.orgnr],
      ['language', a.language],
      ['trust', a.trust],
      ['number in feeds', a.publicPhone ? 'yes' : 'no'],
      ['confirmed', wall(a.confirmedAt) ?? 'never'],
    ]);
    const contacts = a.contacts.map((c) => [
      c.name,
      c.phone === null ? '' : numberShown(invocation, c.phone),
      c.email,
      c.from,
      c.until ?? '',
    ]);
    const activities = a.activities.map((one) => [
      one.short,
      one.title,
      wall(one.confirmedAt)?.slice(0, 10) ?? 'never',
    ]);
    const { io } = invocation;
    return {
      json: associationJson(a),
      text: [
        about,
        table(io, [wrap('contact'), 'phone', wrap('e-mail'), 'from', 'until'], contacts, 'Nobody answers for it yet.'),
        table(io, ['id', wrap('activity'), 'confirmed'], activities, 'It arranges nothing now.'),
      ].join('\n\n'),
    };
  });
