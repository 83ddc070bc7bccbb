import { existsSync, readFileSync } from 'node:fs';
import type { Store } from '../../db/open.ts';
import { shortNames } from '../../domain/staff/named-rows.ts';
import { listAudit, verifyAudit } from '../../domain/centres/audit.ts';
import type { AuditHead } from '../../domain/centres/audit-head.ts';
import { Refusal } from '../../domain/base/refusal.ts';
import { withOffset } from '../../domain/base/time.ts';
import { count, short, table, wall, wrap } from '../framework/print.ts';
import { text, withContext } from '../framework/run.ts';
import { wordsFor } from './doctor/audit-words.ts';
import type { CommandResult, Run } from '../framework/command.ts';

const SHOWN_MAX = 100;
const ALL = 1_000_000_000;

/** Lists the actions of staff, newest last. */
export const run: Run = (invocation) =>
  withContext(invocation, async ({ store }) => {
    if (invocation.options['verify'] === true) {
      const anchor = text(invocation.options['head']);
      return verdict(store, anchor === undefined ? null : anchorOf(anchor));
    }
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

/** The result of the log's check; a changed log is a failure. */
async function verdict({ db }: Store, anchor: AuditHead | null): Promise<CommandResult> {
  const found = await verifyAudit(db, anchor);
  if (found.outcome === 'broken') return { json: found, text: wordsFor(found), code: 1 };
  const same = anchor === null ? '' : ' It goes on from the head that you gave.';
  return { json: found, text: `The log is intact: ${count(found.rows, 'row')}, each as it was written.${same}` };
}

/**
 * An anchor: "12:<hash>" or "<hash>:12", or a file with that or with the output of `audit head --json`.
 * @throws Refusal when it is neither
 */
function anchorOf(given: string): AuditHead {
  const text = existsSync(given) ? readFileSync(given, 'utf8') : given;
  const hash = /[0-9a-f]{64}/i.exec(text)?.[0];
  const rows = /\d+/.exec(text.replace(hash ?? '', ''))?.[0];
  if (hash === undefined || rows === undefined)
    throw new Refusal(
      `${given} is no head of a log. Give what ringerunde audit head answered, or a file that holds it.`,
    );
  return { count: Number(rows), hash: hash.toLowerCase() };
}

function detailOf(kept: string): unknown {
  if (kept === '') return null;
  try {
    return JSON.parse(kept);
  } catch {
    return kept;
  }
}
