import type { Assignment, Offer } from '../../../db/schema/index.ts';
import { agendaOf } from '../../../domain/base/agenda.ts';
import { boardOf, findOffer } from '../../../domain/assignments/offers.ts';
import { withOffset, type Instant } from '../../../domain/base/time.ts';
import { expectedFinish, makeShortlist, waveTimes } from '../../../domain/assignments/waves.ts';
import { askOffer } from '../../../service/assignments/ask-wave.ts';
import { stillThere } from './find.ts';
import { messageText, preview, type QueuedText } from './change.ts';
import { count, wall } from '../../framework/print.ts';
import { safe } from '../../framework/escape.ts';
import type { Chosen } from './shortlist.ts';
import type { Turn } from '../../../service/engine/scene.ts';
import type { CommandContext } from '../../framework/command.ts';

export interface OfferPace {
  waveSize: number | undefined;
  waveMinutes: number | undefined;
  answerBy: Instant | undefined;
}

/** The volunteers of each wave with its time and texts, and when all have had time to answer. */
export interface OfferPlan {
  waves: { wave: number; at: string; volunteers: { volunteerId: string; name: string }[] }[];
  messages: QueuedText[];
  leftOut: Chosen['leftOut'];
  warnings: Chosen['warnings'];
  expectedFinish: string | null;
}

/**
 * Makes the list and asks every volunteer on it, each at the time of their wave, in a transaction that is rolled back.
 */
export async function planOf(
  context: CommandContext,
  { id }: Assignment,
  chosen: Chosen,
  how: OfferPace,
): Promise<OfferPlan> {
  const { made, messages } = await preview(context, id, async (turn) => {
    const { tx, moment } = turn;
    const assignment = await stillThere(tx, id);
    const offers = await makeShortlist(tx, moment, { assignment, volunteers: chosen.volunteers, ...how });
    const board = await boardOf(tx, id);
    const queued = [...new Set(board.filter((o) => o.status === 'queued').map((o) => o.wave))].toSorted(
      (a, b) => a - b,
    );
    const waits = board.some((o) => o.status === 'asked');
    const from = (waits ? await agendaOf(tx, id, 'wave') : null) ?? moment.now;
    const now = await stillThere(tx, id);
    const at = { now: from, waveMinutes: how.waveMinutes };
    const times = waveTimes(now, queued.length, at);
    const timeOf = new Map(queued.map((wave, n) => [wave, times[n] ?? from]));
    const unreached = await askAll(turn, offers, timeOf);
    return {
      offers,
      timeOf,
      unreached,
      finish: expectedFinish(now, queued.length, at),
      codes: offers.map((o) => o.code),
    };
  });
  const nameOf = new Map(chosen.volunteers.map((v) => [v.id, v.name]));
  const person = (volunteerId: string) => ({ volunteerId, name: nameOf.get(volunteerId) ?? volunteerId });
  const numbers = [...new Set(made.offers.map((o) => o.wave))];
  return {
    waves: numbers.map((wave) => ({
      wave,
      at: withOffset(made.timeOf.get(wave) ?? context.moment().now),
      volunteers: made.offers.filter((o) => o.wave === wave).map((o) => person(o.volunteer_id)),
    })),
    messages: messages.map((m) => ({ ...m, body: withoutCodes(m.body, made.codes) })),
    leftOut: chosen.leftOut,
    warnings: [
      ...chosen.warnings,
      ...made.unreached.map(({ volunteer_id, note }) => ({
        ...person(volunteer_id),
        warning: `${note ?? 'cannot be texted'}: ring them instead`,
      })),
    ],
    expectedFinish: withOffset(made.finish),
  };
}

/** Asks each at the time of their wave; returns the offers that no text would reach. */
async function askAll(turn: Turn, offers: readonly Offer[], timeOf: ReadonlyMap<number, Instant>): Promise<Offer[]> {
  const unreached: Offer[] = [];
  for (const { id, wave } of offers) {
    const moment = { ...turn.moment, now: timeOf.get(wave) ?? turn.moment.now };
    const asked = await askOffer({ ...turn, moment }, id);
    const offer = asked === 'undelivered' ? await findOffer(turn.tx, id) : undefined;
    if (offer !== undefined) unreached.push(offer);
  }
  return unreached;
}

/** The three digits of an offer are drawn when it is made, so those of a preview belong to no offer. */
const withoutCodes = (body: string, codes: readonly number[]): string =>
  codes.reduce((text, code) => text.replace(new RegExp(`(?<!\\d)${code}(?!\\d)`, 'g'), '###'), body);

/** The plan for the terminal: the waves, and the text in each language. */
export function planText(assignment: Assignment, plan: OfferPlan): string {
  const people = plan.waves.reduce((n, wave) => n + wave.volunteers.length, 0);
  const waves = plan.waves.map(
    ({ wave, at, volunteers }) => `  wave ${wave}, ${wall(at)}: ${volunteers.map((v) => safe(v.name)).join(', ')}`,
  );
  const parts = plan.messages.reduce((n, m) => n + m.parts, 0);
  return [
    `"${safe(assignment.title)}", ${assignment.starts_at.replace('T', ' ')}: ${count(people, 'person', 'people')} asked until ${assignment.needs} ${assignment.needs === 1 ? 'has' : 'have'} said yes.`,
    ...waves,
    `All have had time to answer by ${wall(plan.expectedFinish)}; at most ${count(parts, 'text part')} (### is a number of their own).`,
    ...textsByLanguage(plan.messages),
    ...plan.warnings.map(({ name, warning }) => `Note: ${safe(name)} ${warning}.`),
  ].join('\n');
}

/** The text to the first volunteer of each language. */
function textsByLanguage(messages: readonly QueuedText[]): string[] {
  const first = new Map<string, QueuedText>();
  for (const m of messages) if (!first.has(m.language)) first.set(m.language, m);
  return [...first.values()].flatMap(({ language, to }) =>
    messages.filter((m) => m.to === to).map((m) => `\n${language}: ${messageText(m)}`),
  );
}
