import { confirmedSample, type AssignmentTold, type Particulars } from './assignment-lines.ts';
import type { Clash, Listed } from './offer-asks.ts';

export interface Input {
  offerId?: string;
  code?: number;
  several?: number;
  told?: AssignmentTold;
  answerBy?: string;
  answerByMs?: number;
  says?: 'yes' | 'no' | 'question' | 'undo' | 'doubt';
  words?: string;
  sure?: number;
}

export interface Answered {
  outcome:
    | 'accepted'
    | 'confirmed'
    | 'noted'
    | 'declined'
    | 'already yes'
    | 'already confirmed'
    | 'already no'
    | 'yes before'
    | 'filled'
    | 'cancelled'
    | 'over'
    | 'which'
    | 'none'
    | 'clash';
  title: string;
  startsAt: string;
  choices: Listed[];
  /** Set when this answer confirms the volunteer. */
  confirmation: Particulars | null;
  clash: Clash | null;
}

export interface Undone {
  outcome: 'undone' | 'confirmed before' | 'nothing' | 'back';
  offer: (Omit<Required<Input>, 'says' | 'words' | 'sure'> & { told: AssignmentTold }) | null;
  /** The offers that are open again. */
  offerIds: string[];
  /** With `back`, what a withdrawal that is taken back has come to. */
  again?: 'accepted' | 'filled' | 'over';
  title?: string;
  startsAt?: string;
}

const told: AssignmentTold = {
  title: 'Følge til legen i sentrum, med litt prat på veien og tid til en kopp kaffe',
  startsAt: '2026-12-01T11:00',
  minutes: 90,
  place: 'Frolands Verk',
  description:
    'Hun går med rullator og trenger noen å gå sammen med. Dere tar bussen fra torget og hjem igjen sammen etterpå.',
  needsCar: 1,
  needsLanguages: 'uk;en',
};
const asked = { offerId: 'offer-1', code: 412, several: 0, told, answerBy: '2026-11-24T12:00', answerByMs: 86_400_000 };
const listed: Listed[] = [1, 2, 3].map((n) => ({
  offerId: `offer-${n}`,
  title: 'Følge til legen i sentrum, med...',
  startsAt: '2026-12-01T11:00',
}));
const one = { title: told.title, startsAt: told.startsAt, choices: [], confirmation: null, clash: null };

export const inputs: Input[] = [
  asked,
  { ...asked, several: 1, told: { ...told, needsCar: 0, needsLanguages: '', place: '', minutes: 45 } },
  { says: 'yes', words: '' },
  { says: 'no', words: 'er bortreist' },
  { says: 'question', words: 'Hvor er det?' },
  { says: 'undo' },
  { says: 'yes', words: '', sure: 1 },
];

export const samples: { answerOffer: Answered[]; undoAnswer: Undone[]; askAboutOffer: { dueAt: string }[] } = {
  answerOffer: [
    ...(
      [
        'accepted',
        'noted',
        'declined',
        'already yes',
        'already confirmed',
        'already no',
        'yes before',
        'filled',
        'cancelled',
        'over',
        'none',
      ] as const
    ).map((outcome) => ({ outcome, ...one })),
    { outcome: 'confirmed', ...one, confirmation: confirmedSample },
    { outcome: 'confirmed', ...one, confirmation: { ...confirmedSample, more: null } },
    { outcome: 'which', ...one, choices: listed },
    {
      outcome: 'clash',
      ...one,
      clash: {
        offerId: 'offer-1',
        title: 'Følge til legen i sentrum, med...',
        startsAt: '2026-12-01T11:00',
        other: 'Handletur med minibussen til...',
        code: 412,
      },
    },
  ],
  undoAnswer: [
    { outcome: 'undone', offer: asked, offerIds: ['offer-1'] },
    { outcome: 'undone', offer: null, offerIds: ['offer-1', 'offer-2'] },
    { outcome: 'confirmed before', offer: null, offerIds: [] },
    { outcome: 'nothing', offer: null, offerIds: [] },
    ...(['accepted', 'filled', 'over'] as const).map((again) => {
      const { title, startsAt } = told;
      return { outcome: 'back' as const, offer: null, offerIds: [], again, title, startsAt };
    }),
  ],
  askAboutOffer: [{ dueAt: '2026-11-25T14:30' }],
};
