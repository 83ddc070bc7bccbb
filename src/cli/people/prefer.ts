import { findPerson, rememberWay } from '../../domain/centres/people.ts';
import { canCall, parseNumber } from '../../domain/base/phone-numbers.ts';
import { Refusal } from '../../domain/base/refusal.ts';
import { theCentre } from '../../domain/centres/centres.ts';
import { audit } from '../framework/audit.ts';
import { withContext } from '../framework/run.ts';
import type { Run } from '../framework/command.ts';

/** Sets how the line reaches a person with unsolicited messages: by text, or by a call. */
export const run: Run = (invocation) =>
  withContext(invocation, async (context) => {
    const given = invocation.args[0] ?? '';
    const way = invocation.args[1] === 'call' ? 'call' : 'text';
    const number = parseNumber(given)?.e164 ?? given;
    if (way === 'call' && !canCall(number)) throw new Refusal(`${given} is no number that the line rings.`);
    const centre = await theCentre(context.store.db, invocation.centre);
    const outcome = await context.store.write(async (tx) => {
      const person = await findPerson(tx, centre.id, number);
      if (person === undefined) return 'nobody';
      if (person.prefers === way) return 'already';
      await rememberWay(tx, person.id, way);
      await audit(context, tx, { verb: 'people prefer', object: person.id, detail: { way } });
      return 'set';
    });
    if (outcome === 'nobody') throw new Refusal(`Nobody at ${centre.name} has the number ${given}.`);
    const says = way === 'call' ? 'The line rings them from now on.' : 'The line writes to them from now on.';
    return { json: { outcome, way }, text: outcome === 'already' ? 'It was so already.' : says };
  });
