import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { read } from '../../../src/understanding/read.ts';
import { agder } from '../agder.ts';

interface Labelled {
  text: string;
  need: boolean;
  language: string;
  about?: string;
}

const HERE = import.meta.dirname;
const NOW = '2026-11-23T12:00';
const rows = readFileSync(join(HERE, 'need.jsonl'), 'utf8')
  .split('\n')
  .filter(Boolean)
  .map((line) => JSON.parse(line) as Labelled);
const isHeard = (text: string): boolean =>
  read({ text, now: NOW, situation: 'none', places: agder }).intent === 'crisis';

/** The share that must be heard, and the share of look-alikes that may be heard. A miss costs more than a false alarm. */
const RECALL_MIN = 0.98;
const FALSE_ALARMS_MAX = 0.03;

describe('need', () => {
  const ways = rows.filter((row) => row.need);
  const others = rows.filter((row) => !row.need);

  it('has as many ways and look-alikes as the floor is worth', () => {
    expect(ways.length).toBeGreaterThanOrEqual(150);
    expect(others.length).toBeGreaterThanOrEqual(300);
  });

  it('is heard in eight languages', () => {
    const missed = ways.filter((row) => !isHeard(row.text));
    const of = (language: string): string => {
      const all = ways.filter((row) => row.language === language);
      return `${language} ${all.length - missed.filter((row) => row.language === language).length}/${all.length}`;
    };
    console.log(
      `heard ${ways.length - missed.length} of ${ways.length}: ${[...new Set(ways.map((w) => w.language))].map(of).join(', ')}`,
    );
    console.log(missed.map((row) => `  missed (${row.language}): ${row.text}`).join('\n'));
    expect(1 - missed.length / ways.length).toBeGreaterThanOrEqual(RECALL_MIN);
  });

  it('is not heard in what only looks like it', () => {
    const wrong = others.filter((row) => isHeard(row.text));
    console.log(`false alarms ${wrong.length} of ${others.length}`);
    console.log(wrong.map((row) => `  false (${row.language}): ${row.text}`).join('\n'));
    expect(wrong.length / others.length).toBeLessThanOrEqual(FALSE_ALARMS_MAX);
  });
});
