import type { OfferTold } from '../../../flows/several-asks.ts';
import { askSeveral } from '../../../flows/several-asks.ts';
import { clip, LISTED_TITLE_MAX } from '../../channels/clip.ts';
import { fitsWhole } from '../../channels/sms.ts';
import { CHOICES_MAX } from '../../conversation/ask.ts';
import type { Moment } from '../../db/moment.ts';
import type { Centre, Db, Offer } from '../../db/schema/index.ts';
import { answerByOf, findAssignment } from '../../domain/assignments/assignments.ts';
import { toWall } from '../../domain/base/time.ts';
import type { App } from '../engine/scene.ts';
import { factsFor } from './facts.ts';

/** Number of offers in one call; a listener does not remember more. */
const HEARD_MAX = 4;
/** Number of offers that are told with a description, and characters of each description. */
const DESCRIBED_MAX = 2;
const DESCRIPTION_MAX = 40;

/** Offers as one message tells them, numbered, the earliest assignment first. */
export async function toldTogether(
  db: Db,
  { now }: Pick<Moment, 'now'>,
  offers: readonly Offer[],
): Promise<OfferTold[]> {
  const told: OfferTold[] = [];
  for (const offer of offers) {
    const assignment = await findAssignment(db, offer.assignment_id);
    if (assignment === undefined) continue;
    const asked = { ...offer, answer_by: offer.answer_by ?? answerByOf(assignment, now) };
    const facts = factsFor(assignment);
    told.push({
      offerId: offer.id,
      number: 0,
      code: offer.code,
      told: {
        ...facts,
        title: clip(facts.title, LISTED_TITLE_MAX),
        description: offers.length > DESCRIBED_MAX ? '' : clip(facts.description, DESCRIPTION_MAX),
      },
      answerBy: toWall(asked.answer_by),
      answerByMs: Math.max(0, Date.parse(asked.answer_by) - Date.parse(now)),
    });
  }
  return told
    .toSorted((a, b) => (a.told.startsAt < b.told.startsAt ? -1 : 1))
    .map((one, n) => ({ ...one, number: n + 1 }));
}

/** How many of these offers, from the first, fit one message: two text parts, or one call. */
export function howManyFit(
  app: App,
  { centre, language, way }: { centre: Centre; language: string; way: 'text' | 'call' },
  told: readonly OfferTold[],
): number {
  if (way === 'call') return Math.min(told.length, HEARD_MAX);
  const from = { key: 'common.from', params: { centre: centre.name } } as const;
  const words = app.words(language);
  for (let n = Math.min(told.length, CHOICES_MAX); n > 1; n--)
    if (fitsWhole({ said: [], ask: askSeveral(told.slice(0, n), 'offer.several'), from }, words)) return n;
  return 1;
}
