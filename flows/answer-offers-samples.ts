import type { Line } from '../src/conversation/ask.ts';
import type { AssignmentTold } from './assignment-lines.ts';
import { type OfferTold } from './several-asks.ts';

export interface Recorded {
  /** The sentences to the person, in this order. */
  lines: Line[];
  /** Said yes to, and at the same time: not recorded. */
  clash: string[];
  /** At the same time as an earlier yes: not recorded, and asked again in a call. */
  before: string[];
}

const told: AssignmentTold = {
  title: 'Følge til legen',
  startsAt: '2026-12-01T11:00',
  minutes: 60,
  place: 'Arendal',
  description: '',
  needsCar: 0,
  needsLanguages: '',
};
export const OFFERS: OfferTold[] = [1, 2, 3].map((number) => ({
  offerId: `offer-${number}`,
  number,
  code: 411 + number,
  told,
  answerBy: '2026-11-24T12:00',
  answerByMs: 86_400_000,
}));
const item: Line = {
  key: 'offer.each',
  params: { title: { as: 'listTitle', of: told.title }, day: { as: 'listDay', of: told.startsAt } },
};

/** Possible results of the flow's operations, for the walk over every path. */
export const SAMPLES: {
  offersToAnswer: { offers: OfferTold[] }[];
  answerOffers: Recorded[];
  askAboutOffer: { dueAt: string }[];
} = {
  offersToAnswer: [{ offers: OFFERS }, { offers: [] }],
  answerOffers: [
    { lines: [{ key: 'offer.saidYes', params: { list: { as: 'lines', of: [item, item] } } }], clash: [], before: [] },
    {
      lines: [
        { key: 'offer.saidYesNumbers', params: { numbers: '1, 2, 4' } },
        { key: 'offer.saidNo', params: { numbers: '3' } },
      ],
      clash: [],
      before: [],
    },
    { lines: [{ key: 'offer.saidAll', params: { count: 3 } }], clash: [], before: [] },
    { lines: [{ key: 'offer.saidNoted', params: { numbers: '1' } }], clash: [], before: [] },
    { lines: [{ key: 'offer.declined' }], clash: [], before: [] },
    { lines: [], clash: ['offer-1', 'offer-2'], before: [] },
    {
      lines: [
        {
          key: 'offer.clashBefore',
          params: {
            title: { as: 'listTitle', of: told.title },
            day: { as: 'day', of: told.startsAt },
            other: { as: 'listTitle', of: told.title },
            code: '412',
          },
        },
      ],
      clash: [],
      before: ['offer-1'],
    },
  ],
  askAboutOffer: [{ dueAt: '2026-11-25T14:30' }],
};
