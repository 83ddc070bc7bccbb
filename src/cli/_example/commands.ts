import { DRY, type CommandWords } from '../framework/command.ts';

/**
 * The template of a folder of commands (CONTRIBUTING.md, "A command"). It is not on the list of commands, so it
 * cannot be called; the tests of every command run it as well.
 */
export const EXAMPLE_COMMANDS: readonly CommandWords[] = [
  {
    name: 'example open',
    does: 'change the opening hours of a centre',
    args: [['<hours>', 'when a human is there, such as "Mon-Fri 09:00-15:00"']],
    options: [DRY],
    examples: ['example open "Mon-Fri 08:00-16:00"', 'example open "Mon-Thu 10:00-14:00" --dry-run'],
    load: () => import('./open.ts'),
  },
];
