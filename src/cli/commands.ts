import { InvalidArgumentError } from 'commander';
import type { Run } from './run.ts';

/** A command as help describes it; the deed itself is loaded only when it is wanted. */
export interface CommandWords {
  name: string;
  does: string;
  args?: readonly (readonly [name: string, meaning: string])[];
  options?: readonly OptionWords[];
  examples: readonly string[];
  load: () => Promise<{ run: Run }>;
}

interface OptionWords {
  flags: string;
  meaning: string;
  /** Leaving it out is wrong usage. */
  required?: true;
  /** Reads the value; throws what commander tells the typist. */
  read?: (value: string) => string | number;
}

const YES: OptionWords = { flags: '--yes', meaning: 'do not ask first' };
const DRY: OptionWords = { flags: '--dry-run', meaning: 'show what would happen, and change and send nothing' };
const VIS: OptionWords = { flags: '--vis', meaning: 'show whole telephone numbers; the audit log notes it' };
const ALL: OptionWords = { flags: '--all', meaning: 'those that are done too' };
const LIMIT: OptionWords = { flags: '--limit <n>', meaning: 'the newest n only', read: wholeNumber };

function wholeNumber(value: string): number {
  if (!/^[1-9]\d{0,6}$/.test(value)) throw new InvalidArgumentError('It must be a whole number from 1.');
  return Number(value);
}

function count(value: string): number {
  if (!/^\d{1,3}$/.test(value)) throw new InvalidArgumentError('It must be a whole number from 0.');
  return Number(value);
}

function date(value: string): string {
  const fits = /^\d{4}-\d\d-\d\d$/.test(value) && new Date(`${value}T00:00:00Z`).toISOString().startsWith(value);
  if (!fits) throw new InvalidArgumentError('It must be a date such as 2026-12-01.');
  return value;
}

function wallTime(value: string): string {
  if (!/^\d{4}-\d\d-\d\dT([01]\d|2[0-3]):[0-5]\d$/.test(value)) {
    throw new InvalidArgumentError('It must be a date and time such as 2026-12-01T18:00.');
  }
  date(value.slice(0, 10));
  return value;
}

/** Every command, in the order of the help. */
export const COMMANDS: readonly CommandWords[] = [
  {
    name: 'serve',
    does: 'run the service; with no TWILIO_* set, with a telephone simulator and a demo centre',
    examples: ['serve', 'serve   # PORT, HOST, PUBLIC_URL and DATABASE_URL come from the environment'],
    load: () => import('./commands/serve.ts'),
  },
  {
    name: 'doctor',
    does: 'check the set-up, and say what to do about what is wrong',
    examples: ['doctor', 'doctor --json'],
    load: () => import('./commands/doctor.ts'),
  },
  {
    name: 'centre add',
    does: 'add a centre',
    options: [
      { flags: '--name <name>', meaning: 'its name', required: true },
      { flags: '--number <number>', meaning: 'the number that people text', required: true },
      { flags: '--voice-number <number>', meaning: 'the number that people ring, where it is another one' },
      { flags: '--postcode <postcode>', meaning: 'where it is' },
      { flags: '--staff-phone <number>', meaning: 'where calls to a human go' },
      { flags: '--opening <hours>', meaning: 'when somebody is in, such as "Mon-Fri 09:00-15:00"' },
      { flags: '--language <code>', meaning: 'the language that it writes in (default: nb)' },
      {
        flags: '--notices-max <n>',
        meaning: 'how many texts about what is urgent staff get a day at most (default: 5)',
        read: count,
      },
      { flags: '--id <id>', meaning: 'its id (default: made from the name)' },
    ],
    examples: [
      'centre add --name "Frivilligsentralen Arendal" --number +4759440000 --postcode 4836',
      'centre add --name "Kvinesdal" --number +4759440001 --opening "Mon-Fri 09:00-15:00; Sat 10:00-12:00"',
    ],
    load: () => import('./commands/centre-add.ts'),
  },
  {
    name: 'centre list',
    does: 'list the centres',
    examples: ['centre list', 'centre list --json'],
    load: () => import('./commands/centre-list.ts'),
  },
  {
    name: 'places import',
    does: 'take in a register of places: GeoNames postal codes, Bolstad, Bring, or our own CSV',
    args: [['<file>', 'the file; what kind it is, is told by its columns']],
    options: [DRY],
    examples: ['places import data/places-agder.csv', 'places import NO.txt --dry-run'],
    load: () => import('./commands/places-import.ts'),
  },
  {
    name: 'places find',
    does: 'find a place, as the line would',
    args: [['<text...>', 'a postcode, or what people call it']],
    examples: ['places find Hisøy', 'places find 4836 --json'],
    load: () => import('./commands/places-find.ts'),
  },
  {
    name: 'activities import',
    does: 'take in activities from a CSV file; the same file again changes nothing',
    args: [['<file>', 'title, description, category, organiser, venue, postcode, starts_at, repeats, ...']],
    options: [DRY],
    examples: ['activities import activities.csv', 'activities import høst.csv --centre arendal --dry-run'],
    load: () => import('./commands/activities-import.ts'),
  },
  {
    name: 'activities list',
    does: 'list the activities',
    options: [{ flags: '--all', meaning: 'those that are cancelled too' }],
    examples: ['activities list', 'activities list --centre arendal --json'],
    load: () => import('./commands/activities-list.ts'),
  },
  {
    name: 'activities show',
    does: 'show one activity, with its next times and who is signed up',
    args: [['<id>', 'from: activities list']],
    options: [VIS],
    examples: ['activities show activity_5f0c'],
    load: () => import('./commands/activities-show.ts'),
  },
  {
    name: 'activities add',
    does: 'add one activity',
    options: [
      { flags: '--title <title>', meaning: 'what it is called', required: true },
      {
        flags: '--starts <time>',
        meaning: 'when it begins the first time, such as 2026-12-01T18:00',
        required: true,
        read: wallTime,
      },
      { flags: '--ends <time>', meaning: 'when it ends', read: wallTime },
      { flags: '--repeats <rule>', meaning: 'an RRULE, such as "FREQ=WEEKLY;BYDAY=TU"' },
      { flags: '--venue <venue>', meaning: 'where' },
      { flags: '--address <address>', meaning: 'street and number' },
      { flags: '--postcode <postcode>', meaning: 'four digits' },
      { flags: '--category <category>', meaning: 'such as meeting_place or craft_music' },
      { flags: '--organiser <name>', meaning: 'who arranges it' },
      { flags: '--organiser-phone <number>', meaning: 'who can tell more' },
      { flags: '--description <text>', meaning: 'what it is' },
      { flags: '--price <price>', meaning: 'such as gratis, or 50 kr' },
      { flags: '--capacity <n>', meaning: 'how many there is room for', read: wholeNumber },
      { flags: '--languages <codes>', meaning: 'such as nb;en' },
      { flags: '--step-free <yes|no>', meaning: 'whether one can come without a step' },
      { flags: '--sign-up', meaning: 'people sign up for it' },
    ],
    examples: [
      'activities add --title "Strikkekafé" --starts 2026-12-01T18:00 --repeats "FREQ=WEEKLY;BYDAY=TU" --postcode 4836',
    ],
    load: () => import('./commands/activities-add.ts'),
  },
  {
    name: 'activities cancel',
    does: 'cancel an activity, or one time of it, and tell everyone who is signed up',
    args: [['<id>', 'from: activities list']],
    options: [{ flags: '--on <date>', meaning: 'only the time on this date', read: date }, YES, DRY],
    examples: ['activities cancel activity_5f0c --on 2026-12-01', 'activities cancel activity_5f0c --dry-run'],
    load: () => import('./commands/activities-cancel.ts'),
  },
  {
    name: 'activities move',
    does: 'move one time of an activity, and tell everyone who is signed up',
    args: [['<id>', 'from: activities list']],
    options: [
      { flags: '--on <date>', meaning: 'the time on this date', required: true, read: date },
      {
        flags: '--to <time>',
        meaning: 'when it begins instead, such as 2026-12-02T18:00',
        required: true,
        read: wallTime,
      },
      YES,
      DRY,
    ],
    examples: ['activities move activity_5f0c --on 2026-12-01 --to 2026-12-02T18:00'],
    load: () => import('./commands/activities-move.ts'),
  },
  {
    name: 'activities confirm',
    does: 'note that what stands about an activity is right today',
    args: [['<id>', 'from: activities list']],
    examples: ['activities confirm activity_5f0c --as Anne'],
    load: () => import('./commands/activities-confirm.ts'),
  },
  {
    name: 'today',
    does: 'show what waits for a human: calls, inbox, yeses, assignments without people, what did not arrive, old entries',
    options: [VIS],
    examples: ['today', 'today --centre arendal --json'],
    load: () => import('./commands/today.ts'),
  },
  {
    name: 'note',
    does: 'catch a Post-it: one line becomes a call to make, a person or an assignment',
    args: [['<line...>', 'such as "Olga 912 34 567 trenger følge til lege på torsdag kl 10"']],
    options: [
      { flags: '--as-callback', meaning: 'somebody to ring' },
      { flags: '--as-person', meaning: 'somebody to know, with name, place and language' },
      { flags: '--as-assignment', meaning: 'something that a volunteer can help with' },
      YES,
      DRY,
    ],
    examples: [
      'note "Olga 912 34 567 trenger følge til lege på torsdag kl 10" --dry-run',
      'note "ring Per 900 00 001 om dugnaden" --as-callback --yes',
    ],
    load: () => import('./commands/note.ts'),
  },
  {
    name: 'report',
    does: 'show the figures of a month, without telling of fewer than five people',
    options: [
      { flags: '--month <month>', meaning: 'such as 2026-11 (default: this month)' },
      { flags: '--csv <file>', meaning: 'write them as a table, too' },
      { flags: '--html <file>', meaning: 'write them as a page to print, too' },
    ],
    examples: ['report --month 2026-11', 'report --month 2026-11 --html november.html --csv november.csv'],
    load: () => import('./commands/report.ts'),
  },
  {
    name: 'inbox list',
    does: 'list what needs a person: what the line could not handle; crises first',
    options: [ALL, VIS],
    examples: ['inbox list', 'inbox list --json'],
    load: () => import('./commands/inbox-list.ts'),
  },
  {
    name: 'inbox show',
    does: 'show one message of the inbox, with what was written before and after',
    args: [['<id>', 'from: inbox list']],
    examples: ['inbox show inbox_77aa'],
    load: () => import('./commands/inbox-show.ts'),
  },
  {
    name: 'inbox reply',
    does: 'answer somebody by text',
    args: [['<id>', 'from: inbox list']],
    options: [
      { flags: '--text <text>', meaning: 'what to write', required: true },
      { flags: '--done', meaning: 'and take it off the list' },
      YES,
      DRY,
    ],
    examples: ['inbox reply inbox_77aa --text "Hei! Vi ringer deg i morgen." --done'],
    load: () => import('./commands/inbox-reply.ts'),
  },
  {
    name: 'inbox assign',
    does: 'say who of the staff sees to a message',
    args: [['<id>', 'from: inbox list']],
    options: [{ flags: '--to <name>', meaning: 'who', required: true }],
    examples: ['inbox assign inbox_77aa --to Anne'],
    load: () => import('./commands/inbox-assign.ts'),
  },
  {
    name: 'inbox done',
    does: 'take a message off the list',
    args: [['<id>', 'from: inbox list']],
    examples: ['inbox done inbox_77aa --as Anne'],
    load: () => import('./commands/inbox-done.ts'),
  },
  {
    name: 'callbacks list',
    does: 'list who waits to be rung, the most urgent first',
    options: [ALL, VIS],
    examples: ['callbacks list --vis', 'callbacks list --json'],
    load: () => import('./commands/callbacks-list.ts'),
  },
  {
    name: 'callbacks done',
    does: 'note that somebody was rung',
    args: [['<id>', 'from: callbacks list']],
    options: [{ flags: '--outcome <text>', meaning: 'what came of it', required: true }],
    examples: ['callbacks done callback_19c2 --outcome "Kommer på torsdag"'],
    load: () => import('./commands/callbacks-done.ts'),
  },
  {
    name: 'messages list',
    does: 'list the texts that came and went, oldest first',
    options: [{ flags: '--number <number>', meaning: 'with this number only' }, LIMIT, VIS],
    examples: ['messages list --limit 20', 'messages list --number +4791234567 --json'],
    load: () => import('./commands/messages-list.ts'),
  },
  {
    name: 'messages release',
    does: 'send what a restore has put on hold, or drop it',
    options: [{ flags: '--drop', meaning: 'cancel these messages instead' }, YES, DRY],
    examples: ['messages release --dry-run', 'messages release --drop --yes'],
    load: () => import('./commands/messages-release.ts'),
  },
  {
    name: 'people show',
    does: 'show everything that is held about a number',
    args: [['<number>', 'as people write it']],
    examples: ['people show +4791234567', 'people show "912 34 567" --json'],
    load: () => import('./commands/people-show.ts'),
  },
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
  {
    name: 'explain',
    does: 'say how a text would be read; changes nothing',
    args: [['[text...]', 'the text']],
    options: [
      { flags: '--from <number>', meaning: 'as said by this person, who may have been asked something' },
      { flags: '--context <situation>', meaning: 'as said in this situation, such as "pending offer"' },
      {
        flags: '--jsonl <file>',
        meaning: 'a line for each line {text, context?, context_detail?} of a file; - is standard input',
      },
    ],
    examples: [
      'explain "ja, men bare til klokka tolv" --context "pending offer"',
      'explain "1" --from +4791234567 --json',
      'explain --jsonl messages.jsonl',
    ],
    load: () => import('./commands/explain.ts'),
  },
  {
    name: 'phone',
    does: 'a telephone in the terminal: write a line to send it, and see what comes back',
    args: [['[number]', 'whose telephone it is (default: a made-up one)']],
    options: [
      {
        flags: '--wait <seconds>',
        meaning: 'how long to wait for an answer when lines are piped in',
        read: wholeNumber,
      },
    ],
    examples: ['phone', 'phone +4791234567', 'printf "Hisøy\\n1\\n" | ringerunde phone'],
    load: () => import('./commands/phone.ts'),
  },
  {
    name: 'backup',
    does: 'write a copy of the database, checked, with its checksum beside it',
    args: [['<file>', 'a file that does not exist yet']],
    examples: ['backup /mnt/backup/ringerunde-2026-12-01.db'],
    load: () => import('./commands/backup.ts'),
  },
  {
    name: 'restore',
    does: 'put a backup in place of the database, which is kept aside; nothing that may have been sent is sent again',
    args: [['<file>', 'made by: ringerunde backup']],
    options: [YES, DRY, { flags: '--unverified', meaning: 'also without the .sha256 file beside it' }],
    examples: ['restore /mnt/backup/ringerunde-2026-12-01.db'],
    load: () => import('./commands/restore.ts'),
  },
  {
    name: 'migrate',
    does: 'bring the database up to date with this version',
    examples: ['migrate'],
    load: () => import('./commands/migrate.ts'),
  },
  {
    name: 'audit list',
    does: 'list who did what, newest last',
    options: [
      LIMIT,
      { flags: '--verify', meaning: 'check the whole log: whether anybody has changed a row or taken one away' },
    ],
    examples: ['audit list --limit 20', 'audit list --json', 'audit list --verify'],
    load: () => import('./commands/audit-list.ts'),
  },
];
