import type { Tx } from '../../db/schema/index.ts';
import { writeAudit } from '../../domain/centres/audit.ts';
import type { CommandContext } from './command.ts';

/** What somebody did, for the audit log. Telephone numbers stand in it shortened. */
export interface AuditedAction {
  verb: string;
  /** What it was done to: an id, a file, a shortened number. */
  object: string;
  detail?: Readonly<Record<string, string | number | null>>;
}

/** Writes an action into the audit log, in the transaction that does it. */
export async function audit(context: CommandContext, tx: Tx, { verb, object, detail }: AuditedAction): Promise<void> {
  await writeAudit(tx, context.moment(), {
    staff: context.invocation.staff,
    verb,
    object,
    ...(detail === undefined ? {} : { detail }),
  });
}

/** Notes that whole telephone numbers, or what somebody wrote, were looked at. */
export async function auditLook(context: CommandContext, action: AuditedAction): Promise<void> {
  await context.store.write((tx) => audit(context, tx, action));
}
