import { Refusal } from '../../../domain/base/refusal.ts';
import { withOffset } from '../../../domain/base/time.ts';
import { showAssociation, type AssociationShown } from '../../../domain/associations/associations.ts';
import { rowGiven } from '../../framework/arguments.ts';
import type { CommandContext } from '../../framework/command.ts';

/** An association as JSON shows it: instants with their offset. */
export const associationJson = (a: AssociationShown) => ({
  ...a,
  activities: a.activities.map((one) => ({ ...one, confirmedAt: at(one.confirmedAt) })),
  confirmedAt: at(a.confirmedAt),
});

const at = (instant: string | null): string | null => (instant === null ? null : withOffset(instant));

/** The association that a command names. @throws Refusal when the name fits none, or several */
export const associationGiven = async (context: CommandContext): Promise<AssociationShown> =>
  theAssociation(context, (await rowGiven(context, 'association')).id);

/** An association that is there. */
export async function theAssociation(context: CommandContext, id: string): Promise<AssociationShown> {
  const found = await showAssociation(context.store.db, id);
  if (found === null) throw new Refusal(`The association ${id} is gone.`);
  return found;
}

/** Contacts of an Oslo date: those who have a say then. */
export const contactsOn = ({ contacts }: AssociationShown, date: string): AssociationShown['contacts'] =>
  contacts.filter(({ from, until }) => from <= date && (until === null || date <= until));
