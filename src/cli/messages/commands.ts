import { DRY, LIMIT, VIS, YES, type CommandWords } from '../framework/command.ts';

/** The log of texts. */
export const MESSAGE_COMMANDS: readonly CommandWords[] = [
  {
    name: 'messages list',
    does: 'list the texts that came and went, oldest first',
    options: [{ flags: '--number <number>', meaning: 'with this number only' }, LIMIT, VIS],
    examples: ['messages list --limit 20', 'messages list --number +4791234567 --json'],
    load: () => import('./list.ts'),
  },
  {
    name: 'messages release',
    does: 'send what a restore has put on hold, or drop it',
    options: [{ flags: '--drop', meaning: 'cancel these messages instead' }, YES, DRY],
    examples: ['messages release --dry-run', 'messages release --drop --yes'],
    load: () => import('./release.ts'),
  },
];
