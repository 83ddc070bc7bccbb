import type { Ask, Line } from '../src/conversation/ask.ts';
import type { LineParams } from './shared.ts';

/** What is asked of an organiser whose words leave it open; one fact a question. */
export type NewsFact = 'words' | 'which' | 'day' | 'reach' | 'when' | 'where' | 'until' | 'title' | 'contact';

/** The answers so far, as the organiser wrote them. */
export interface NewsFacts {
  words: string;
  /** The activity that was chosen; empty while none is. */
  activity: string;
  /** The wall time of the evening that was chosen, or 'all'. */
  day: string;
  reach: '' | 'once' | 'for good';
  when: string;
  where: string;
  until: string;
  title: string;
  contact: string;
}

/** What the service makes of the words, each sentence ready to be said. */
export type NewsPlanned =
  /** `choices`: the value of each answer, with its label. */
  | { outcome: 'ask'; fact: NewsFact; line: Line; choices: { value: string; label: Line }[] }
  /** `deed`: JSON of what the code brings about; the code is empty in a call that we placed. */
  | { outcome: 'confirm'; line: Line; code: string; deed: string }
  | { outcome: 'read back'; line: Line }
  | { outcome: 'said'; line: Line };

export type NewsDone = { line: Line };

export interface NewsContext extends NewsFacts {
  asked: NewsFact | '';
  line: Line | null;
  choices: { value: string; label: Line }[];
  code: string;
  deed: string;
  given: string;
  tries: number;
}

export type NewsEvent =
  | { type: 'chosen'; value: string }
  | { type: 'told'; slots: LineParams }
  | { type: 'codeGiven'; slots: LineParams }
  | { type: 'yes' | 'no' | 'right' | 'wrong' };

export const NOTHING: NewsFacts = {
  words: '',
  activity: '',
  day: '',
  reach: '',
  when: '',
  where: '',
  until: '',
  title: '',
  contact: '',
};

export const factsOf = ({
  words: said,
  activity,
  day,
  reach,
  when,
  where,
  until,
  title,
  contact,
}: NewsContext): NewsFacts => ({
  words: said,
  activity,
  day,
  reach,
  when,
  where,
  until,
  title,
  contact,
});

export const fieldOf = ({ asked }: NewsContext): keyof NewsFacts =>
  asked === 'which' ? 'activity' : asked === '' ? 'words' : asked;

export function askFact({ line, choices }: NewsContext): Ask<NewsEvent> {
  const listed = choices.map(({ value, label }) => ({
    send: { type: 'chosen' as const, value },
    label,
    listed: true,
  }));
  return {
    line: line ?? { key: 'organiser.askWrong' },
    choices: [
      ...listed,
      { send: { type: 'no' as const }, label: { key: 'organiser.human' as const }, means: ['talk_to_human'] },
    ],
    takes: listed.length > 0 ? [] : [{ slot: 'said', send: 'told' }],
    ...(listed.length > 0 ? { how: { key: 'organiser.howList' } } : {}),
    situation: 'organiser',
  };
}

export function askCode({ line, code }: NewsContext): Ask<NewsEvent> {
  const choices: Ask<NewsEvent>['choices'] = [
    { send: { type: 'yes' }, label: { key: 'organiser.yes' }, means: ['offer_yes', 'activity_confirmed'] },
    { send: { type: 'no' }, label: { key: 'organiser.no' }, means: ['offer_no'] },
  ];
  const asked = line ?? { key: 'organiser.askWrong' as const };
  if (code === '') return { line: asked, choices, situation: 'organiser' };
  const how = { key: 'organiser.how', params: { code } } as const;
  return { line: asked, choices, takes: [{ slot: 'confirmation', send: 'codeGiven' }], how, situation: 'organiser' };
}

export function askRight({ line }: NewsContext): Ask<NewsEvent> {
  return {
    line: line ?? { key: 'organiser.askWrong' },
    choices: [
      {
        send: { type: 'right' },
        label: { key: 'organiser.isRight' },
        means: ['offer_yes', 'activity_confirmed'],
        listed: true,
      },
      {
        send: { type: 'wrong' },
        label: { key: 'organiser.isWrong' },
        means: ['offer_no', 'activity_changed', 'activity_cancelled'],
        listed: true,
      },
    ],
    situation: 'organiser',
  };
}
