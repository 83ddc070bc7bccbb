import { wholeNumber, type CommandWords } from './command-words.ts';

export const ASSIGNMENT_COMMANDS: readonly CommandWords[] = [
  {
    name: 'assignments suggest',
    does: 'say who could be asked, best first, and why; asks nobody',
    args: [['<id>', 'from: assignments list']],
    options: [
      {
        flags: '--limit <n>',
        meaning: 'the best n of those who may be asked, and of those who may not (default: 20 in the table)',
        read: wholeNumber,
      },
    ],
    examples: ['assignments suggest assignment_51c0', 'assignments suggest assignment_51c0 --limit 5 --json'],
    load: () => import('./commands/assignments-suggest.ts'),
  },
];
