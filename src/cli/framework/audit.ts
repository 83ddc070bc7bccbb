import type { Tx } from '../../db/schema/index.ts';
import { writeAudit } from '../../domain/centres/audit.ts';
import type { Desk } from './command.ts';

/** What somebody did, for the audit log. Telephone numbers stand in it shortened. */
export interface Deed {
  verb: string;
  /** What it was done to: an id, a file, a shortened number. */
  object: string;
  detail?: Readonly<Record<string, string | number | null>>;
}

/** Writes a deed into the audit log, in the transaction that does it. */
export async function audit(desk: Desk, tx: Tx, { verb, object, detail }: Deed): Promise<void> {
  await writeAudit(tx, desk.moment(), {
    staff: desk.call.staff,
    verb,
    object,
    ...(detail === undefined ? {} : { detail }),
  });
}

/** Notes that whole telephone numbers, or what somebody wrote, were looked at. */
export async function auditLook(desk: Desk, deed: Deed): Promise<void> {
  await desk.store.write((tx) => audit(desk, tx, deed));
}
