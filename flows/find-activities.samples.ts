import type { Details, Item } from './activity-lines.ts';
import type { DetailsOutput, SearchOutput, SignUpOutcome } from './find-activities.ts';

const SIGN_UP_OUTCOMES: readonly SignUpOutcome[] = [
  'signedUp',
  'waitingList',
  'alreadySignedUp',
  'changed',
  'noSignUpNeeded',
  'cancelled',
  'over',
  'tooMany',
];

const item = (n: number): Item => ({
  activityId: `activity-${n}`,
  occurrence: '2026-11-26T11:00',
  title: `Strikkekafe med kaffe og prat ${n}`,
  startsAt: '2026-11-26T11:00',
  venue: 'Arendal bibliotek',
  km: 2.4 * n,
});

const details = (signUp: Details['signUp'], freshness: Details['freshness']): Details => ({
  ...item(1),
  endsAt: '2026-11-26T13:00',
  address: 'Torvet 6',
  price: '40 kr',
  stepFree: signUp === 'none' ? 'unknown' : 'yes',
  languages: 'nb;en;uk',
  organiser: 'Arendal Sanitetsforening',
  organiserPhone: '+4737012345',
  confirmedAt: freshness === 'never' ? null : '2026-11-02',
  freshness,
  signUp,
  placesLeft: signUp === 'open' ? 3 : null,
});

const found = (n: number, more: number, wider: number): SearchOutput => ({
  outcome: 'found',
  place: 'Arendal',
  items: Array.from({ length: n }, (_, i) => item(i + 1)),
  more,
  wider,
});

/** What the walk over every path of `find-activities` begins with, and what its calls may answer. */
export const findActivitiesSamples = {
  inputs: [{}, { place: '4836' }, { place: 'Hisøy', when: '2026-11-26', category: 'craft_music', activity: 'strikk' }],
  samples: {
    searchActivities: [
      { outcome: 'no place' },
      { outcome: 'place unknown', place: 'Langtvekkistan' },
      { outcome: 'nothing', place: 'Arendal' },
      found(3, 1, 0),
      found(1, 0, 1),
    ] satisfies SearchOutput[],
    activityDetails: [
      { outcome: 'gone' },
      { outcome: 'shown', details: details('open', 'confirmed') },
      { outcome: 'shown', details: details('waiting list', 'stale') },
      { outcome: 'shown', details: details('none', 'never') },
    ] satisfies DetailsOutput[],
    signUp: SIGN_UP_OUTCOMES.flatMap((outcome) => [
      { outcome, persons: 1 },
      { outcome, persons: 2 },
    ]),
  },
};
