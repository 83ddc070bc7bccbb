import { changeCentre, showCentre, type CentreFields } from '../../domain/centres/centres.ts';
import { audit } from '../framework/audit.ts';
import { centreGiven, writtenLanguage } from '../framework/arguments.ts';
import { safe } from '../framework/escape.ts';
import { withContext, nothingSaid, text } from '../framework/run.ts';
import type { Invocation, Options, Run } from '../framework/command.ts';

/** Changes the settings of a centre. */
export const run: Run = (invocation) =>
  withContext(invocation, async (context) => {
    const fields = fieldsOf(invocation);
    if (Object.keys(fields).length === 0) throw nothingSaid('centre set --asks-max 3');
    if (fields.language !== undefined) await writtenLanguage(invocation, fields.language);
    const { id } = await centreGiven(context);
    const { outcome, centre } = await context.store.write(async (tx) => {
      const changed = await changeCentre(tx, { id, ...fields });
      if (changed.outcome === 'changed')
        await audit(context, tx, {
          verb: 'centre set',
          object: id,
          detail: { changed: Object.keys(fields).join(' ') },
        });
      return changed;
    });
    return {
      json: { ...showCentre(centre), outcome },
      text: outcome === 'changed' ? `Changed: ${safe(centre.name)}.` : `${safe(centre.name)} is so already.`,
    };
  });

function fieldsOf({ options }: Invocation): CentreFields {
  const number = (value: unknown): number | undefined => (typeof value === 'number' ? value : undefined);
  const given = {
    name: text(options['name']),
    postcode: text(options['postcode']),
    staffPhone: text(options['staffPhone']),
    emergencyPhone: text(options['emergencyPhone']),
    opening: text(options['opening']),
    language: text(options['language']),
    languagesOff: codesOf(text(options['languagesOff'])),
    asksMax: number(options['asksMax']),
    noticesMax: number(options['noticesMax']),
    maxDayCostOre: oreOf(options['maxDayCost']),
    maxMonthCostOre: oreOf(options['maxMonthCost']),
    priceOre: oreOf(options['price']),
    priceForeignOre: oreOf(options['priceAbroad']),
    perSecond: number(options['perSecond']),
  };
  return Object.fromEntries(Object.entries(given).filter(([, v]) => v !== undefined)) as CentreFields;
}

/** "uk;pl" or "uk,pl"; an empty text for none. */
const codesOf = (codes: string | undefined): string[] | undefined =>
  codes?.split(/[;,\s]+/).filter((code) => code !== '');

/** Converts kroner, as typed, to øre. */
const oreOf = (kroner: Options[string]): number | undefined =>
  typeof kroner === 'number' ? Math.round(kroner * 100) : undefined;
