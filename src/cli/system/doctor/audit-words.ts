import type { AuditVerdict } from '../../../domain/centres/audit.ts';
import type { AuditFault } from '../../../db/schema/index.ts';
import { count } from '../../framework/print.ts';

type Broken = Extract<AuditVerdict, { outcome: 'broken' }>;

const WORDS: Readonly<Record<AuditFault, (found: Broken) => string>> = {
  'row changed': ({ seq }) =>
    `Row ${seq} is not as it was written, or the one before it is gone. What was done since cannot be relied on.`,
  'rows missing': ({ seq, missing }) =>
    missing > 0
      ? `${count(missing, 'row')} of the log ${missing === 1 ? 'is' : 'are'} gone. The last one that is there is ${seq}.`
      : `The last row that was written is gone, or was put in another's place. The last one that is there is ${seq}.`,
  'rows added': ({ seq }) => `Rows were put in that the service has not written, up to row ${seq}.`,
  'head missing': () => 'The head of the log is gone, so nobody can say how many rows there were.',
  'head changed': () => 'The head of the log was changed without its key: rows may have been taken away.',
  'head not signed': () => 'The head of the log is not signed any more: rows may have been taken away.',
  'other key': () =>
    'The head of the log is signed with another key. Put the right key back (RINGERUNDE_AUDIT_KEY, or the file beside the database).',
  'trigger missing': () => 'The database does not refuse changes of the log any more: its triggers are gone.',
  'not as the anchor': ({ missing }) =>
    missing > 0
      ? `The log is shorter than the head that you gave: ${count(missing, 'row')} missing.`
      : 'The log is another one than the head that you gave, up to that row.',
};

/** The fault of the log, and the number of missing rows, in a sentence. */
export const wordsFor = (found: Broken): string => `${WORDS[found.why](found)} Compare with a backup.`;
