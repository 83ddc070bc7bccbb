import { CONSENT_KINDS, recordConsent, withdrawConsent } from '../../domain/centres/consent.ts';
import { masked } from '../../domain/base/phone-numbers.ts';
import { findPerson, meetPerson } from '../../domain/centres/people.ts';
import { Refusal } from '../../domain/base/refusal.ts';
import { audit } from '../framework/audit.ts';
import { centreGiven, needed, numberGiven } from '../framework/arguments.ts';
import { withContext, text } from '../framework/run.ts';
import type { Run } from '../framework/command.ts';

/** Records the messages to which a person has agreed. */
export const run: Run = (invocation) =>
  withContext(invocation, async (context) => {
    const centre = await centreGiven(context);
    const number = numberGiven(invocation.args[0] ?? '');
    const kind = CONSENT_KINDS.find((k) => k === text(invocation.options['kind']));
    if (kind === undefined) throw new Refusal(`A consent is one of: ${CONSENT_KINDS.join(', ')}.`);
    const withdraw = invocation.options['withdraw'] === true;
    const how = withdraw ? '' : needed(invocation, 'how', 'how they said so: --how "skjema 12. mars"');
    const outcome = await context.store.write(async (tx) => {
      const known = await findPerson(tx, centre.id, number);
      if (withdraw && known === undefined) return 'there was none' as const;
      const about = { centreId: centre.id, number, language: centre.language };
      const person = known ?? (await meetPerson(tx, context.moment(), about));
      const word = withdraw
        ? await withdrawConsent(tx, { personId: person.id, kind })
        : await recordConsent(tx, context.moment(), { centreId: centre.id, personId: person.id, kind, how });
      await audit(context, tx, { verb: 'people consent', object: person.id, detail: { kind, outcome: word } });
      return word;
    });
    return { json: { number, kind, outcome }, text: `${masked(number)}, ${kind}: ${outcome}.` };
  });
