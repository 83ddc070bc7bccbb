import { DRY, SHEET, VIS, type CommandWords, type OptionWords } from '../framework/command.ts';

const FIELDS: readonly OptionWords[] = [
  { flags: '--orgnr <number>', meaning: 'nine digits, from Enhetsregisteret' },
  { flags: '--contact <name>', meaning: 'the person who answers for it' },
  { flags: '--phone <number>', meaning: "the contact's telephone, from which changes are taken" },
  { flags: '--email <address>', meaning: "the contact's address" },
  { flags: '--language <code>', meaning: 'the language in which the contact is written to' },
  {
    flags: '--trust <direct|approve>',
    meaning: 'whether what a contact says takes effect at once, or waits for you (approve)',
  },
  { flags: '--public-phone <yes|no>', meaning: "whether the contact's number may stand in a feed (no)" },
];

/** Commands about the associations that arrange activities. */
export const ASSOCIATION_COMMANDS: readonly CommandWords[] = [
  {
    name: 'associations list',
    does: 'list the associations, with what they arrange and when it was confirmed',
    options: [{ flags: '--all', meaning: 'those that are closed too' }, VIS],
    examples: ['associations list', 'associations list --centre arendal --json'],
    load: () => import('./list.ts'),
  },
  {
    name: 'associations show',
    does: 'show one association, with its contacts and activities',
    args: [['<id>', 'from: associations list, its name or its orgnr']],
    options: [VIS],
    examples: ['associations show L3', 'associations show "Tromøy husflidslag" --vis'],
    load: () => import('./show.ts'),
  },
  {
    name: 'associations add',
    does: 'add one association; the same name or orgnr again changes what differs',
    options: [{ flags: '--name <name>', meaning: 'what it is called', required: true }, ...FIELDS],
    examples: ['associations add --name "Tromøy husflidslag" --contact "Anne Dahl" --phone 90000012'],
    load: () => import('./add.ts'),
  },
  {
    name: 'associations change',
    does: 'change an association; a contact with a new number is added',
    args: [['<id>', 'from: associations list, its name or its orgnr']],
    options: [
      { flags: '--name <name>', meaning: 'what it is called' },
      ...FIELDS,
      { flags: '--without <contact>', meaning: 'ends a contact, by name or number: it has no say any more' },
      { flags: '--status <active|closed>', meaning: 'closed: it is not asked about its activities any more' },
    ],
    examples: [
      'associations change L3 --trust direct',
      'associations change L3 --contact "Liv Berg" --phone 90000013 --without "Anne Dahl"',
    ],
    load: () => import('./change.ts'),
  },
  {
    name: 'associations import',
    does: 'take in associations from a workbook (.xlsx) or CSV file; the same file again changes nothing',
    args: [['<file>', 'name, orgnr, contact, phone, email, language']],
    options: [SHEET, DRY],
    examples: ['associations import foreninger.csv', 'associations import lag.xlsx --dry-run'],
    load: () => import('./import.ts'),
  },
  {
    name: 'associations check',
    does: 'compare with the register of voluntary organisations: other names, and what is deleted',
    options: [
      {
        flags: '--file <file>',
        meaning: "Enhetsregisteret's bulk file, CSV or JSON; without it their open address is asked",
      },
      { flags: '--address <url>', meaning: 'another address of their interface' },
    ],
    examples: ['associations check --file enheter.csv', 'associations check --json'],
    load: () => import('./check.ts'),
  },
];
