import type { Tx } from '../../db/schema/index.ts';
import { writeAudit } from '../../domain/centres/audit.ts';
import type { CommandContext } from './command.ts';

/** An action of staff for the audit log. Telephone numbers are shortened in it. */
export interface AuditedAction {
  verb: string;
  /** The object of the action: an id, a file, a shortened number. */
  object: string;
  detail?: Readonly<Record<string, string | number | null>>;
}

/** Writes an action to the audit log, in the transaction of the action. */
export async function audit(context: CommandContext, tx: Tx, { verb, object, detail }: AuditedAction): Promise<void> {
  await writeAudit(tx, context.moment(), {
    staff: context.invocation.staff,
    verb,
    object,
    ...(detail === undefined ? {} : { detail }),
  });
}

/** Records a look at whole telephone numbers, or at a person's words. */
export async function auditLook(context: CommandContext, action: AuditedAction): Promise<void> {
  await context.store.write((tx) => audit(context, tx, action));
}
