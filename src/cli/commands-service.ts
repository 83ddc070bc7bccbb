import { date, wholeNumber, type CommandWords } from './command-words.ts';

const WHO: readonly [string, string] = ['<volunteer>', 'an id from volunteers list, or a telephone number'];

/** What volunteers have given: the hours, and the proof of them. */
export const SERVICE_COMMANDS: readonly CommandWords[] = [
  {
    name: 'volunteers hours',
    does: 'note hours that a volunteer has given; for the same assignment again, correct them',
    args: [WHO],
    options: [
      { flags: '--hours <time>', meaning: 'as people write it: "1,5", "1:30", "halvannen time", "90 min"' },
      { flags: '--minutes <n>', meaning: 'the same in minutes', read: wholeNumber },
      { flags: '--on <date>', meaning: 'when it was (default: the day of the assignment, or today)', read: date },
      { flags: '--assignment <id>', meaning: 'for which assignment, from: assignments list' },
      { flags: '--kind <kind>', meaning: 'what it was, such as visit or kjøring (default: that of the assignment)' },
    ],
    examples: [
      'volunteers hours volunteer_5f0c --hours 1,5 --on 2026-11-26 --kind besøk',
      'volunteers hours volunteer_5f0c --minutes 90 --assignment assignment_51c0',
    ],
    load: () => import('./commands/volunteers-hours.ts'),
  },
  {
    name: 'volunteers proof',
    does: 'write the proof of what a volunteer has given: hours, kinds and dates, as text or as a page to print',
    args: [WHO],
    options: [
      { flags: '--from <date>', meaning: 'from this date on', read: date },
      { flags: '--to <date>', meaning: 'up to this date', read: date },
      { flags: '--language <code>', meaning: 'nb, nn or en (default: the language that we write to them in)' },
      { flags: '--html <file>', meaning: 'write it as a page to print into this file, which must not exist yet' },
    ],
    examples: [
      'volunteers proof volunteer_5f0c --from 2026-01-01 --to 2026-12-31',
      'volunteers proof volunteer_5f0c --language en --html proof.html',
    ],
    load: () => import('./commands/volunteers-proof.ts'),
  },
];
