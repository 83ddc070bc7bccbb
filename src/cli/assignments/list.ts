import type { Db, OfferStatus } from '../../db/schema/index.ts';
import { listAssignments } from '../../domain/assignments/assignments.ts';
import { withOffset } from '../../domain/base/time.ts';
import { assignmentJson } from './lib/to-json.ts';
import { centreAsked } from '../framework/arguments.ts';
import { table, wall, wrap } from '../framework/print.ts';
import { withContext } from '../framework/run.ts';
import type { Run } from '../framework/command.ts';

const NONE =
  'There are no assignments. Add one with: ringerunde assignments add --title "..." --postcode 4836 --at 2026-12-01T11:00';

/** Lists the open and filled assignments, the soonest first, with the state of each. */
export const run: Run = (invocation) =>
  withContext(invocation, async (context) => {
    const { db } = context.store;
    const centreId = await centreAsked(context);
    const rows = await listAssignments(db, {
      centreId,
      now: context.moment().now,
      all: invocation.options['all'] === true,
    });
    const counts = await countsOf(db, centreId);
    const nextWaves = await nextWavesOf(db);
    const list = rows.map((a) => {
      const of = (...statuses: OfferStatus[]): number =>
        statuses.reduce((n, status) => n + (counts.get(`${a.id} ${status}`) ?? 0), 0);
      const next = nextWaves.get(a.id);
      return {
        ...assignmentJson(a),
        confirmed: of('confirmed'),
        yes: of('accepted', 'noted'),
        silent: of('asked'),
        queued: of('queued'),
        nextWaveAt: next === undefined ? null : withOffset(next),
      };
    });
    const lines = list.map((a) => [
      a.short,
      a.status,
      wall(a.startsAt),
      a.title,
      a.place,
      peopleOf(a),
      a.wave === 0 ? 'nobody asked' : `${a.wave}${a.nextWaveAt === null ? '' : `, next ${wall(a.nextWaveAt)}`}`,
    ]);
    const head = ['id', 'status', 'when', wrap('title'), wrap('where'), wrap('people'), wrap('wave')];
    return { json: list, text: table(invocation.io, head, lines, NONE) };
  });

/**
 * "1 of 2, 1 yes, 3 silent": confirmed of needed, acceptances that wait for a decision, and volunteers without an
 * answer.
 */
const peopleOf = (a: { confirmed: number; needs: number; yes: number; silent: number }): string =>
  [
    `${a.confirmed} of ${a.needs}`,
    ...(a.yes === 0 ? [] : [`${a.yes} yes`]),
    ...(a.silent === 0 ? [] : [`${a.silent} silent`]),
  ].join(', ');

/** Number of offers of each assignment in each status, by "id status". */
async function countsOf(db: Db, centreId: string | null): Promise<Map<string, number>> {
  const rows = await db
    .selectFrom('offer')
    .select((e) => ['assignment_id', 'status', e.fn.countAll<number>().as('n')])
    .$if(centreId !== null, (q) => q.where('centre_id', '=', centreId ?? ''))
    .groupBy(['assignment_id', 'status'])
    .execute();
  return new Map(rows.map(({ assignment_id, status, n }) => [`${assignment_id} ${status}`, Number(n)]));
}

async function nextWavesOf(db: Db): Promise<Map<string, string>> {
  const rows = await db.selectFrom('agenda').select(['object_id', 'due_at']).where('work', '=', 'wave').execute();
  return new Map(rows.map(({ object_id, due_at }) => [object_id, due_at]));
}
