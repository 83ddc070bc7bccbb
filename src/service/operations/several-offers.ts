import type { OfferTold, OneAnswer } from '../../../flows/several-asks.ts';
import { clip, LISTED_TITLE_MAX } from '../../channels/clip.ts';
import type { Line } from '../../conversation/ask.ts';
import type { Offer } from '../../db/schema/index.ts';
import { findOffer } from '../../domain/assignments/offers.ts';
import { ownAssignments } from '../../domain/assignments/own-assignments.ts';
import { MINUTE_MS, toInstant } from '../../domain/base/time.ts';
import { toldTogether } from '../assignments/told-together.ts';
import type { OperationTable } from '../engine/operation-table.ts';
import type { Scene } from '../engine/scene.ts';
import { volunteerOperations } from './volunteers.ts';

/** Operations for answers to several offers: each answer is recorded on its own offer, and one receipt names all. */
export const severalOffersOperations: Pick<OperationTable, 'offersToAnswer' | 'answerOffers'> = {
  async offersToAnswer(scene, { offerIds }) {
    const { tx, moment, person } = scene;
    const open: Offer[] = [];
    for (const id of offerIds) {
      const offer = await findOffer(tx, id);
      if (offer?.person_id === person.id && offer.status === 'asked') open.push(offer);
    }
    return { offers: await toldTogether(tx, moment, open) };
  },

  async answerOffers(scene, { offers, answers, sure, rest, numbered }) {
    const yes = offers.filter(({ offerId }) => answers.some((a) => a.offerId === offerId && a.says === 'yes'));
    const clash = sure === 1 ? [] : clashing(yes);
    const before = sure === 1 ? new Map<string, string>() : await atTheTimeOf(scene, yes);
    const told: Told[] = [];
    for (const answer of answers) {
      const offer = offers.find(({ offerId }) => offerId === answer.offerId);
      if (offer === undefined || clash.includes(answer.offerId)) continue;
      const other = answer.says === 'yes' ? before.get(answer.offerId) : undefined;
      if (other !== undefined) told.push({ offer, said: 'before', lines: [clashBefore(offer, other)] });
      else told.push(await record(scene, offer, answer));
    }
    return {
      lines: receipt(told, { rest, of: numbered === 1 ? offers.length : 0 }),
      clash,
      before: [...before.keys()],
    };
  },
};

interface Told {
  offer: OfferTold;
  said: 'yes' | 'noted' | 'no' | 'before' | 'else';
  /** For an answer that needs sentences of its own. */
  lines: Line[];
}

async function record(scene: Scene, offer: OfferTold, { offerId, says, words }: OneAnswer): Promise<Told> {
  const { outcome, title, startsAt, confirmation } = await volunteerOperations.answerOffer(scene, {
    offerId,
    says,
    words,
  });
  if (confirmation !== null) {
    const { line, more } = confirmation;
    return { offer, said: 'else', lines: more === null ? [line] : [line, more] };
  }
  if (outcome === 'accepted') return { offer, said: 'yes', lines: [] };
  if (outcome === 'noted') return { offer, said: 'noted', lines: [] };
  if (outcome === 'declined') return { offer, said: 'no', lines: [] };
  const key =
    outcome === 'which' || outcome === 'none' || outcome === 'confirmed'
      ? 'over'
      : outcome === 'yes before'
        ? 'already yes'
        : outcome;
  return { offer, said: 'else', lines: [{ key: `offer.${key}`, params: { title, day: { as: 'day', of: startsAt } } }] };
}

/** Number of titles that fit a text beside the rest of a receipt. */
const TITLES_MAX = 2;

/**
 * One sentence for all offers with the same answer, and one for each that needs its own.
 * @param rest number of offers that are asked about next
 * @param of number of offers in the list, whose numbers the person knows; 0 without a list
 */
function receipt(told: readonly Told[], { rest, of }: { rest: number; of: number }): Line[] {
  const having = (said: Told['said']): OfferTold[] => told.filter((t) => t.said === said).map(({ offer }) => offer);
  const [yes, noted, no] = [having('yes'), having('noted'), having('no')];
  const isAlone = rest === 0 && no.length === 0;
  return [
    ...yesses(yes, { of, titlesMax: TITLES_MAX + (isAlone ? 1 : 0) }),
    ...(of > 0 && noted.length > 1
      ? [{ key: 'offer.saidNoted', params: numbersOf(noted) } as const]
      : noted.map((offer) => ({ key: 'offer.noted', params: aboutOne(offer) }) as const)),
    ...noes(no, { of, isAll: no.length === told.length && rest === 0 }),
    ...told.flatMap((t) => t.lines),
  ];
}

function yesses(yes: readonly OfferTold[], { of, titlesMax }: { of: number; titlesMax: number }): Line[] {
  const [first] = yes;
  if (first === undefined) return [];
  if (yes.length === 1) return [{ key: 'offer.accepted', params: aboutOne(first) }];
  if (yes.length > TITLES_MAX && yes.length === of) return [{ key: 'offer.saidAll', params: { count: of } }];
  if (of > 0 && yes.length > titlesMax) return [{ key: 'offer.saidYesNumbers', params: numbersOf(yes) }];
  return [{ key: 'offer.saidYes', params: { list: { as: 'lines', of: yes.map(named) } } }];
}

function noes(no: readonly OfferTold[], { of, isAll }: { of: number; isAll: boolean }): Line[] {
  if (no.length === 0) return [];
  if (isAll) return [{ key: 'offer.declined' }];
  if (of > 0) return [{ key: 'offer.saidNo', params: numbersOf(no) }];
  return no.map((offer) => ({ key: 'offer.already no', params: aboutOne(offer) }));
}

const numbersOf = (offers: readonly OfferTold[]) => ({ numbers: offers.map(({ number }) => number).join(', ') });
const aboutOne = ({ told }: OfferTold) =>
  ({ title: clip(told.title, LISTED_TITLE_MAX), day: { as: 'day', of: told.startsAt } }) as const;
const named = (offer: OfferTold): Line => ({ key: 'offer.each', params: aboutOne(offer) });

interface Span {
  startsAt: string;
  minutes: number;
}

const isAtOneTime = (a: Span, b: Span): boolean => {
  const [from, other] = [Date.parse(toInstant(a.startsAt)), Date.parse(toInstant(b.startsAt))];
  return from < other + b.minutes * MINUTE_MS && other < from + a.minutes * MINUTE_MS;
};

/** Offers at overlapping times, of which a person can do only one. */
const clashing = (yes: readonly OfferTold[]): string[] =>
  yes
    .filter((one) => yes.some((other) => other !== one && isAtOneTime(one.told, other.told)))
    .map(({ offerId }) => offerId);

/** The title of an assignment at the same time that the person accepted earlier, by offer. */
async function atTheTimeOf({ tx, moment, person }: Scene, yes: readonly OfferTold[]): Promise<Map<string, string>> {
  const own = await ownAssignments(tx, person.id, moment.now);
  const found = new Map<string, string>();
  for (const { offerId, told } of yes) {
    const other = own.find((mine) => mine.offerId !== offerId && isAtOneTime(told, mine));
    if (other !== undefined) found.set(offerId, clip(other.title, LISTED_TITLE_MAX));
  }
  return found;
}

const clashBefore = (offer: OfferTold, other: string): Line => ({
  key: 'offer.clashBefore',
  params: { ...aboutOne(offer), other, code: String(offer.code) },
});
