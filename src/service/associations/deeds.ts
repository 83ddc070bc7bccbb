import type { Line } from '../../conversation/ask.ts';
import { ALONE_MAX, clip } from '../../channels/clip.ts';
import type { ProposedChanges } from '../../domain/associations/proposals.ts';
import { addDays, dateOf, toWall, type Wall } from '../../domain/base/time.ts';
import type { News } from '../../understanding/organiser/read-news.ts';
import type { Scene } from '../engine/scene.ts';
import type { Deed } from './decide-proposal.ts';
import type { OwnActivity } from './own-activities.ts';

/** What the words bring about, and the question in which the organiser confirms it. */
export interface Planned {
  deeds: Deed[];
  line: Line;
}

const titleOf = ({ activity }: OwnActivity): string => clip(activity.title, ALONE_MAX);

/** A deed about an activity, without changes until they are given. */
const deedOf = (
  { activity, association }: OwnActivity,
  deed: Deed['deed'],
  { on = null, changes = {} }: { on?: string | null; changes?: ProposedChanges } = {},
): Deed => ({ deed, activity: activity.id, association: association.id, centre: activity.centre_id, on, changes });

/** One evening is off, or every one of them. */
export async function cancelling(
  { tx }: Scene,
  own: OwnActivity,
  time: { occurrence: Wall; startsAt: Wall } | 'all',
): Promise<Planned> {
  const title = titleOf(own);
  if (time === 'all')
    return { deeds: [deedOf(own, 'cancel')], line: { key: 'organiser.askOffAll', params: { title } } };
  const rows = await tx
    .selectFrom('sign_up')
    .select('id')
    .where('activity_id', '=', own.activity.id)
    .where('occurrence', '=', time.occurrence)
    .where('status', '<>', 'cancelled')
    .execute();
  const day = { as: 'day', of: time.startsAt } as const;
  return {
    deeds: [deedOf(own, 'cancel', { on: dateOf(time.startsAt) })],
    line:
      rows.length === 0
        ? { key: 'organiser.askOffNobody', params: { title, day } }
        : { key: 'organiser.askOff', params: { title, day, count: rows.length } },
  };
}

/** One evening is moved. */
export function movingOnce(own: OwnActivity, time: { startsAt: Wall }, to: Wall): Planned {
  const changes = { startsAt: [time.startsAt, to] } as const;
  return {
    deeds: [deedOf(own, 'move', { on: dateOf(time.startsAt), changes })],
    line: {
      key: 'organiser.askMove',
      params: { title: titleOf(own), day: { as: 'day', of: time.startsAt }, newDay: { as: 'day', of: to } },
    },
  };
}

const WEEKDAYS = ['SU', 'MO', 'TU', 'WE', 'TH', 'FR', 'SA'];
const weekdayOf = (date: string): number => new Date(`${date}T12:00Z`).getUTCDay();

/** Every evening from the next one on is at another time, or on another weekday. */
export function movingForGood(own: OwnActivity, next: { startsAt: Wall }, to: Wall): Planned {
  const { starts_at: startsAt, ends_at: endsAt, repeats } = own.activity;
  const moved = (Date.parse(`${to}Z`) - Date.parse(`${next.startsAt}Z`)) / 86_400_000;
  const days =
    Math.round(Date.parse(`${dateOf(to)}T12:00Z`) - Date.parse(`${dateOf(next.startsAt)}T12:00Z`)) / 86_400_000;
  const start = `${addDays(dateOf(startsAt), days)}T${to.slice(11)}`;
  const end =
    endsAt === null ? null : new Date(Date.parse(`${endsAt}Z`) + moved * 86_400_000).toISOString().slice(0, 16);
  const rule = repeats?.replace(/BYDAY=[A-Z]{2}(?=;|$)/, `BYDAY=${WEEKDAYS[weekdayOf(dateOf(to))] ?? ''}`) ?? null;
  const changes: ProposedChanges = {
    startsAt: [startsAt, start],
    ...(end === null ? {} : { endsAt: [endsAt, end] as const }),
    ...(rule === repeats ? {} : { repeats: [repeats, rule] as const }),
  };
  return {
    deeds: [deedOf(own, 'change', { changes })],
    line: {
      key: 'organiser.askMoveAll',
      params: { title: titleOf(own), newDay: { as: 'day', of: to } },
    },
  };
}

/** The activity is in another house from now on. */
export const relocating = (own: OwnActivity, venue: string): Planned => ({
  deeds: [deedOf(own, 'change', { changes: { venue: [own.activity.venue, venue] } })],
  line: { key: 'organiser.askPlace', params: { title: titleOf(own), venue: clip(venue, ALONE_MAX) } },
});

/** There is no place left: who wants to join goes on the waiting list. */
export async function filling({ tx }: Scene, own: OwnActivity, time: { occurrence: Wall } | null): Promise<Planned> {
  const rows = await tx
    .selectFrom('sign_up')
    .select('persons')
    .where('activity_id', '=', own.activity.id)
    .where('occurrence', '=', time?.occurrence ?? '')
    .where('status', '=', 'signed_up')
    .execute();
  const taken = rows.reduce((sum, { persons }) => sum + persons, 0);
  return {
    deeds: [deedOf(own, 'change', { changes: { capacity: [own.activity.capacity, taken] } })],
    line: { key: 'organiser.askFull', params: { title: titleOf(own) } },
  };
}

/** Nothing takes place until a day. */
export function pausing(owns: readonly OwnActivity[], { from, until }: { from: string; until: string }): Planned {
  const changes = { until: [null, until] } as const;
  const [first] = owns;
  const title = owns.length === 1 && first !== undefined ? titleOf(first) : (first?.association.name ?? '');
  return {
    deeds: owns.map((own) => deedOf(own, 'break', { on: from, changes })),
    line: {
      key: 'organiser.askBreak',
      params: { title: clip(title, ALONE_MAX), day: { as: 'date', of: from }, newDay: { as: 'date', of: until } },
    },
  };
}

/** The association has nothing to do with the activity any more. */
export const givingAway = (own: OwnActivity): Planned => ({
  deeds: [deedOf(own, 'close')],
  line: { key: 'organiser.askNotOurs', params: { title: titleOf(own) } },
});

/** The first day of a break: the day that the words name, if it comes before the end; else today. */
export const breakFrom = ({ day, until }: News, now: string): string => {
  const today = dateOf(toWall(now));
  return day !== null && until !== null && day < until ? day : today;
};
