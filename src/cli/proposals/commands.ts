import { DRY, YES, type CommandWords } from '../framework/command.ts';

const ID = ['<id>', 'from: proposals list'] as const;

/** Commands about what organisers, feeds and the municipality suggest. */
export const PROPOSAL_COMMANDS: readonly CommandWords[] = [
  {
    name: 'proposals list',
    does: 'list the changes that are suggested and wait for you, the oldest first',
    options: [{ flags: '--all', meaning: 'those that are decided too' }],
    examples: ['proposals list', 'proposals list --all --json'],
    load: () => import('./list.ts'),
  },
  {
    name: 'proposals show',
    does: "show one proposal: the sender's words, and each field before and after",
    args: [ID],
    examples: ['proposals show P4'],
    load: () => import('./show.ts'),
  },
  {
    name: 'proposals approve',
    does: 'make the change that is suggested; who is signed up, and the sender, are told',
    args: [ID],
    options: [YES, DRY],
    examples: ['proposals approve P4', 'proposals approve P4 --dry-run'],
    load: () => import('./approve.ts'),
  },
  {
    name: 'proposals reject',
    does: 'decline a proposal; the sender is told why',
    args: [ID],
    options: [{ flags: '--why <text>', meaning: 'the reason, as the sender is told', required: true }],
    examples: ['proposals reject P4 --why "Salen er opptatt da"'],
    load: () => import('./reject.ts'),
  },
];
