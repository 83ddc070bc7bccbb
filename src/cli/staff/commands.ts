import { DRY, VIS, YES, type CommandWords } from '../framework/command.ts';

/** Commands for the daily work of staff, and for the monthly report. */
export const STAFF_COMMANDS: readonly CommandWords[] = [
  {
    name: 'today',
    does: 'show what waits for a human: calls, inbox, yeses, assignments without people, what did not arrive, old entries',
    options: [VIS],
    examples: ['today', 'today --centre arendal --json'],
    load: () => import('./today.ts'),
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
    load: () => import('./note.ts'),
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
    load: () => import('./report.ts'),
  },
];
