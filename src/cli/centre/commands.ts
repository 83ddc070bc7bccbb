import { kroner, sumOfKroner, wholeNumber, wholeNumberOrNone, type CommandWords } from '../framework/command.ts';

/** The centres of an installation. */
export const CENTRE_COMMANDS: readonly CommandWords[] = [
  {
    name: 'centre add',
    does: 'add a centre',
    options: [
      { flags: '--name <name>', meaning: 'its name', required: true },
      { flags: '--number <number>', meaning: 'the number that people text', required: true },
      { flags: '--voice-number <number>', meaning: 'the number that people ring, where it is another one' },
      { flags: '--postcode <postcode>', meaning: 'where it is' },
      { flags: '--staff-phone <number>', meaning: 'where calls to a human go' },
      {
        flags: '--emergency-phone <number>',
        meaning: 'a mobile that is told of a person in need at any hour while the centre is closed',
      },
      { flags: '--opening <hours>', meaning: 'when somebody is in, such as "Mon-Fri 09:00-15:00"' },
      { flags: '--language <code>', meaning: 'the language that it writes in (default: nb)' },
      {
        flags: '--notices-max <n>',
        meaning: 'how many texts about what is urgent staff get a day at most (default: 5)',
        read: wholeNumberOrNone,
      },
      { flags: '--id <id>', meaning: 'its id (default: made from the name)' },
    ],
    examples: [
      'centre add --name "Frivilligsentralen Arendal" --number +4759440000 --postcode 4836',
      'centre add --name "Kvinesdal" --number +4759440001 --opening "Mon-Fri 09:00-15:00; Sat 10:00-12:00"',
    ],
    load: () => import('./add.ts'),
  },
  {
    name: 'centre list',
    does: 'list the centres',
    examples: ['centre list', 'centre list --json'],
    load: () => import('./list.ts'),
  },
  {
    name: 'centre set',
    does: 'change what stands about a centre',
    options: [
      { flags: '--name <name>', meaning: 'its name' },
      { flags: '--postcode <postcode>', meaning: 'where it is' },
      { flags: '--staff-phone <number>', meaning: 'where calls to a human go; "" for nowhere' },
      {
        flags: '--emergency-phone <number>',
        meaning: 'a mobile that is told of a person in need at any hour while the centre is closed; "" for none',
      },
      { flags: '--opening <hours>', meaning: 'when somebody is in, such as "Mon-Fri 09:00-15:00"' },
      { flags: '--language <code>', meaning: 'the language that it writes in' },
      {
        flags: '--languages-off <codes>',
        meaning: 'languages that it does not write until they have been read, such as uk;pl; "" for none',
      },
      { flags: '--price <kroner>', meaning: 'what one part of a text costs in Norway, such as 0,65', read: kroner },
      { flags: '--price-abroad <kroner>', meaning: 'what one part costs to a number abroad', read: kroner },
      {
        flags: '--max-day-cost <kroner>',
        meaning:
          'what its texts may cost a day; then only replies, confirmations, cancellations and need go out; 0 for no limit',
        read: sumOfKroner,
      },
      { flags: '--max-month-cost <kroner>', meaning: 'the same for a month', read: sumOfKroner },
      { flags: '--per-second <n>', meaning: 'how many messages a second its number may send', read: wholeNumber },
      {
        flags: '--asks-max <n>',
        meaning: 'how often a volunteer is asked in thirty days at most',
        read: wholeNumber,
      },
      {
        flags: '--notices-max <n>',
        meaning: 'how many texts about what is urgent staff get a day at most',
        read: wholeNumberOrNone,
      },
    ],
    examples: ['centre set --asks-max 3', 'centre set --centre arendal --opening "Mon-Thu 09:00-15:00"'],
    load: () => import('./set.ts'),
  },
];
