import { upsertAssociation } from '../../domain/associations/write-associations.ts';
import { audit } from '../framework/audit.ts';
import { centreGiven, needed } from '../framework/arguments.ts';
import { safe } from '../framework/escape.ts';
import { withContext } from '../framework/run.ts';
import { fieldsGiven } from './lib/fields.ts';
import { associationJson, theAssociation } from './lib/to-json.ts';
import type { Run } from '../framework/command.ts';

const WORDS = { added: 'added', changed: 'changed', unchanged: 'already there' } as const;

/** Adds one association. */
export const run: Run = (invocation) =>
  withContext(invocation, async (context) => {
    const { id: centreId } = await centreGiven(context);
    const name = needed(invocation, 'name', 'a name: --name "Tromøy husflidslag"');
    const fields = await fieldsGiven(invocation);
    const { id, outcome } = await context.store.write(async (tx) => {
      const kept = await upsertAssociation(tx, context.moment(), { ...fields, name, centreId });
      if (kept.outcome !== 'unchanged')
        await audit(context, tx, { verb: 'associations add', object: kept.id, detail: { centre: centreId } });
      return kept;
    });
    const association = await theAssociation(context, id);
    return {
      json: { ...associationJson(association), outcome: WORDS[outcome] },
      text: `${safe(association.name)} is ${WORDS[outcome]}: ${association.short}`,
    };
  });
