import { listAudit } from '../../domain/audit.ts';
import { withOffset } from '../../domain/time.ts';
import { short, table } from '../print.ts';
import { atDesk, type Run } from '../run.ts';

const SHOWN_MAX = 100;
const ALL = 1_000_000_000;

/** Lists who did what, newest last. */
export const run: Run = (call) =>
  atDesk(call, async ({ store }) => {
    const limit = Number(call.options['limit'] ?? (call.json ? ALL : SHOWN_MAX));
    const deeds = (await listAudit(store.db, limit)).toReversed();
    const rows = deeds.map((d) => [withOffset(d.at), d.staff, d.verb, d.object, short(d.detail)]);
    return {
      json: deeds.map((d) => ({
        id: String(d.seq),
        at: withOffset(d.at),
        staff: d.staff,
        verb: d.verb,
        object: d.object,
        detail: detailOf(d.detail),
      })),
      text: table(['at', 'who', 'did', 'to', 'detail'], rows, 'Nobody has done anything yet.'),
    };
  });

function detailOf(kept: string): unknown {
  if (kept === '') return null;
  try {
    return JSON.parse(kept);
  } catch {
    return kept;
  }
}
