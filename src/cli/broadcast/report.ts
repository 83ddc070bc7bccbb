import { leftOutOf, outcomeOf } from '../../domain/broadcasts/outcome.ts';
import { repliesOf, whoAnswered, type BroadcastAnswer } from '../../domain/broadcasts/report.ts';
import { withOffset } from '../../domain/base/time.ts';
import { auditLook } from '../framework/audit.ts';
import { keptBroadcast } from './lib/find.ts';
import { broadcastJson, countsShown, kronerShown, reasonShown } from './lib/to-text.ts';
import { numberShown, showsNumbers, visHint } from '../framework/arguments.ts';
import { facts, table, wall, wrap } from '../framework/print.ts';
import { withContext } from '../framework/run.ts';
import type { Run } from '../framework/command.ts';

/** Reports the result of a broadcast. */
export const run: Run = (invocation) =>
  withContext(invocation, async (context) => {
    const row = await keptBroadcast(context);
    const { db } = context.store;
    const centre = await db.selectFrom('centre').selectAll().where('id', '=', row.centre_id).executeTakeFirstOrThrow();
    const json = await broadcastJson(db, row);
    const { parts, costOre, optOuts, rungInstead, undelivered } = await outcomeOf(db, row, centre);
    const leftOut = await leftOutOf(db, row);
    const answers = await repliesOf(db, row.id);
    const said = (await Promise.all((['yes', 'no'] as const).map((a) => whoAnswered(db, row.id, a)))).flat();
    const waiting = await openQuestions(db, row.id);
    if (showsNumbers(invocation) && said.length > 0)
      await auditLook(context, { verb: 'broadcast report', object: row.id, detail: { shown: said.length } });
    const about = facts([
      ['id', json.short],
      ['status', row.status],
      ['so far', countsShown(json)],
      ['cost', `${kronerShown(costOre)} for ${parts} parts`],
      ['answers', `${answers.yes} yes, ${answers.no} no, ${answers.thanks} thanks, ${answers.question} questions`],
      ['in the inbox', waiting === 0 ? null : `${waiting} wait: ringerunde inbox list`],
      ['opted out', optOuts],
      ['rung instead', rungInstead === 0 ? null : `${rungInstead}: the network says that the number is a landline`],
      ...undelivered.map(({ reason, count: n }) => ['not arrived', `${n}: ${reason}`] as const),
      ...leftOut.map(({ reason, count: n }) => ['left out', `${n} ${reasonShown(reason)}`] as const),
    ]);
    const rows = said.map((one) => [one.answer, one.name, numberShown(invocation, one.number), wall(one.at)]);
    return {
      json: {
        ...json,
        answers,
        said: said.map(saidJson),
        optOuts,
        rungInstead,
        undelivered,
        leftOut,
        parts,
        cost: costOre / 100,
      },
      text:
        rows.length === 0
          ? about
          : `${about}\n\n${table(invocation.io, ['said', wrap('name'), 'number', 'at'], rows)}${visHint(invocation, rows)}`,
    };
  });

const saidJson = ({ name, number, answer, at }: BroadcastAnswer) => ({ name, number, answer, at: withOffset(at) });

async function openQuestions(db: Parameters<typeof whoAnswered>[0], id: string): Promise<number> {
  const { n } = await db
    .selectFrom('inbox_item')
    .select((e) => e.fn.countAll<number>().as('n'))
    .where('about', '=', id)
    .where('status', '=', 'open')
    .executeTakeFirstOrThrow();
  return n;
}
