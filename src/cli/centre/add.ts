import { addCentre, showCentre } from '../../domain/centres/centres.ts';
import { audit } from '../framework/audit.ts';
import { needed, writtenLanguage } from '../framework/arguments.ts';
import { safe } from '../framework/escape.ts';
import { withContext, text } from '../framework/run.ts';
import type { Invocation, Run } from '../framework/command.ts';

/** Adds a centre. The same centre a second time changes nothing. */
export const run: Run = (invocation) =>
  withContext(invocation, async (context) => {
    const wish = wishOf(invocation);
    if (wish.language !== undefined) await writtenLanguage(invocation, wish.language);
    const { outcome, centre } = await context.store.write(async (tx) => {
      const added = await addCentre(tx, context.moment(), wish);
      if (added.outcome === 'added') {
        await audit(context, tx, { verb: 'centre add', object: added.centre.id, detail: { name: added.centre.name } });
      }
      return added;
    });
    const name = `${safe(centre.name)} (${centre.id}, ${centre.number})`;
    return {
      json: { ...showCentre(centre), outcome },
      text: outcome === 'added' ? `Added ${name}.` : `${name} is there already.`,
    };
  });

function wishOf(invocation: Invocation) {
  const { options } = invocation;
  const given = {
    voiceNumber: text(options['voiceNumber']),
    postcode: text(options['postcode']),
    staffPhone: text(options['staffPhone']),
    emergencyPhone: text(options['emergencyPhone']),
    opening: text(options['opening']),
    language: text(options['language']),
    id: text(options['id']),
  };
  return {
    name: needed(invocation, 'name', 'a name: --name "Frivilligsentralen Arendal"'),
    number: needed(invocation, 'number', 'the number that people text: --number +4759440000'),
    ...(typeof options['noticesMax'] === 'number' ? { noticesMax: options['noticesMax'] } : {}),
    ...(Object.fromEntries(Object.entries(given).filter(([, v]) => v !== undefined)) as {
      [K in keyof typeof given]?: string;
    }),
  };
}
