import { DRY, LIMIT, YES, type CommandWords } from '../framework/command.ts';

/** Commands about the service itself: run, check, database. */
export const SYSTEM_COMMANDS: readonly CommandWords[] = [
  {
    name: 'serve',
    does: 'run the service; with no carrier set, with a telephone simulator and a demo centre',
    examples: ['serve', 'serve   # PORT, HOST, PUBLIC_URL and DATABASE_URL come from the environment'],
    load: () => import('./serve.ts'),
  },
  {
    name: 'doctor',
    does: 'check the set-up, and say what to do about what is wrong',
    examples: ['doctor', 'doctor --json'],
    load: () => import('./doctor.ts'),
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
    load: () => import('./explain.ts'),
  },
  {
    name: 'backup',
    does: 'write a copy of the database, checked, with its checksum beside it; sealed where RINGERUNDE_BACKUP_KEY is set',
    args: [['[file]', 'a file that does not exist yet; left out, one with the time in its name in the folder']],
    options: [
      { flags: '--folder <folder>', meaning: 'where to put it (default: RINGERUNDE_BACKUP_FOLDER)' },
      { flags: '--keep <days+weeks>', meaning: 'delete older ones of the folder: 7+4 keeps seven days and four weeks' },
      { flags: '--new-key <file>', meaning: 'make a key that seals backups, and no backup' },
    ],
    examples: [
      'backup /mnt/backup/ringerunde-2026-12-01.db',
      'backup --folder /mnt/backup --keep 7+4',
      'backup --new-key /root/ringerunde-backup.key',
    ],
    load: () => import('./backup.ts'),
  },
  {
    name: 'restore',
    does: 'put a backup in place of the database, which is kept aside; nothing that may have been sent is sent again',
    args: [['[file]', 'made by: ringerunde backup']],
    options: [
      YES,
      DRY,
      {
        flags: '--drill',
        meaning: 'restore a copy, read all of it, and take it away; without a file, the newest backup',
      },
      { flags: '--key <file>', meaning: 'the key of a sealed backup (default: RINGERUNDE_BACKUP_KEY)' },
      { flags: '--unverified', meaning: 'also without the .sha256 file beside it' },
    ],
    examples: ['restore /mnt/backup/ringerunde-2026-12-01.db', 'restore --drill'],
    load: () => import('./restore.ts'),
  },
  {
    name: 'migrate',
    does: 'bring the database up to date with this version',
    examples: ['migrate'],
    load: () => import('./migrate.ts'),
  },
  {
    name: 'audit list',
    does: 'list who did what, newest last',
    options: [
      LIMIT,
      { flags: '--verify', meaning: 'check the whole log: whether anybody has changed a row or taken one away' },
      { flags: '--head <head>', meaning: 'with --verify: compare with what audit head once answered, or a file of it' },
    ],
    examples: ['audit list --limit 20', 'audit list --json', 'audit list --verify'],
    load: () => import('./audit-list.ts'),
  },
  {
    name: 'audit head',
    does: 'say how far the log goes (rows and hash of the last one), to be kept elsewhere',
    options: [
      {
        flags: '--sign',
        meaning: 'sign it with the key of this machine, after the database has moved without its key',
      },
    ],
    examples: ['audit head > /mnt/elsewhere/head', 'audit list --verify --head /mnt/elsewhere/head'],
    load: () => import('./audit-head.ts'),
  },
];
