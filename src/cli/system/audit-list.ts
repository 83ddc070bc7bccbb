import type { Store } from '../../db/open.ts';
import { shortNames } from '../../domain/staff/named-rows.ts';
import { listAudit, verifyAudit } from '../../domain/centres/audit.ts';
import { withOffset } from '../../domain/base/time.ts';
import { count, short, table, wall, wrap } from '../framework/print.ts';
import { withContext } from '../framework/run.ts';
import type { CommandResult, Run } from '../framework/command.ts';

const SHOWN_MAX = 100;
const ALL = 1_000_000_000;

/** Lists who did what, newest last. */
export const run: Run = (invocation) =>
  withContext(invocation, async ({ store }) => {
    if (invocation.options['verify'] === true) return verdict(store);
    const limit = Number(invocation.options['limit'] ?? (invocation.json ? ALL : SHOWN_MAX));
    const entries = (await listAudit(store.db, limit)).toReversed();
    const named = await shortNames(
      store.db,
      entries.flatMap((d) => [d.object, d.detail]),
    );
    const rows = entries.map((d) => [wall(d.at), d.staff, d.verb, named(d.object), short(named(d.detail))]);
    return {
      json: entries.map((d) => ({
        id: String(d.seq),
        at: withOffset(d.at),
        staff: d.staff,
        verb: d.verb,
        object: d.object,
        detail: detailOf(d.detail),
      })),
      text: table(
        invocation.io,
        ['at', wrap('who'), wrap('did'), wrap('to'), wrap('detail')],
        rows,
        'Nobody has done anything yet.',
      ),
    };
  });

/** What the chain of hashes says; a log that was changed is a failure. */
async function verdict({ db }: Store): Promise<CommandResult> {
  const found = await verifyAudit(db);
  if (found.outcome === 'intact') {
    return { json: found, text: `The log is intact: ${count(found.rows, 'row')}, each as it was written.` };
  }
  const text = `Row ${found.seq} is not as it was written, or the one before it is gone. What was done since cannot be relied on.`;
  return { json: found, text, code: 1 };
}

function detailOf(kept: string): unknown {
  if (kept === '') return null;
  try {
    return JSON.parse(kept);
  } catch {
    return kept;
  }
}
