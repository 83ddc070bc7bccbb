import { DRY, SHEET, type CommandWords } from '../framework/command.ts';

/** The sentences of the line, for those who read a language. */
export const LOCALE_COMMANDS: readonly CommandWords[] = [
  {
    name: 'locale sheet',
    does: 'write the sentences of a language as CSV, beside the Norwegian ones, for a native speaker to correct',
    args: [['<language>', 'its code, such as uk']],
    examples: ['locale sheet uk', 'locale sheet pl --json'],
    load: () => import('./sheet.ts'),
  },
  {
    name: 'locale take',
    does: 'take the corrected sheet back: shows what changes, and refuses what has lost a place or is too long',
    args: [
      ['<language>', 'its code, such as uk'],
      ['<file>', 'the corrected sheet, CSV or a workbook'],
    ],
    options: [SHEET, DRY],
    examples: ['locale take uk ark.csv --dry-run', 'locale take uk ark.csv'],
    load: () => import('./take.ts'),
  },
];
