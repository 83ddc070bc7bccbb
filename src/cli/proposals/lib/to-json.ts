import { showProposal, type ProposalShown, type ProposedValue } from '../../../domain/associations/proposals.ts';
import { Refusal } from '../../../domain/base/refusal.ts';
import { withOffset } from '../../../domain/base/time.ts';
import { rowGiven } from '../../framework/arguments.ts';
import type { CommandContext } from '../../framework/command.ts';

/** A proposal as JSON shows it: instants with their offset, without the key of the sender. */
export function proposalJson(shown: ProposalShown) {
  const { receivedAt, decidedAt, ...proposal } = shown;
  return {
    ...proposal,
    personId: undefined,
    receivedAt: withOffset(receivedAt),
    decidedAt: decidedAt === null ? null : withOffset(decidedAt),
  };
}

/** The proposal that a command names. @throws Refusal when there is none */
export async function proposalGiven(context: CommandContext): Promise<ProposalShown> {
  const { id } = await rowGiven(context, 'proposal');
  const found = await showProposal(context.store.db, id);
  if (found === null) throw new Refusal(`The proposal ${id} is gone.`);
  return found;
}

/** "cancel on 2026-12-02", "venue: Tromøy skole -> Kirkestua". */
export function inWords({ deed, on, changes }: ProposalShown): string {
  const fields = Object.entries(changes).map(([name, [old, next]]) => `${name}: ${value(old)} -> ${value(next)}`);
  return [on === null ? deed : `${deed} on ${on}`, ...fields].join(', ');
}

const value = (one: ProposedValue): string => (one === null || one === '' ? '(nothing)' : String(one));
