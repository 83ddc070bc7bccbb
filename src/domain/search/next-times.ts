import { nextOccurrence, type OccurrenceEdit, type Occurrence, type Repeating } from '../activities/occurrences.ts';
import { DAY_MS, type Instant } from '../base/time.ts';

/**
 * The next start of each activity of an index, computed on demand and cached until it has passed. The numbers of a slot
 * are adjacent in memory: a search reads dozens of distant slots, and spent most of its time waiting for memory.
 */
export interface Times {
  numbers: Float64Array;
  /** Known next occurrences, by slot: most searches ask for the same few. */
  told: Map<number, { fromMs: number; next: Occurrence }>;
}

const STRIDE = 3;
/** The instant from which the next start was computed; the result holds from any instant between the two. */
const FROM = 0;
const NEXT = 1;
/** The last confirmation, or else the creation. */
const CONFIRMED = 2;
const SLOTS_MIN = 256;
const TOLD_MAX = 2000;

export const newTimes = (): Times => ({ numbers: new Float64Array(SLOTS_MIN * STRIDE), told: new Map() });

/** Makes room for a slot and clears its cached values. */
export function addTimes(times: Times, slot: number, confirmedMs: number): void {
  if ((slot + 1) * STRIDE > times.numbers.length) {
    const larger = new Float64Array(times.numbers.length * 2);
    larger.set(times.numbers);
    times.numbers = larger;
  }
  times.numbers.set([Infinity, -Infinity, confirmedMs], slot * STRIDE);
  times.told.delete(slot);
}

type Index = { times: Times; entries: readonly ((Repeating & { changes: readonly OccurrenceEdit[] }) | null)[] };

/** The next occurrence of a slot at or after `fromMs` (equal to `from`); null when there is none within 18 months. */
export function nextOf(index: Index, slot: number, from: Instant, fromMs: number): Occurrence | null {
  const { told } = index.times;
  const known = told.get(slot);
  if (known !== undefined && known.fromMs <= fromMs && from <= known.next.startsUtc) return known.next;
  const entry = index.entries[slot];
  const next = entry ? nextOccurrence(entry, entry.changes, from) : null;
  if (next === null) return null;
  if (told.size >= TOLD_MAX) told.clear();
  told.set(slot, { fromMs, next });
  return next;
}

/** The next start of a slot at or after `fromMs` (equal to `from`); Infinity when there is none within 18 months. */
export function nextMsOf(index: Index, slot: number, from: Instant, fromMs: number): number {
  const { numbers } = index.times;
  const at = slot * STRIDE;
  const knownFrom = numbers[at + FROM] ?? Infinity;
  const known = numbers[at + NEXT] ?? -Infinity;
  // "None within 18 months" holds for a day.
  const isOld = known === Infinity && fromMs - knownFrom > DAY_MS;
  if (knownFrom <= fromMs && fromMs <= known && !isOld) return known;
  const entry = index.entries[slot];
  const next = entry ? nextOccurrence(entry, entry.changes, from) : null;
  const ms = next === null ? Infinity : Date.parse(next.startsUtc);
  numbers[at + FROM] = fromMs;
  numbers[at + NEXT] = ms;
  return ms;
}

export const confirmedMsOf = ({ numbers }: Times, slot: number): number => numbers[slot * STRIDE + CONFIRMED] ?? NaN;
