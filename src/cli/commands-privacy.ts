import { DRY, YES, type CommandWords } from './command-words.ts';

/** What is held about people, and for how long. */
export const PRIVACY_COMMANDS: readonly CommandWords[] = [
  {
    name: 'people export',
    does: 'collect what is held about a number, for that person to have; nothing about others',
    args: [['<number>', 'as people write it']],
    options: [{ flags: '--out <file>', meaning: 'write it to this file, and beside it as a text to be read' }],
    examples: ['people export +4791234567', 'people export "912 34 567" --out kari.json'],
    load: () => import('./commands/people-export.ts'),
  },
  {
    name: 'people erase',
    does: 'erase everything about a number for good; only a STOP is kept, as a keyed hash',
    args: [['<number>', 'as people write it']],
    options: [YES, DRY],
    examples: ['people erase +4791234567 --dry-run', 'people erase +4791234567 --as Anne'],
    load: () => import('./commands/people-erase.ts'),
  },
  {
    name: 'privacy rules',
    does: 'list how long what is kept',
    examples: ['privacy rules', 'privacy rules --json'],
    load: () => import('./commands/privacy-rules.ts'),
  },
];
