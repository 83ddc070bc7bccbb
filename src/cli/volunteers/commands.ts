import { InvalidArgumentError } from 'commander';
import { DRY, SHEET, VIS, wholeNumber, type CommandWords, type OptionWords } from '../framework/command.ts';

const WHO: readonly [string, string] = ['<volunteer>', 'an id from volunteers list, a telephone number or a name'];

/** Accepts "none" for a field that may be deleted again. */
const orNone =
  (read: (value: string) => string | number, such: string) =>
  (value: string): string | number => {
    if (value === 'none') return value;
    try {
      return read(value);
    } catch {
      throw new InvalidArgumentError(`It must be ${such}, or none.`);
    }
  };
const kmOrNone = orNone(wholeNumber, 'a whole number from 1');

/** Options for a new and for an existing volunteer. */
const ABOUT: readonly OptionWords[] = [
  { flags: '--postcode <postcode>', meaning: 'where they live, four digits' },
  { flags: '--interests <list>', meaning: 'what they like to do, such as tur,kjøring,besøk' },
  { flags: '--language <code>', meaning: 'the language that we write to them in' },
  { flags: '--languages <codes>', meaning: 'the languages that they speak, such as nb,uk' },
  { flags: '--car', meaning: 'they have a car' },
  { flags: '--times <times>', meaning: 'when they can, such as "Mon-Fri 09:00-15:00"' },
  { flags: '--notes <text>', meaning: 'for staff only' },
];

/** Commands about volunteers, their hours and the proof of them. */
export const VOLUNTEER_COMMANDS: readonly CommandWords[] = [
  {
    name: 'volunteers import',
    does: 'take in volunteers from a workbook (.xlsx) or CSV file; the same file again changes nothing',
    args: [['<file>', 'name, phone, language, postcode, interests, met_on, notes, languages, times, car, ...']],
    options: [SHEET, DRY],
    examples: ['volunteers import frivillige.xlsx --dry-run', 'volunteers import frivillige.csv --centre arendal'],
    load: () => import('./import.ts'),
  },
  {
    name: 'volunteers add',
    does: 'add one volunteer; the same number again changes what differs',
    options: [
      { flags: '--name <name>', meaning: 'who it is', required: true },
      { flags: '--phone <number>', meaning: 'their number; one with a landline is rung', required: true },
      ...ABOUT,
      { flags: '--max-km <n>', meaning: 'how far from home they go, in kilometres', read: wholeNumber },
      { flags: '--met [date]', meaning: 'the first conversation was held (default: today)', says: 'past day' },
    ],
    examples: [
      'volunteers add --name "Kari Nilsen" --phone +4791234567 --postcode 4836 --interests tur,besøk --met',
      'volunteers add --name "Ola Berntsen" --phone 91234568 --car --times "Mon-Fri 09:00-15:00" --max-km 20',
    ],
    load: () => import('./add.ts'),
  },
  {
    name: 'volunteers list',
    does: 'list the volunteers, and where they stand',
    options: [{ flags: '--all', meaning: 'those who have left too' }, VIS],
    examples: ['volunteers list', 'volunteers list --centre arendal --json'],
    load: () => import('./list.ts'),
  },
  {
    name: 'volunteers show',
    does: 'show one volunteer, with what they were asked and answered, and their hours',
    args: [WHO],
    options: [VIS],
    examples: ['volunteers show F7', 'volunteers show "912 34 567"'],
    load: () => import('./show.ts'),
  },
  {
    name: 'volunteers met',
    does: 'note that the first conversation was held: from then on they may be asked',
    args: [WHO],
    options: [{ flags: '--on <date>', meaning: 'when (default: today)', says: 'past day' }],
    examples: ['volunteers met F7 --as Anne', 'volunteers met +4791234567 --on 2026-11-20'],
    load: () => import('./met.ts'),
  },
  {
    name: 'volunteers pause',
    does: 'leave somebody alone until a date',
    args: [WHO],
    options: [
      {
        flags: '--until <date>',
        meaning: 'the first date on which they may be asked again',
        required: true,
        says: 'day',
      },
    ],
    examples: ['volunteers pause F7 --until 2027-01-10'],
    load: () => import('./pause.ts'),
  },
  {
    name: 'volunteers back',
    does: 'end a pause, or take back somebody who left',
    args: [WHO],
    examples: ['volunteers back F7'],
    load: () => import('./back.ts'),
  },
  {
    name: 'volunteers change',
    does: 'change what stands about a volunteer; none takes away what stands there',
    args: [WHO],
    options: [
      { flags: '--name <name>', meaning: 'who it is' },
      { flags: '--phone <number>', meaning: 'their new number; history, first conversation and open offers go along' },
      ...ABOUT,
      { flags: '--no-car', meaning: 'they have no car' },
      { flags: '--max-km <n>', meaning: 'how far from home they go, in kilometres, or none', read: kmOrNone },
      { flags: '--met <date>', meaning: 'the date of the first conversation, or none', says: 'past day', orNone: true },
      {
        flags: '--confidentiality <date>',
        meaning: 'the declaration was signed then, or none',
        says: 'past day',
        orNone: true,
      },
      { flags: '--certificate-for <text>', meaning: 'what a police certificate is needed for' },
      {
        flags: '--certificate-asked <date>',
        meaning: 'they were asked to show one then, or none',
        says: 'past day',
        orNone: true,
      },
      {
        flags: '--certificate-shown <date>',
        meaning: 'it was shown then, or none; the paper itself is never kept',
        says: 'past day',
        orNone: true,
      },
    ],
    examples: [
      'volunteers change F7 --interests tur,kjøring --car',
      'volunteers change F7 --certificate-for "leksehjelp for barn" --certificate-shown 2026-11-20',
    ],
    load: () => import('./change.ts'),
  },
  {
    name: 'volunteers leave',
    does: 'note that somebody does not want to be asked any more; what they did is kept',
    args: [WHO],
    examples: ['volunteers leave F7'],
    load: () => import('./leave.ts'),
  },
  {
    name: 'volunteers hours',
    does: 'note hours that a volunteer has given; for the same assignment again, correct them',
    args: [WHO],
    options: [
      { flags: '--hours <time>', meaning: 'as people write it: "1,5", "1:30", "halvannen time", "90 min"' },
      { flags: '--minutes <n>', meaning: 'the same in minutes', read: wholeNumber },
      { flags: '--on <date>', meaning: 'when it was (default: the day of the assignment, or today)', says: 'past day' },
      { flags: '--assignment <id>', meaning: 'for which assignment, from: assignments list' },
      { flags: '--kind <kind>', meaning: 'what it was, such as visit or kjøring (default: that of the assignment)' },
    ],
    examples: [
      'volunteers hours F7 --hours 1,5 --on 2026-11-26 --kind besøk',
      'volunteers hours F7 --minutes 90 --assignment O31',
    ],
    load: () => import('./hours.ts'),
  },
  {
    name: 'volunteers proof',
    does: 'write the proof of what a volunteer has given: hours, kinds and dates, as text or as a page to print',
    args: [WHO],
    options: [
      { flags: '--from <date>', meaning: 'from this date on', says: 'past day' },
      { flags: '--to <date>', meaning: 'up to this date', says: 'past day' },
      { flags: '--language <code>', meaning: 'nb, nn or en (default: the language that we write to them in)' },
      { flags: '--html <file>', meaning: 'write it as a page to print into this file, which must not exist yet' },
    ],
    examples: [
      'volunteers proof F7 --from 2026-01-01 --to 2026-12-31',
      'volunteers proof F7 --language en --html proof.html',
    ],
    load: () => import('./proof.ts'),
  },
];
