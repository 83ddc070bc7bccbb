import { DRY, VIS, wholeNumber, YES, type CommandWords, type OptionWords } from '../framework/command.ts';

const ID: readonly [string, string] = ['<id>', 'from: broadcast list'];

/** Languages for which the command has an option beside the centre's own. */
const LANGUAGES = ['nb', 'nn', 'en', 'uk', 'pl', 'ar', 'so', 'ti'];

const TO: OptionWords = {
  flags: '--to <segment>',
  meaning: 'to whom: "role=volunteer,interest=tur", a saved name, or all; several together are one message a person',
  many: true,
};

/** The options that describe a broadcast. */
const WHAT: readonly OptionWords[] = [
  TO,
  { flags: '--text <text>', meaning: "the text in the centre's language; {{name}} is the first name" },
  ...LANGUAGES.map((code) => ({ flags: `--text-${code} <text>`, meaning: `the text to those who read ${code}` })),
  {
    flags: '--kind <kind>',
    meaning: 'service (default), requested or campaign: about what concerns them, what they asked for, or agreed to',
  },
  { flags: '--at <time>', meaning: 'not before this time, such as 2026-12-01T10:00', says: 'instant' },
  {
    flags: '--collect <yes>',
    meaning: 'yes: note who answers yes, by text or with a key where they are rung, and thank them',
  },
  { flags: '--long', meaning: 'the text may be longer than two parts' },
];

/** Commands about messages to many. */
export const BROADCAST_COMMANDS: readonly CommandWords[] = [
  {
    name: 'broadcast preview',
    does: 'show what a broadcast would look like and cost, whom it reaches and whom not; keeps it as a draft',
    args: [['[id]', 'a draft, from: broadcast list']],
    options: WHAT,
    examples: [
      'broadcast preview --to "role=volunteer,interest=tur" --text "Hei {{name}}! Tur på søndag kl. 11."',
      'broadcast preview --to all --kind campaign --text "Julebasar lørdag" --text-nn "Julebasar laurdag"',
    ],
    load: () => import('./preview.ts'),
  },
  {
    name: 'broadcast send',
    does: 'send one message to many; asks for the number of people first',
    args: [['[id]', 'a draft, from: broadcast preview']],
    options: [
      ...WHAT,
      { flags: '--expect <n>', meaning: 'how many people it must be; another number refuses', read: wholeNumber },
      { flags: '--second <name>', meaning: 'who else has looked at it; needed above 200 people' },
      YES,
      DRY,
    ],
    examples: [
      'broadcast send --to "role=volunteer,postcode=48*" --text "Kafeen er stengt i morgen."',
      'broadcast send M4 --expect 412 --yes --as Anne --second Bjørn',
      'broadcast send --to turgjengen --text "Hvem kan bli med søndag? Svar JA." --collect yes',
    ],
    load: () => import('./send.ts'),
  },
  {
    name: 'broadcast list',
    does: 'list the broadcasts, the newest first',
    examples: ['broadcast list', 'broadcast list --json'],
    load: () => import('./list.ts'),
  },
  {
    name: 'broadcast show',
    does: 'show a broadcast and how far it has come',
    args: [ID],
    options: [{ flags: '--watch', meaning: 'stay and look on; leaving does not stop the broadcast' }],
    examples: ['broadcast show M4', 'broadcast show M4 --watch'],
    load: () => import('./show.ts'),
  },
  {
    name: 'broadcast pause',
    does: 'let a broadcast stand still: nothing more of it leaves',
    args: [ID],
    examples: ['broadcast pause M4'],
    load: () => import('./pause.ts'),
  },
  {
    name: 'broadcast resume',
    does: 'let a broadcast that stands still go on',
    args: [ID],
    examples: ['broadcast resume M4'],
    load: () => import('./resume.ts'),
  },
  {
    name: 'broadcast cancel',
    does: 'end a broadcast; who has it, has it',
    args: [ID],
    examples: ['broadcast cancel M4'],
    load: () => import('./cancel.ts'),
  },
  {
    name: 'broadcast report',
    does: 'tell what came of a broadcast: who answered, who opted out, what did not arrive, what it cost',
    args: [ID],
    options: [VIS],
    examples: ['broadcast report M4', 'broadcast report M4 --json'],
    load: () => import('./report.ts'),
  },
  {
    name: 'broadcast retry-uncertain',
    does: 'send once more what nobody knows the fate of; somebody may get it twice',
    args: [ID],
    options: [YES, DRY],
    examples: ['broadcast retry-uncertain M4 --dry-run'],
    load: () => import('./retry-uncertain.ts'),
  },
  {
    name: 'broadcast segment save',
    does: 'give a group of people a name',
    args: [['<name...>', 'what it is called']],
    options: [{ ...TO, required: true }],
    examples: ['broadcast segment save turgjengen --to "role=volunteer,interest=tur"'],
    load: () => import('./segment/save.ts'),
  },
  {
    name: 'broadcast segment list',
    does: 'list the saved segments',
    examples: ['broadcast segment list'],
    load: () => import('./segment/list.ts'),
  },
  {
    name: 'broadcast segment remove',
    does: 'forget a saved segment',
    args: [['<name...>', 'from: broadcast segment list']],
    examples: ['broadcast segment remove turgjengen'],
    load: () => import('./segment/remove.ts'),
  },
];
