import { DRY, YES, type CommandWords } from '../framework/command.ts';

/** Commands about personal data and its retention. */
export const PEOPLE_COMMANDS: readonly CommandWords[] = [
  {
    name: 'people prefer',
    does: 'set how somebody is reached with what comes unasked',
    args: [
      ['<number>', 'the number of the person'],
      ['<way>', 'text or call'],
    ],
    examples: ['people prefer +4737012345 call', 'people prefer +4791234567 text'],
    load: () => import('./prefer.ts'),
  },
  {
    name: 'people change',
    does: 'give somebody another number; what is known of them goes along, and both numbers are told',
    args: [['<number>', 'the number that they have had, as people write it']],
    options: [{ flags: '--phone <number>', meaning: 'the new number', required: true }],
    examples: [
      'people change +4791234567 --phone +4798765432',
      'people change "912 34 567" --phone 37012345 --as Anne',
    ],
    load: () => import('./change.ts'),
  },
  {
    name: 'people show',
    does: 'show everything that is held about a number',
    args: [['<number>', 'as people write it']],
    examples: ['people show +4791234567', 'people show "912 34 567" --json'],
    load: () => import('./show.ts'),
  },
  {
    name: 'people consent',
    does: 'note what somebody has agreed to be written to about',
    args: [['<number>', 'as people write it']],
    options: [
      { flags: '--kind <kind>', meaning: 'requested or campaign', required: true },
      { flags: '--how <text>', meaning: 'how they said so, such as "form of 12 March"' },
      { flags: '--withdraw', meaning: 'they have taken it back' },
    ],
    examples: ['people consent +4791234567 --kind campaign --how "skjema 12. mars"'],
    load: () => import('../people/consent.ts'),
  },
  {
    name: 'people export',
    does: 'collect what is held about a number, for that person to have; nothing about others',
    args: [['<number>', 'as people write it']],
    options: [{ flags: '--out <file>', meaning: 'write it to this file, and beside it as a text to be read' }],
    examples: ['people export +4791234567', 'people export "912 34 567" --out kari.json'],
    load: () => import('./export.ts'),
  },
  {
    name: 'people erase',
    does: 'erase everything about a number for good; only a STOP is kept, as a keyed hash',
    args: [['<number>', 'as people write it']],
    options: [YES, DRY],
    examples: ['people erase +4791234567 --dry-run', 'people erase +4791234567 --as Anne'],
    load: () => import('./erase.ts'),
  },
  {
    name: 'privacy rules',
    does: 'list how long what is kept',
    examples: ['privacy rules', 'privacy rules --json'],
    load: () => import('./privacy-rules.ts'),
  },
];
