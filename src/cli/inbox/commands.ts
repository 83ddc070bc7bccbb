import { DRY, VIS, YES, type CommandWords, type OptionWords } from '../framework/command.ts';

const ALL: OptionWords = { flags: '--all', meaning: 'those that are done too' };

/** Commands about messages that no conversation could answer. */
export const INBOX_COMMANDS: readonly CommandWords[] = [
  {
    name: 'inbox list',
    does: 'list what needs a person: what the line could not handle; crises first',
    options: [ALL, VIS],
    examples: ['inbox list', 'inbox list --json'],
    load: () => import('./list.ts'),
  },
  {
    name: 'inbox show',
    does: 'show one message of the inbox, with what was written before and after',
    args: [['<id>', 'from: inbox list']],
    examples: ['inbox show I15'],
    load: () => import('./show.ts'),
  },
  {
    name: 'inbox reply',
    does: 'answer somebody by text',
    args: [['<id>', 'from: inbox list']],
    options: [
      { flags: '--text <text>', meaning: 'what to write', required: true },
      { flags: '--done', meaning: 'and take it off the list' },
      YES,
      DRY,
    ],
    examples: ['inbox reply I15 --text "Hei! Vi ringer deg i morgen." --done'],
    load: () => import('./reply.ts'),
  },
  {
    name: 'inbox assign',
    does: 'say who of the staff sees to a message',
    args: [['<id>', 'from: inbox list']],
    options: [{ flags: '--to <name>', meaning: 'who', required: true }],
    examples: ['inbox assign I15 --to Anne'],
    load: () => import('./assign.ts'),
  },
  {
    name: 'inbox done',
    does: 'take a message off the list',
    args: [['<id>', 'from: inbox list']],
    examples: ['inbox done I15 --as Anne'],
    load: () => import('./done.ts'),
  },
];
