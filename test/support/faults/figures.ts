import { appendFileSync } from 'node:fs';

/** Lines of the scoreboard: what is tried, and the goal. A line is measured where tests of the run give figures for it. */
export const SCOREBOARD: Readonly<Record<number, string>> = {
  1: 'crash points survived',
  2: 'pairs of crashes survived',
  3: 'failing statements survived',
  4: 'messages through random kills, neither lost nor doubled',
  5: 'unknown outcomes resolved right',
  6: 'torn logs opened as a clean prefix',
  7: 'faults of the list with a test',
  8: 'bad inputs taken without harm',
  9: 'broken services caught',
  10: 'simulated days without a violation',
  11: 'scheduled occurrences fired once',
  12: 'need handed on in time under load',
  13: 'places given once by two services',
  14: 'traces looked for after an erasure, and not found',
  15: 'paths of an unproven caller that say nothing of a person',
  16: 'restarts that answer in time',
};

export interface Figure {
  line: number;
  tried: number;
  survived: number;
}

/** Adds a figure to the run's, where a run collects them (`npm run faults -- --json`). */
export function figure(line: keyof typeof SCOREBOARD, { tried, survived }: Omit<Figure, 'line'>): void {
  const file = process.env['FAULTS_FIGURES'];
  if (file !== undefined) appendFileSync(file, `${JSON.stringify({ line, tried, survived } satisfies Figure)}\n`);
}
