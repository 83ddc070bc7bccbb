import { duration } from '../../../flows/assignment-lines.ts';
import type { Line } from '../../conversation/ask.ts';
import type { OfferFacts } from '../../domain/assignments/facts.ts';
import type { ActivityAsk } from '../../understanding/base/reading.ts';

type Answer = (facts: OfferFacts) => Line[];

const takes: Answer = ({ minutes }) => [
  { key: 'answer.takes', params: { duration: { as: 'line', of: duration(minutes) } } },
];
const place: Answer = ({ area }) => (area === '' ? [] : [{ key: 'assignment.place', params: { place: area } }]);

const ANSWERS: Readonly<Partial<Record<ActivityAsk, Answer>>> = {
  duration: takes,
  end: takes,
  start: ({ startsAt }) => [{ key: 'answer.starts', params: { day: { as: 'fullDay', of: startsAt } } }],
  place,
  needed: ({ needs }) => [{ key: 'answer.needed', params: { count: needs } }],
  car: ({ needsCar }) => [{ key: needsCar ? 'assignment.needsCar' : 'answer.noCar' }],
  language: ({ needsLanguages }) => [
    needsLanguages === ''
      ? { key: 'answer.noLanguages' }
      : { key: 'assignment.needsLanguages', params: { languages: { as: 'languages', of: needsLanguages } } },
  ],
  about: ({ description }) =>
    description === '' ? [] : [{ key: 'answer.says', params: { sentence: { as: 'written', of: description } } }],
};

/** The lines that answer one question about an offer, before staff confirm; none where a human has to answer. */
export const offerLines = (asks: ActivityAsk, facts: OfferFacts): Line[] => ANSWERS[asks]?.(facts) ?? [];
