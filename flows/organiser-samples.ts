import type { Line } from '../src/conversation/ask.ts';
import type { NewsDone, NewsPlanned } from './organiser-asks.ts';

const said: Line = {
  key: 'organiser.askOff',
  params: { title: 'Strikkekafé på biblioteket i Arendal', day: { as: 'day', of: '2026-12-02T12:00' }, count: 12 },
};
const label = (title: string): Line => ({ key: 'organiser.item', params: { title } });

/** What the operations answer, with every outcome. */
export const newsSamples: {
  planNews: NewsPlanned[];
  checkNews: ('right' | 'wrong' | 'over')[];
  carryOutNews: NewsDone[];
  leaveNews: NewsDone[];
  confirmAll: NewsDone[];
} = {
  planNews: [
    { outcome: 'confirm', line: said, code: '47', deed: '{}' },
    { outcome: 'confirm', line: said, code: '', deed: '{}' },
    {
      outcome: 'ask',
      fact: 'which',
      line: { key: 'organiser.which' },
      choices: ['Strikkekafé på biblioteket', 'Bingo', 'Turgruppa'].map((title, i) => ({
        value: `activity-${i}`,
        label: label(title),
      })),
    },
    {
      outcome: 'ask',
      fact: 'when',
      line: { key: 'organiser.askWhen', params: { title: 'Strikkekafé' } },
      choices: [],
    },
    {
      outcome: 'read back',
      line: { key: 'organiser.readBack', params: { entries: 'Strikkekafé: ons 12-14, biblioteket, gratis.' } },
    },
    { outcome: 'said', line: { key: 'organiser.passedOn' } },
  ],
  checkNews: ['right', 'wrong', 'over'],
  carryOutNews: [
    { line: { key: 'organiser.done', params: { title: 'Strikkekafé på biblioteket', count: 12 } } },
    { line: { key: 'organiser.doneNobody', params: { title: 'Strikkekafé på biblioteket' } } },
    { line: { key: 'organiser.proposed' } },
  ],
  leaveNews: [{ line: { key: 'organiser.left' } }],
  confirmAll: [{ line: { key: 'organiser.confirmed' } }],
};
