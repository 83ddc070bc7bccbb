import { createHash } from 'node:crypto';
import type { NewsFacts, NewsPlanned } from '../../../flows/organiser-asks.ts';
import type { Line } from '../../conversation/ask.ts';
import { ALONE_MAX, clip } from '../../channels/clip.ts';
import { confirmActivity } from '../../domain/activities/activities.ts';
import { associationWithId } from '../../domain/associations/associations.ts';
import { addProposal } from '../../domain/associations/proposals.ts';
import { codeLock, recordWrongCode } from '../../domain/centres/wrong-codes.ts';
import { dateOf, toWall } from '../../domain/base/time.ts';
import { askForCallback } from '../../domain/staff/callbacks.ts';
import { putInInbox } from '../../domain/staff/inbox.ts';
import { readNewActivity } from '../../understanding/organiser/new-activity.ts';
import type { News } from '../../understanding/organiser/read-news.ts';
import { timeSaid } from '../../understanding/organiser/time-said.ts';
import { carryOut, type Deed } from '../associations/decide-proposal.ts';
import { entriesOf } from '../associations/entries.ts';
import { ownActivities, type OwnActivities } from '../associations/own-activities.ts';
import { chooseActivity, newsIn, planNews } from '../associations/plan-news.ts';
import { alertStaff } from '../notify/staff-alerts.ts';
import type { OperationTable } from '../engine/operation-table.ts';
import type { Scene } from '../engine/scene.ts';
import { beginHandOver } from './new-contact.ts';

const TRIES_MAX = 3;

type Own = Pick<OperationTable, 'planNews' | 'checkNews' | 'carryOutNews' | 'leaveNews' | 'confirmAll'>;

/** Operations of an organiser's own words about their activities. */
export const organiserNewsOperations: Own = {
  async planNews(scene, facts) {
    const own = await ownActivities(scene);
    const news = own === null ? null : newsIn(scene, facts, own);
    if (own === null || news === null) return said(await toStaff(scene, facts.words));
    switch (news.kind) {
      case 'read back':
        return own.activities.length === 0
          ? said({ key: 'organiser.nothingHere' })
          : { outcome: 'read back', line: { key: 'organiser.readBack', params: { entries: entriesOf(scene, own) } } };
      case 'right':
        return said(await confirmed(scene, own, news));
      case 'price':
        return priceNow(scene, facts, own, news);
      case 'new':
        return newOne(scene, facts, own);
      case 'off':
      case 'moved':
      case 'place':
      case 'full':
      case 'break':
      case 'not ours':
      case 'closed down':
      case 'hand over':
        return planToConfirm(scene, facts, own, news);
    }
  },

  async checkNews(scene, { code, given, tries }) {
    const { tx, moment, centre, person } = scene;
    const who = { centreId: centre.id, number: person.number };
    const isOpen = (await codeLock(tx, moment, who)).is === 'open';
    if (isOpen && code !== '' && given === code) return 'right';
    const lock = isOpen ? await recordWrongCode(tx, moment, who) : null;
    if (lock?.is === 'open' && tries + 1 < TRIES_MAX) return 'wrong';
    await askForCallback(scene, 'wrong codes');
    return 'over';
  },

  async carryOutNews(scene, { deed, words }) {
    const deeds = JSON.parse(deed) as Deed[];
    const isTrusted = await isDirect(scene, deeds);
    if (!isTrusted) return { line: await propose(scene, deeds, words) };
    let told = 0;
    for (const one of deeds) {
      if (one.deed === 'hand over') return { line: await beginHandOver(scene, one) };
      const done = await carryOut(scene, one);
      if (done.outcome === 'over') {
        await toStaff(scene, words);
        return { line: { key: 'organiser.gone' } };
      }
      told += done.told;
      if (one.activity !== null) await confirmActivity(scene.tx, scene.moment, one.activity);
    }
    const title = await titleOf(scene, deeds);
    if (told === 0) return { line: { key: 'organiser.doneNobody', params: { title } } };
    return { line: { key: 'organiser.done', params: { title, count: told } } };
  },

  async leaveNews(scene, { words, why }) {
    if (why === 'no') return { line: { key: 'organiser.keptAsIs' } };
    await toStaff(scene, words);
    return { line: { key: 'organiser.left' } };
  },

  async confirmAll(scene) {
    const own = await ownActivities(scene);
    for (const { activity } of own?.activities ?? []) await confirmActivity(scene.tx, scene.moment, activity.id);
    return { line: { key: 'organiser.confirmed' } };
  },
};

const said = (line: Line): NewsPlanned => ({ outcome: 'said', line });

async function planToConfirm(scene: Scene, facts: NewsFacts, own: OwnActivities, news: News): Promise<NewsPlanned> {
  const plan = await planNews(scene, facts, own, news);
  switch (plan.is) {
    case 'ask':
      return plan.ask;
    case 'for staff':
      return said(await toStaff(scene, facts.words));
    case 'planned': {
      const isProven = scene.call?.proof === 'proven';
      const code = isProven ? '' : codeBeside(scene, plan.line);
      return { outcome: 'confirm', line: plan.line, code, deed: JSON.stringify(plan.deeds) };
    }
  }
}

/** A number of two digits that does not stand in the sentence otherwise, so that no answer to it is the code by chance. */
function codeBeside({ app, moment, person }: Scene, line: Line): string {
  const sentence = app.words(person.language)(line);
  const taken = new Set(sentence.match(/\d+/g) ?? []);
  const free = Array.from({ length: 90 }, (_, i) => String(10 + i)).filter((code) => !taken.has(code));
  const random = createHash('sha256').update(moment.ids.next('code')).digest().readUInt32BE(0);
  return free[random % free.length] ?? '10';
}

async function isDirect({ tx }: Scene, deeds: readonly Deed[]): Promise<boolean> {
  for (const { association } of deeds) {
    const kept = association === null ? undefined : await associationWithId(tx, association);
    if (kept?.trust !== 'direct') return false;
  }
  return true;
}

/** Staff decide; what is about today is told to them at once. */
async function propose(scene: Scene, deeds: readonly Deed[], words: string): Promise<Line> {
  const { tx, moment, centre, person, arrivalId } = scene;
  for (const { deed, activity, association, on, changes } of deeds)
    await addProposal(tx, moment, {
      centreId: centre.id,
      source: 'organiser',
      deed,
      associationId: association,
      activityId: activity,
      personId: person.id,
      on,
      changes,
      words,
    });
  if (deeds.some(({ on }) => on === dateOf(toWall(moment.now))))
    await alertStaff(tx, moment, { centre, kind: 'organiser', about: arrivalId });
  return { key: 'organiser.proposed' };
}

async function toStaff({ tx, moment, centre, person, arrivalId }: Scene, words: string): Promise<Line> {
  const { id: personId, number } = person;
  await putInInbox(tx, moment, { centreId: centre.id, personId, number, reason: 'request', arrivalId, body: words });
  return { key: 'organiser.passedOn' };
}

async function confirmed(scene: Scene, own: OwnActivities, news: News): Promise<Line> {
  for (const i of news.activities) {
    const one = own.activities[i];
    if (one !== undefined) await confirmActivity(scene.tx, scene.moment, one.activity.id);
  }
  return { key: 'organiser.confirmed' };
}

/** A price needs no number: it is told to no person, and the next text changes it back. */
async function priceNow(scene: Scene, facts: NewsFacts, own: OwnActivities, news: News): Promise<NewsPlanned> {
  const chosen = chooseActivity(scene, facts, own, news);
  if ('is' in chosen) return chosen.is === 'ask' ? chosen.ask : said(await toStaff(scene, facts.words));
  if (news.price === null) return said(await toStaff(scene, facts.words));
  const { activity, association } = chosen;
  const deed: Deed = {
    deed: 'change',
    activity: activity.id,
    association: association.id,
    centre: activity.centre_id,
    on: null,
    changes: { price: [activity.price, news.price] },
  };
  if (!(await isDirect(scene, [deed]))) return said(await propose(scene, [deed], facts.words));
  await carryOut(scene, deed);
  await confirmActivity(scene.tx, scene.moment, activity.id);
  const params = { title: clip(activity.title, ALONE_MAX), price: { as: 'price', of: news.price } } as const;
  return said({ key: 'organiser.priced', params });
}

const BYDAY = ['SU', 'MO', 'TU', 'WE', 'TH', 'FR', 'SA'];

/** A new activity is always for staff to take; what is missing is asked for first. */
async function newOne(scene: Scene, facts: NewsFacts, own: OwnActivities): Promise<NewsPlanned> {
  const now = toWall(scene.moment.now);
  const read = readNewActivity(facts.words, now);
  const title = facts.title === '' ? read.title : facts.title;
  const later = facts.when === '' ? null : timeSaid(facts.when, now);
  const [day, time] = [read.day ?? later?.day ?? null, read.time ?? later?.time ?? null];
  const venue = facts.where === '' ? read.venue : facts.where;
  const ask = (fact: 'title' | 'when' | 'where', line: Line): NewsPlanned => ({
    outcome: 'ask',
    fact,
    line,
    choices: [],
  });
  if (title === null) return ask('title', { key: 'organiser.askTitle' });
  const params = { title: clip(title, ALONE_MAX) };
  if (day === null || time === null) return ask('when', { key: 'organiser.askNewWhen', params });
  if (venue === null) return ask('where', { key: 'organiser.askNewWhere', params });
  const [association] = own.associations;
  const isWeekly = read.weekly || later?.recurring === true;
  const rule = `FREQ=WEEKLY;BYDAY=${BYDAY[new Date(`${day}T12:00Z`).getUTCDay()] ?? ''}`;
  const deed: Deed = {
    deed: 'new',
    activity: null,
    association: association?.id ?? null,
    centre: scene.centre.id,
    on: null,
    changes: {
      title: [null, title],
      startsAt: [null, `${day}T${time}`],
      ...(isWeekly ? { repeats: [null, rule] as const } : {}),
      venue: [null, venue],
      organiser: [null, association?.name ?? ''],
    },
  };
  return said(
    await propose(scene, [deed], [facts.words, facts.title, facts.when, facts.where].filter(Boolean).join('. ')),
  );
}

async function titleOf({ tx }: Scene, deeds: readonly Deed[]): Promise<string> {
  const [first] = deeds;
  const activity = await tx
    .selectFrom('activity')
    .select('title')
    .where('id', '=', first?.activity ?? '')
    .executeTakeFirst();
  const association = first?.association ?? null;
  const name = association === null ? '' : ((await associationWithId(tx, association))?.name ?? '');
  return clip(deeds.length === 1 ? (activity?.title ?? name) : name, ALONE_MAX);
}
