import type { NewsFact, NewsFacts, NewsPlanned } from '../../../flows/organiser-asks.ts';
import { CHOICES_MAX, type Line } from '../../conversation/ask.ts';
import { ALONE_MAX, clip, LISTED_TITLE_MAX } from '../../channels/clip.ts';
import { dateOf, toWall } from '../../domain/base/time.ts';
import { numberIn } from '../../domain/base/phone-numbers.ts';
import { contactIn } from '../../understanding/organiser/facts.ts';
import { readNews } from '../../understanding/news.ts';
import type { News } from '../../understanding/organiser/read-news.ts';
import { timeSaid } from '../../understanding/organiser/time-said.ts';
import type { Association } from '../../db/schema/index.ts';
import type { Scene } from '../engine/scene.ts';
import {
  breakFrom,
  cancelling,
  filling,
  givingAway,
  movingForGood,
  movingOnce,
  pausing,
  relocating,
  type Planned,
} from './deeds.ts';
import { comingTimes, timeOn, type OwnActivities, type OwnActivity } from './own-activities.ts';

/** What is to be done with the words: a question, a plan to confirm, or nothing that the line can do. */
export type Plan =
  | { is: 'ask'; ask: NewsPlanned & { outcome: 'ask' } }
  | ({ is: 'planned' } & Planned)
  | { is: 'for staff' };

const FOR_STAFF: Plan = { is: 'for staff' };
const TIMES_SHOWN = 3;

const asked = (fact: NewsFact, line: Line, choices: { value: string; label: Line }[] = []): Plan => ({
  is: 'ask',
  ask: { outcome: 'ask', fact, line, choices },
});

/** Plans what an organiser's words bring about: what is missing is asked, one fact at a time. */
export async function planNews(scene: Scene, facts: NewsFacts, own: OwnActivities, news: News): Promise<Plan> {
  if (news.kind === 'closed down') return closing(own);
  if (news.kind === 'hand over') return handing(scene, facts, own, news);
  if (news.kind === 'break') return breaking(scene, facts, own, news);
  const chosen = chooseActivity(scene, facts, own, news);
  if ('is' in chosen) return chosen;
  switch (news.kind) {
    case 'off':
      return offPlan(scene, facts, chosen, news);
    case 'moved':
      return movePlan(scene, facts, chosen, news);
    case 'place':
      return placePlan(facts, chosen, news);
    case 'full':
      if (chosen.activity.sign_up === 0) return FOR_STAFF;
      return planned(await filling(scene, chosen, comingTimes(chosen, scene.moment.now, 1)[0] ?? null));
    case 'not ours':
      return planned(givingAway(chosen));
    case 'new':
    case 'price':
    case 'read back':
    case 'right':
      return FOR_STAFF;
  }
}

const planned = (plan: Planned): Plan => ({ is: 'planned', ...plan });

/** The activity that the words name, or the only one that takes place on the day. */
export function chooseActivity(
  { moment }: Scene,
  { activity }: NewsFacts,
  { activities }: OwnActivities,
  news: News,
): OwnActivity | Plan {
  const fitting = news.activities.flatMap((i) => activities[i] ?? []);
  const named = activities.find((one) => one.activity.id === activity);
  if (named !== undefined) return named;
  const { day } = news;
  const thatDay = day === null ? [] : fitting.filter((one) => timeOn(one, day, moment.now) !== null);
  const [only, second] = thatDay.length > 0 ? thatDay : fitting;
  if (only === undefined) return FOR_STAFF;
  if (second === undefined) return only;
  const choices = (thatDay.length > 0 ? thatDay : fitting).slice(0, CHOICES_MAX).map((one) => ({
    value: one.activity.id,
    label: { key: 'organiser.item' as const, params: { title: clip(one.activity.title, LISTED_TITLE_MAX) } },
  }));
  return asked('which', { key: 'organiser.which' }, choices);
}

async function offPlan(scene: Scene, facts: NewsFacts, own: OwnActivity, news: News): Promise<Plan> {
  const { now } = scene.moment;
  if (facts.day === 'all' || (news.reach === 'for good' && news.day === null && facts.day === ''))
    return planned(await cancelling(scene, own, 'all'));
  const day = facts.day === '' ? news.day : facts.day;
  const time = day === null ? null : timeOn(own, day, now);
  return time === null ? askDay(scene, own) : planned(await cancelling(scene, own, time));
}

/** Which evening: the next three, or all of them. */
function askDay({ moment }: Scene, own: OwnActivity): Plan {
  const times = comingTimes(own, moment.now, TIMES_SHOWN);
  const [only, second] = times;
  if (only === undefined) return FOR_STAFF;
  const line: Line = { key: 'organiser.whichDay', params: { title: clip(own.activity.title, ALONE_MAX) } };
  const choices = times.map(({ startsAt }) => ({
    value: dateOf(startsAt),
    label: { key: 'organiser.dayItem' as const, params: { day: { as: 'listDay' as const, of: startsAt } } },
  }));
  const all = second === undefined ? [] : [{ value: 'all', label: { key: 'organiser.allItem' as const } }];
  return asked('day', line, [...choices, ...all]);
}

function movePlan({ moment }: Scene, facts: NewsFacts, own: OwnActivity, news: News): Plan {
  const { now } = moment;
  const title = clip(own.activity.title, ALONE_MAX);
  const said = facts.when === '' ? null : timeSaid(facts.when, toWall(now));
  const toDay = news.toDay ?? said?.day ?? null;
  const toTime = news.toTime ?? said?.time ?? null;
  if (toDay === null && toTime === null) return asked('when', { key: 'organiser.askWhen', params: { title } });
  const day = facts.day === '' ? news.day : facts.day;
  const time = (day === null ? null : timeOn(own, day, now)) ?? comingTimes(own, now, 1)[0];
  if (time === undefined) return FOR_STAFF;
  const to = `${toDay ?? dateOf(time.startsAt)}T${toTime ?? time.startsAt.slice(11)}`;
  if (own.activity.repeats === null) return planned(movingOnce(own, time, to));
  const reach = facts.reach === '' ? (news.reach ?? (news.day === null ? null : 'once')) : facts.reach;
  if (reach === null)
    return asked('reach', { key: 'organiser.reach', params: { title } }, [
      {
        value: 'once',
        label: { key: 'organiser.onceItem', params: { day: { as: 'listDay', of: time.startsAt } } },
      },
      { value: 'for good', label: { key: 'organiser.allItem' } },
    ]);
  return planned(reach === 'once' ? movingOnce(own, time, to) : movingForGood(own, time, to));
}

/** One evening in another house is for staff: an entry has one house. */
function placePlan(facts: NewsFacts, own: OwnActivity, news: News): Plan {
  const title = clip(own.activity.title, ALONE_MAX);
  const venue = facts.where === '' ? news.venue : facts.where;
  if (venue === null) return asked('where', { key: 'organiser.askWhere', params: { title } });
  const reach = facts.reach === '' ? (news.reach ?? (news.day === null ? null : 'once')) : facts.reach;
  if (reach === 'once' && own.activity.repeats !== null) return FOR_STAFF;
  if (reach === null && own.activity.repeats !== null)
    return asked('reach', { key: 'organiser.reach', params: { title } }, [
      { value: 'once', label: { key: 'organiser.onlyOnce' } },
      { value: 'for good', label: { key: 'organiser.allItem' } },
    ]);
  return planned(relocating(own, venue));
}

function breaking({ moment }: Scene, facts: NewsFacts, own: OwnActivities, news: News): Plan {
  const chosen = own.activities.filter((one) => one.activity.id === facts.activity);
  const owns = chosen.length > 0 ? chosen : news.activities.flatMap((i) => own.activities[i] ?? []);
  const [first] = owns;
  if (first === undefined) return FOR_STAFF;
  const today = dateOf(toWall(moment.now));
  const until = facts.until === '' ? news.until : (timeSaid(facts.until, toWall(moment.now))?.day ?? null);
  const title = clip(owns.length === 1 ? first.activity.title : first.association.name, ALONE_MAX);
  if (until === null || until <= today) return asked('until', { key: 'organiser.askUntil', params: { title } });
  return planned(pausing(owns, { from: breakFrom(news, moment.now), until }));
}

/** Words about the association as a whole do not say which one, where a contact answers for several. */
function theOnly({ associations }: OwnActivities): Association | null {
  const [only, second] = associations;
  return only === undefined || second !== undefined ? null : only;
}

function closing(own: OwnActivities): Plan {
  const association = theOnly(own);
  if (association === null) return FOR_STAFF;
  return planned({
    deeds: [
      {
        deed: 'close',
        activity: null,
        association: association.id,
        centre: association.centre_id,
        on: null,
        changes: {},
      },
    ],
    line: { key: 'organiser.askClosed', params: { association: clip(association.name, ALONE_MAX) } },
  });
}

function handing({ person }: Scene, facts: NewsFacts, own: OwnActivities, news: News): Plan {
  const association = theOnly(own);
  if (association === null) return FOR_STAFF;
  const said = facts.contact === '' ? news.contact : contactIn(facts.contact);
  const name = said.name ?? news.contact.name;
  const number = numberIn(said.number ?? news.contact.number ?? '');
  if (name === null || number === null) return asked('contact', { key: 'organiser.askContact' });
  const changes = { contact: [null, name], phone: [person.number, number] } as const;
  return planned({
    deeds: [
      {
        deed: 'hand over',
        activity: null,
        association: association.id,
        centre: association.centre_id,
        on: null,
        changes,
      },
    ],
    line: {
      key: 'organiser.askHandOver',
      params: {
        association: clip(association.name, ALONE_MAX),
        contact: clip(name, ALONE_MAX),
        phone: { as: 'phone', of: number },
      },
    },
  });
}

/** Reads the words again for each question: what the person answered is beside them. */
export const newsIn = (scene: Scene, { words }: NewsFacts, { activities }: OwnActivities): News | null =>
  readNews({
    text: words,
    now: toWall(scene.moment.now),
    activities: activities.map(({ activity }) => activity.title),
  });
