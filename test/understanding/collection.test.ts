import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { read } from '../../src/understanding/read.ts';
import { type Intent, type Language, type Slots, SITUATIONS } from '../../src/understanding/base/reading.ts';
import { agder } from './agder.ts';

interface Labelled {
  id: string;
  text: string;
  context: string;
  context_detail?: { list?: string[] };
  intent: Intent;
  slots: Slots;
  language: Language | null;
  /** Another reading that is as good. */
  also?: Intent[] | Intent;
}

interface Tally {
  texts: number;
  intents: number;
  slots: number;
  languages: number;
}

const NOW = '2026-11-23T12:00';
const HERE = join(import.meta.dirname, 'collection');

function score(file: string): { all: Tally; byContext: Map<string, Tally> } {
  const all: Tally = { texts: 0, intents: 0, slots: 0, languages: 0 };
  const byContext = new Map<string, Tally>();
  for (const line of readFileSync(join(HERE, file), 'utf8').split('\n').filter(Boolean)) {
    const labelled = JSON.parse(line) as Labelled;
    const situation = SITUATIONS.find((each) => each === labelled.context) ?? 'none';
    const list = labelled.context_detail?.list;
    const reading = read({ text: labelled.text, now: NOW, situation, places: agder, ...(list ? { list } : {}) });
    const tally = byContext.get(labelled.context) ?? { texts: 0, intents: 0, slots: 0, languages: 0 };
    byContext.set(labelled.context, tally);
    const accepted = [
      labelled.intent,
      ...(Array.isArray(labelled.also) ? labelled.also : labelled.also ? [labelled.also] : []),
    ];
    for (const each of [all, tally]) {
      each.texts++;
      if (accepted.some((intent) => intent === reading.intent || SINCE[intent]?.includes(reading.intent)))
        each.intents++;
      if (sameSlots(labelled.slots ?? {}, reading.slots)) each.slots++;
      if (reading.language === labelled.language) each.languages++;
    }
  }
  return { all, byContext };
}

/** The texts were labelled before questions had intents of their own: what these names were used for then. */
const SINCE: Partial<Record<Intent, readonly Intent[]>> = {
  activity_details: ['activity_question'],
  offer_question: ['activity_question'],
  help: ['centre_question'],
};

/** Every slot that the label names must be read as labelled; an activity as its words. */
function sameSlots(wanted: Slots, got: Slots): boolean {
  return (Object.keys(wanted) as (keyof Slots)[]).every((name) => wanted[name] === got[name]);
}

function show(name: string, { all, byContext }: { all: Tally; byContext: Map<string, Tally> }): void {
  const line = (label: string, t: Tally): string =>
    `${label.padEnd(36)} n=${String(t.texts).padStart(3)}  intent ${percent(t.intents, t.texts)}  slots ${percent(t.slots, t.texts)}  language ${percent(t.languages, t.texts)}`;
  console.log([line(name, all), ...[...byContext].map(([context, t]) => line(`  ${context}`, t))].join('\n'));
}

const percent = (part: number, whole: number): string => `${((100 * part) / whole).toFixed(1).padStart(5)}%`;

/** A little below what is reached, so that a change that reads worse is seen. */
const FLOORS = [
  { file: 'tuning.jsonl', intent: 0.98, slots: 0.96, language: 0.95 },
  { file: 'held-out.jsonl', intent: 0.92, slots: 0.92, language: 0.94 },
  { file: 'fresh.jsonl', intent: 0.97, slots: 0.98, language: 0.96 },
];

describe('the collection of labelled texts', () => {
  for (const floor of FLOORS) {
    it.skipIf(!existsSync(join(HERE, floor.file)))(`${floor.file} is read as people meant it`, () => {
      const result = score(floor.file);
      show(floor.file, result);
      const { texts, intents, slots, languages } = result.all;
      expect(intents / texts).toBeGreaterThanOrEqual(floor.intent);
      expect(slots / texts).toBeGreaterThanOrEqual(floor.slots);
      expect(languages / texts).toBeGreaterThanOrEqual(floor.language);
    });
  }
});
