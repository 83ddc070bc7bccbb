import { MESSAGE_KINDS, type BroadcastKind, type MessageKind } from '../../db/schema/index.ts';
import { isQuietDay } from './public-holidays.ts';
import { addDays, dateOf, toInstant, toWall, weekdayOf, type Instant } from './time.ts';

/** The hours in which a kind of message may leave. */
type Hours = 'any hour' | 'daytime' | 'working hours';

/**
 * docs/rules.md N1: a person who waits for an answer gets it at any hour; messages about a sign-up or an assignment leave
 * between 8 and 21; digests leave on weekdays 9 to 20 and Saturdays 10 to 18.
 */
const HOURS: Readonly<Record<MessageKind, Hours>> = {
  reply: 'any hour',
  stop_receipt: 'any hour',
  code: 'any hour',
  staff: 'any hour',
  confirmation: 'daytime',
  change: 'daytime',
  reminder: 'daytime',
  offer: 'daytime',
  broadcast: 'working hours',
};

/** Kinds of messages that leave in the daytime. */
export const DAYTIME_KINDS = MESSAGE_KINDS.filter((kind) => HOURS[kind] === 'daytime');

/** Longer than any run of public holidays and Sundays. */
const DAYS_MAX = 14;

/** The first moment, now or later, at which a message of this kind may leave; `instant` itself when that is now. */
export function earliestSend(kind: MessageKind, instant: Instant): Instant {
  const hours = HOURS[kind];
  return hours === 'any hour' ? instant : windowFrom(hours, instant).from;
}

/**
 * Matters that concern the person leave in the daytime; messages that the person asked for or agreed to, in working
 * hours.
 */
const BROADCAST_HOURS: Readonly<Record<BroadcastKind, Exclude<Hours, 'any hour'>>> = {
  service: 'daytime',
  requested: 'working hours',
  campaign: 'working hours',
};

/**
 * The hours in which a broadcast of this kind may leave: the current ones, or the next. `from` is never before
 * `instant`.
 */
export const broadcastWindow = (
  kind: BroadcastKind,
  instant: Instant,
): { opened: Instant; from: Instant; to: Instant } => windowFrom(BROADCAST_HOURS[kind], instant);

function windowFrom(
  hours: Exclude<Hours, 'any hour'>,
  instant: Instant,
): { opened: Instant; from: Instant; to: Instant } {
  let date = dateOf(toWall(instant));
  for (let day = 0; day < DAYS_MAX; day++, date = addDays(date, 1)) {
    const span = hours === 'daytime' ? (['08:00', '21:00'] as const) : workingHours(date);
    if (span === null) continue;
    const [opened, to] = [toInstant(`${date}T${span[0]}`), toInstant(`${date}T${span[1]}`)];
    if (instant < to) return { opened, from: instant < opened ? opened : instant, to };
  }
  throw new Error(`No ${hours} within ${DAYS_MAX} days of ${instant}.`);
}

function workingHours(date: string): readonly [string, string] | null {
  const weekday = weekdayOf(date);
  if (weekday === 7 || isQuietDay(date)) return null;
  return weekday === 6 ? ['10:00', '18:00'] : ['09:00', '20:00'];
}
