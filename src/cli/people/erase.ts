import type { Centre } from '../../db/schema/index.ts';
import { dryRun } from '../../db/write.ts';
import { truncateWal } from '../../db/wal-truncate.ts';
import { listCentres } from '../../domain/centres/centres.ts';
import { masked } from '../../domain/base/phone-numbers.ts';
import { Refusal } from '../../domain/base/refusal.ts';
import { eraseAndNotify } from '../../service/privacy/erase-person.ts';
import { agreed, leftAlone } from '../framework/confirm.ts';
import { openAppFor } from '../framework/app.ts';
import { audit } from '../framework/audit.ts';
import { centreAsked, numberGiven } from '../framework/arguments.ts';
import { count, table } from '../framework/print.ts';
import { withContext } from '../framework/run.ts';
import type { Turn } from '../../service/engine/scene.ts';
import type { Run } from '../framework/command.ts';

interface Counted {
  counts: Record<string, number>;
  promoted: number;
  freed: number;
}

/** Erases a person for good; `--dry-run` counts what would be deleted. */
export const run: Run = (invocation) =>
  withContext(invocation, async (context) => {
    const number = numberGiven(invocation.args.join(' '));
    const app = await openAppFor(context);
    const only = await centreAsked(context);
    const centres = (await listCentres(context.store.db)).filter((c) => only === null || c.id === only);
    const { counts, promoted, freed } = await dryRun(context.store, (tx) =>
      eraseAt({ app, tx, moment: context.moment() }, { centres, number }),
    );
    const rows = Object.values(counts).reduce((n, m) => n + m, 0);
    if (rows === 0) throw new Refusal(`Nothing is held about ${masked(number)}.`);
    const shown = { number, erased: counts, promoted, freed };
    const list = table(invocation.io, ['table', 'rows'], Object.entries(counts));
    const what = `Everything about ${masked(number)} goes for good: ${count(rows, 'row')}.${alsoTold(promoted, freed)}`;
    if (invocation.options['dryRun'] === true) {
      return { json: { ...shown, dryRun: true }, text: `${what}\n${list}\n${STAYS}\nNothing was done.` };
    }
    if ((await agreed(invocation, `${what} ${STAYS}`)) === 'no') return leftAlone;

    const done = await context.store.write(async (tx) => {
      const counted = await eraseAt({ app, tx, moment: context.moment() }, { centres, number });
      await audit(context, tx, { verb: 'people erase', object: masked(number), detail: counted.counts });
      return counted;
    });
    const disk = await truncateWal(context.store);
    return {
      json: { ...shown, erased: done.counts, promoted: done.promoted, freed: done.freed, disk },
      text: `Erased.\n${list}\n${STAYS}${disk === 'busy' ? LATER : ''}\n${OLD_COPIES}`,
    };
  });

const STAYS =
  'What stays tells nobody who it was: a keyed hash of the number, where there was a STOP and for old backups.';
const LATER = '\nThe database is in use: the running service clears its write-ahead log within a minute.';
const OLD_COPIES =
  'Backups made before today, and what a restore put aside, hold it still: ringerunde restore erases it again, and you delete old files.';

const alsoTold = (promoted: number, freed: number): string =>
  (promoted > 0 ? ` ${count(promoted, 'person moves', 'people move')} up from waiting lists, and are told.` : '') +
  (freed > 0 ? ` ${count(freed, 'assignment needs', 'assignments need')} somebody else; see the inbox.` : '');

async function eraseAt(
  turn: Turn,
  { centres, number }: { centres: readonly Centre[]; number: string },
): Promise<Counted> {
  const all: Counted = { counts: {}, promoted: 0, freed: 0 };
  for (const centre of centres) {
    const { counts, promoted, freed } = await eraseAndNotify(turn, { centre, number });
    for (const [name, n] of Object.entries(counts)) all.counts[name] = (all.counts[name] ?? 0) + n;
    all.promoted += promoted.length;
    all.freed += freed.length;
  }
  return all;
}
