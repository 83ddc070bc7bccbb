import { findPerson } from '../../domain/centres/people.ts';
import { Refusal } from '../../domain/base/refusal.ts';
import { centreGiven, needed, numberGiven } from '../framework/arguments.ts';
import { openAppFor } from '../framework/app.ts';
import { audit } from '../framework/audit.ts';
import { withContext } from '../framework/run.ts';
import { giveNumber, numberDetail, numberSays } from './lib/new-number.ts';
import type { Run } from '../framework/command.ts';

/** Changes a person's number; the stored facts and sign-ups stay with the person. */
export const run: Run = (invocation) =>
  withContext(invocation, async (context) => {
    const number = numberGiven(invocation.args[0] ?? '');
    const phone = numberGiven(needed(invocation, 'phone', '--phone +4791234567'));
    const centre = await centreGiven(context);
    const app = await openAppFor(context);
    const given = await context.store.write(async (tx) => {
      const person = await findPerson(tx, centre.id, number);
      if (person === undefined) throw new Refusal(`Nobody at ${centre.name} has the number ${number}.`);
      const done = await giveNumber({ app, tx, moment: context.moment() }, { person, number: phone });
      if (done.outcome === 'changed')
        await audit(context, tx, { verb: 'people change', object: person.id, detail: numberDetail(done, phone) });
      return done;
    });
    return { json: { number: phone, outcome: given.outcome }, text: numberSays(given) };
  });
