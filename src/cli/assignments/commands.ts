import { InvalidArgumentError } from 'commander';
import { DRY, wholeNumber, YES, type CommandWords, type OptionWords } from '../framework/command.ts';

const ID = ['<id>', 'from: assignments list, or its title'] as const;
const VOLUNTEER: OptionWords = {
  flags: '--volunteer <volunteer>',
  meaning: 'who: their id, number or name',
  required: true,
};

function yesOrNo(value: string): string {
  const said = { ja: 'yes', yes: 'yes', nei: 'no', no: 'no' }[value.toLowerCase()];
  if (said === undefined) throw new InvalidArgumentError('It must be yes or no.');
  return said;
}

function confirms(value: string): string {
  if (value !== 'staff' && value !== 'first-yes') throw new InvalidArgumentError('It must be staff or first-yes.');
  return value;
}

/** The facts of an assignment that can be given and changed; title and time come before these. */
const FACTS: readonly OptionWords[] = [
  { flags: '--postcode <place>', meaning: 'where: four digits, or what people call the place' },
  { flags: '--minutes <n>', meaning: 'how long it takes (default: 60)', read: wholeNumber },
  { flags: '--needs <n>', meaning: 'how many people are needed (default: 1)', read: wholeNumber },
  { flags: '--kind <kind>', meaning: 'such as visit, accompany, drive, shop (default: by the title)' },
  { flags: '--description <text>', meaning: 'what everybody who is asked may read' },
  { flags: '--recipient <name>', meaning: 'who it is for; only whoever is confirmed is told' },
  { flags: '--address <address>', meaning: 'where to meet; only whoever is confirmed is told' },
  { flags: '--phone <number>', meaning: 'of the recipient; only whoever is confirmed is told' },
  { flags: '--details <text>', meaning: 'what else to know; only whoever is confirmed is told' },
  { flags: '--car', meaning: 'a car is needed' },
  { flags: '--languages <codes>', meaning: 'languages that are needed, such as uk,nb' },
  { flags: '--certificate', meaning: 'a police certificate must have been shown' },
  { flags: '--confidentiality', meaning: 'confidentiality must have been signed' },
  { flags: '--confirm <who>', meaning: 'who makes a yes count: staff, or first-yes (default: staff)', read: confirms },
  { flags: '--ordered-by <service>', meaning: 'the municipal service that ordered it' },
  { flags: '--contact <text>', meaning: 'whom to ask there' },
];

/** Commands about assignments. */
export const ASSIGNMENT_COMMANDS: readonly CommandWords[] = [
  {
    name: 'assignments add',
    does: 'add an assignment; nobody is asked yet',
    options: [
      { flags: '--title <title>', meaning: 'what it is, as whoever is asked reads it', required: true },
      { flags: '--at <time>', meaning: 'when it begins, such as 2026-12-01T11:00', required: true, says: 'instant' },
      ...FACTS,
      { flags: '--yes', meaning: 'do not ask for what is missing' },
    ],
    examples: [
      'assignments add --title "Følge til øyelege" --postcode 4836 --at 2026-12-01T11:00 --minutes 90',
      'assignments add --title "Rigge til julefest" --postcode Arendal --at 2026-12-12T15:00 --needs 3 --confirm first-yes',
    ],
    load: () => import('./add.ts'),
  },
  {
    name: 'assignments list',
    does: 'list the assignments that are open or filled, and how far each has come',
    options: [{ flags: '--all', meaning: 'those that are over, cancelled or declined too' }],
    examples: ['assignments list', 'assignments list --centre arendal --json'],
    load: () => import('./list.ts'),
  },
  {
    name: 'assignments show',
    does: 'show the board of an assignment: who was asked, what they said, what happens next',
    args: [ID],
    options: [{ flags: '--secret', meaning: 'also who it is for and where; the audit log notes it' }],
    examples: ['assignments show O31', 'assignments show O31 --secret --as Anne'],
    load: () => import('./show.ts'),
  },
  {
    name: 'assignments suggest',
    does: 'say who could be asked, best first, and why; asks nobody',
    args: [ID],
    options: [
      {
        flags: '--limit <n>',
        meaning: 'the best n of those who may be asked, and of those who may not (default: 20 in the table)',
        read: wholeNumber,
      },
    ],
    examples: ['assignments suggest O31', 'assignments suggest O31 --limit 5 --json'],
    load: () => import('./suggest.ts'),
  },
  {
    name: 'assignments offer',
    does: 'ask volunteers, in waves, until enough have said yes',
    args: [ID],
    options: [
      {
        flags: '--to <volunteers>',
        meaning: 'whom, in this order: ids, numbers or names with commas between',
        required: true,
      },
      {
        flags: '--wave-size <n>',
        meaning: 'how many at a time (default: one, then three, then all)',
        read: wholeNumber,
      },
      { flags: '--wave-minutes <n>', meaning: 'how long between (default: by how soon it is)', read: wholeNumber },
      { flags: '--answer-by <time>', meaning: 'answers at the latest, such as 2026-11-30T12:00', says: 'instant' },
      YES,
      DRY,
    ],
    examples: [
      'assignments offer O31 --to F7,+4790000002 --dry-run',
      'assignments offer O31 --to 90000001,90000002,90000016 --wave-size 2 --wave-minutes 30',
    ],
    load: () => import('./offer.ts'),
  },
  {
    name: 'assignments answer',
    does: 'write down an answer that somebody gave by phone',
    args: [ID],
    options: [
      VOLUNTEER,
      { flags: '--says <yes|no>', meaning: 'what they said', required: true, read: yesOrNo },
      { flags: '--note <text>', meaning: 'what else they said' },
      YES,
      DRY,
    ],
    examples: ['assignments answer O31 --volunteer 90000001 --says yes --note "Kan komme 10 min før"'],
    load: () => import('./answer.ts'),
  },
  {
    name: 'assignments confirm',
    does: 'give the assignment to somebody who said yes; they are told who and where',
    args: [ID],
    options: [VOLUNTEER, YES, DRY],
    examples: ['assignments confirm O31 --volunteer F7'],
    load: () => import('./confirm.ts'),
  },
  {
    name: 'assignments turn-down',
    does: 'say no, with thanks, to somebody who said yes; the search goes on',
    args: [ID],
    options: [VOLUNTEER, YES, DRY],
    examples: ['assignments turn-down O31 --volunteer F7'],
    load: () => import('./turn-down.ts'),
  },
  {
    name: 'assignments change',
    does: 'change an assignment; nobody is told before: assignments send',
    args: [ID],
    options: [
      { flags: '--title <title>', meaning: 'what it is' },
      { flags: '--at <time>', meaning: 'when it begins', says: 'instant' },
      ...FACTS.map(({ flags, meaning, ...rest }) => ({
        ...rest,
        flags,
        meaning: meaning.replace(/ \(default: .*\)$/, ''),
      })),
      { flags: '--no-car', meaning: 'no car is needed' },
      { flags: '--no-certificate', meaning: 'no certificate is needed' },
      { flags: '--no-confidentiality', meaning: 'confidentiality is not needed' },
    ],
    examples: ['assignments change O31 --at 2026-12-01T12:00 --minutes 120', 'assignments change O31 --details none'],
    load: () => import('./change.ts'),
  },
  {
    name: 'assignments next',
    does: 'ask the next on the list now, instead of at their time',
    args: [ID],
    options: [YES, DRY],
    examples: ['assignments next O31 --dry-run', 'assignments next O31 --yes'],
    load: () => import('./next.ts'),
  },
  {
    name: 'assignments send',
    does: 'tell everybody concerned, in one text, what was changed',
    args: [ID],
    options: [YES, DRY],
    examples: ['assignments send O31 --dry-run', 'assignments send O31'],
    load: () => import('./send.ts'),
  },
  {
    name: 'assignments cancel',
    does: 'call an assignment off, and tell everybody who was asked and has not said no',
    args: [ID],
    options: [{ flags: '--reason <text>', meaning: 'why; for staff only' }, YES, DRY],
    examples: ['assignments cancel O31 --reason "Timen er flyttet"'],
    load: () => import('./cancel.ts'),
  },
  {
    name: 'assignments decline',
    does: 'say no to an order from the municipality, before somebody is confirmed',
    args: [ID],
    options: [{ flags: '--reason <text>', meaning: 'why', required: true }, YES, DRY],
    examples: ['assignments decline O31 --reason "Vi har ingen som kan løfte"'],
    load: () => import('./decline.ts'),
  },
];
