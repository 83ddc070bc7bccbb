import { VIS, type CommandWords, type OptionWords } from '../framework/command.ts';

const ALL: OptionWords = { flags: '--all', meaning: 'those that are done too' };

/** Commands about persons to ring. */
export const CALLBACK_COMMANDS: readonly CommandWords[] = [
  {
    name: 'callbacks list',
    does: 'list who waits to be rung, the most urgent first',
    options: [ALL, VIS],
    examples: ['callbacks list --vis', 'callbacks list --json'],
    load: () => import('./list.ts'),
  },
  {
    name: 'callbacks show',
    does: 'show one who waits to be rung, with the messages that they left on the line',
    args: [['<id>', 'from: callbacks list']],
    options: [VIS],
    examples: ['callbacks show R9 --vis', 'callbacks show R9 --json'],
    load: () => import('./show.ts'),
  },
  {
    name: 'callbacks play',
    does: 'fetch the messages that somebody left on the line, as MP3 files in this folder',
    args: [['<id>', 'from: callbacks list']],
    examples: ['callbacks play R9'],
    load: () => import('./play.ts'),
  },
  {
    name: 'callbacks done',
    does: 'note that somebody was rung',
    args: [['<id>', 'from: callbacks list']],
    options: [{ flags: '--outcome <text>', meaning: 'what came of it', required: true }],
    examples: ['callbacks done R9 --outcome "Kommer på torsdag"'],
    load: () => import('./done.ts'),
  },
];
