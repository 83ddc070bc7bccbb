import { shortId } from '../../domain/staff/short-ids.ts';
import type { Assignment } from '../../db/schema/index.ts';
import { boardOf } from '../../domain/assignments/offers.ts';
import { Refusal } from '../../domain/base/refusal.ts';
import { toInstant } from '../../domain/base/time.ts';
import { offerAssignment } from '../../service/assignments/staff-actions.ts';
import { agreed, leftAlone } from '../framework/confirm.ts';
import { assignmentGiven, stillThere, wrongUsage } from './lib/find.ts';
import { boardNow, perform, preview } from './lib/change.ts';
import { needed } from '../framework/arguments.ts';
import { planOf, planText, type OfferPace, type OfferPlan } from './lib/offer-plan.ts';
import { count, printAside, wall } from '../framework/print.ts';
import { withContext, text } from '../framework/run.ts';
import { safe } from '../framework/escape.ts';
import { choose, namesIn, type Chosen } from './lib/shortlist.ts';
import type { Turn } from '../../service/engine/scene.ts';
import type { CommandResult, Invocation, CommandContext, Run } from '../framework/command.ts';

const WAVE_SIZE_MAX = 100;
const WAVE_MINUTES_MAX = 7 * 24 * 60;

/** Puts volunteers on the list of an assignment and asks them, wave by wave. */
export const run: Run = (invocation) =>
  withContext(invocation, async (context) => {
    const assignment = await assignmentGiven(context);
    const named = namesIn(needed(invocation, 'to', 'whom to ask: --to F7,F12,90000001'));
    if (named.length === 0) throw wrongUsage('Say whom to ask: --to F7,F12,90000001');
    mustBeOpen(assignment);
    const how = howOf(context, assignment);
    const chosen = await choose(context.store.db, assignment, { named, now: context.moment().now });
    if (chosen.volunteers.length === 0) return nobody(context, assignment, chosen);

    const plan = await planOf(context, assignment, chosen, how);
    const shown = `${planText(assignment, plan)}${leftOutText(chosen)}`;
    if (invocation.options['dryRun'] === true) {
      const { made } = await preview(context, assignment.id, (turn) => offer(turn, assignment.id, { named, how }));
      return {
        json: { ...answerOf(assignment, made.offers, plan), ...plan, dryRun: true },
        text: `${shown}\nNobody was asked.`,
      };
    }
    if (invocation.io.interactive && invocation.options['yes'] !== true) printAside(invocation.io, shown);
    const question = `${questionOf(assignment, plan)}${invocation.io.interactive ? '' : leftOutText(chosen)}`;
    if ((await agreed(invocation, question)) === 'no') return leftAlone;
    return ask(context, assignment, { named, how, plan });
  });

interface Asking {
  named: readonly string[];
  how: OfferPace;
}

/** The gates are checked again in the transaction that asks: a volunteer may have paused in the meantime. */
async function offer({ tx, ...rest }: Turn, id: string, { named, how }: Asking) {
  const turn: Turn = { tx, ...rest };
  const assignment = await stillThere(tx, id);
  mustBeOpen(assignment);
  const chosen = await choose(tx, assignment, { named, now: turn.moment.now });
  // A colleague was quicker: going on would ask the next wave before its time.
  if (chosen.volunteers.length === 0) return { offers: [], wave: 'goes on' as const, leftOut: chosen.leftOut };
  const made = await offerAssignment(turn, { assignment, volunteers: chosen.volunteers, ...how });
  return { ...made, leftOut: chosen.leftOut };
}

async function ask(
  context: CommandContext,
  assignment: Assignment,
  { plan, ...asking }: Asking & { plan: OfferPlan },
): Promise<CommandResult> {
  const { made } = await perform(
    context,
    (turn) => offer(turn, assignment.id, asking),
    (effect) =>
      effect.made.offers.length === 0
        ? null
        : {
            verb: 'assignments offer',
            object: assignment.id,
            detail: {
              volunteers: effect.made.offers.map((o) => o.volunteer_id).join(' '),
              waves: new Set(effect.made.offers.map((o) => o.wave)).size,
            },
          },
  );
  const board = await boardNow(context, assignment.id);
  return {
    json: {
      ...answerOf(assignment, made.offers, { ...plan, leftOut: made.leftOut }),
      outcome: made.offers.length === 0 ? 'already asked' : 'offered',
      wave: made.wave,
      nextWaveAt: board.nextWaveAt,
    },
    text: `${WAVE_TEXT[made.wave]} ${count(made.offers.length, 'person', 'people')} put on the list; all have had time to answer by ${wall(plan.expectedFinish)}.${leftOutText(plan)}\nFollow it with: ringerunde assignments show ${board.short}`,
  };
}

const WAVE_TEXT: Readonly<Record<Awaited<ReturnType<typeof offerAssignment>>['wave'], string>> = {
  ask: 'The first of them are asked now.',
  'quiet hours': 'It is quiet hours: the first of them are asked when those end.',
  'goes on': 'Others are being waited for; these have their turn after them.',
  enough: 'Enough have said yes, so nobody is asked before you decide.',
  waiting: 'Others are being waited for.',
  'nobody left': 'None of them could be asked.',
  over: 'It has begun, and nobody is asked.',
  closed: 'It is closed, and nobody is asked.',
};

const answerOf = (
  { id }: Assignment,
  offers: readonly { id: string; volunteer_id: string; status: string; wave: number }[],
  { leftOut, warnings, expectedFinish }: OfferPlan,
) => ({
  id,
  offers: offers.map((o) => ({ id: o.id, volunteerId: o.volunteer_id, status: o.status, wave: o.wave })),
  leftOut: leftOut.map(({ volunteerId, name, why }) => ({ volunteerId, name, why })),
  warnings,
  expectedFinish,
});

function mustBeOpen({ short_no, title, status }: Assignment): void {
  if (status === 'filled')
    throw new Refusal(
      `Every place of "${safe(title)}" is given. To ask for more: ringerunde assignments change ${shortId('assignment', short_no)} --needs <n>`,
    );
  if (status !== 'open') throw new Refusal(`"${safe(title)}" is ${status}, and nobody is asked about it any more.`);
}

function howOf(context: CommandContext, assignment: Assignment): OfferPace {
  const { invocation } = context;
  const now = context.moment().now;
  if (assignment.starts_utc <= now)
    throw new Refusal(`"${safe(assignment.title)}" has begun. Nobody is asked any more.`);
  const by = text(invocation.options['answerBy']);
  const answerBy = by === undefined ? undefined : toInstant(by);
  if (answerBy !== undefined && answerBy <= now)
    throw new Refusal(`${by} is over. Choose a time that is still to come.`);
  if (answerBy !== undefined && answerBy >= assignment.starts_utc)
    throw new Refusal(`It begins at ${assignment.starts_at}. Answers are needed before that: --answer-by.`);
  return {
    waveSize: numberOption(invocation, 'waveSize', WAVE_SIZE_MAX),
    waveMinutes: numberOption(invocation, 'waveMinutes', WAVE_MINUTES_MAX),
    answerBy,
  };
}

function numberOption(invocation: Invocation, option: string, max: number): number | undefined {
  const value = invocation.options[option];
  if (typeof value !== 'number') return undefined;
  if (value > max) throw new Refusal(`--${option === 'waveSize' ? 'wave-size' : 'wave-minutes'} is at most ${max}.`);
  return value;
}

function questionOf(assignment: Assignment, { waves, leftOut }: OfferPlan): string {
  const people = waves.reduce((n, wave) => n + wave.volunteers.length, 0);
  const first = waves[0]?.volunteers.map((v) => safe(v.name)).join(', ') ?? '';
  const out = leftOut.length === 0 ? '' : ` ${count(leftOut.length, 'person', 'people')} left out.`;
  return `${count(people, 'person', 'people')} will be asked about "${safe(assignment.title)}", ${first} first.${out}`;
}

const leftOutText = ({ leftOut }: Pick<Chosen, 'leftOut'>): string =>
  leftOut.map(({ name, why }) => `\nNot asked: ${safe(name)} (${why}).`).join('');

/** None of the named volunteers is left: they were asked already, or must not be asked. */
async function nobody(context: CommandContext, assignment: Assignment, chosen: Chosen): Promise<CommandResult> {
  const { id } = assignment;
  const names = new Set(chosen.leftOut.map((o) => o.volunteerId));
  const before = (await boardOf(context.store.db, id)).filter((o) => names.has(o.volunteer_id));
  const all = chosen.leftOut.every(({ gates }) => gates.includes('already asked'));
  const board = await boardNow(context, id);
  const json = {
    ...answerOf(assignment, before, { ...chosen, waves: [], messages: [], expectedFinish: board.expectedFinish }),
    nextWaveAt: board.nextWaveAt,
  };
  if (all) {
    return {
      json: { ...json, outcome: 'already asked' },
      text: `All of them are on the list already. See: ringerunde assignments show ${board.short}`,
    };
  }
  const error = `None of them may be asked.${leftOutText(chosen)}\nSee who may: ringerunde assignments suggest ${board.short}`;
  return { json: { ...json, error, outcome: 'nobody left' }, text: error, code: 1 };
}
