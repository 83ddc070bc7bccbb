import { measureCalls } from './lines/calls.ts';
import { measureOffers } from './lines/offers.ts';
import { measurePlanning } from './lines/planning.ts';
import { measureProcesses } from './lines/processes.ts';
import { measureRepeated } from './lines/repeated.ts';
import { measureSearch } from './lines/search.ts';
import { measureSending } from './lines/sending.ts';
import { measureStart } from './lines/start.ts';
import { measureSuggest } from './lines/suggest.ts';
import { measureSweep } from './lines/sweep.ts';
import { measureTurns } from './lines/turns.ts';
import type { Result } from './report.ts';

/** What is measured together, and the lines of the report that come of it. */
export interface Line {
  title: string;
  numbers: readonly number[];
  measure: () => Promise<Result[]>;
}

export const numbersOf = ({ numbers }: Line): readonly number[] => numbers;

export const LINES: readonly Line[] = [
  { title: 'turns', numbers: [1, 2, 3, 4, 13], measure: measureTurns },
  { title: 'calls', numbers: [5], measure: measureCalls },
  { title: 'search', numbers: [6], measure: measureSearch },
  { title: 'planning', numbers: [7], measure: measurePlanning },
  { title: 'sending', numbers: [8], measure: measureSending },
  { title: 'idle sweep', numbers: [9], measure: measureSweep },
  { title: 'repeated message', numbers: [10], measure: measureRepeated },
  { title: 'start', numbers: [11], measure: measureStart },
  { title: 'offers', numbers: [14, 16], measure: measureOffers },
  { title: 'processes', numbers: [12], measure: measureProcesses },
  { title: 'suggest', numbers: [15], measure: measureSuggest },
];
