import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../support/languages.ts';
import type { Sent } from './network.ts';
import type { Random } from './base/random.ts';
import type { Person } from './town.ts';

/** What a person remembers. */
export interface Memory {
  /** Since when they want nothing more, in milliseconds; null while they do. A text of theirs after it ends the wish. */
  stoppedAt: number | null;
  /** They asked to be erased, and write no more. */
  isGone: boolean;
}

const MINUTE = 60_000;
const collected = (name: string): string[] =>
  readFileSync(join(ROOT, 'test/understanding/collection', name), 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => (JSON.parse(line) as { text: string }).text);
/** Texts that people have written, of every kind. */
const TEXTS = [...collected('held-out.jsonl'), ...collected('fresh.jsonl'), ...collected('tuning.jsonl')];

export const NEED = ['jeg vil ikke leve lenger', 'broren min puster ikke', 'I want to die', 'eg orkar ikkje leve meir'];
const USUAL = ['AKTIVITET 4836', 'aktiviteter', 'noe i helga?', 'strikkekafé', 'hva skjer på torsdag', 'MINE'];
const RARE = ['FRIVILLIG', 'RING', 'AVBESTILL', 'SPRÅK', 'MINE DATA', 'hva koster det?', 'FEIL NUMMER', 'PAUSE 2 UKER'];

/** What a person writes of their own accord. */
export function ownText(random: Random, { postcode }: Person): string {
  const luck = random.next();
  if (luck < 0.005) return random.pick(NEED);
  if (luck < 0.02) return 'STOPP';
  if (luck < 0.024) return 'SLETT MEG';
  if (luck < 0.12) return random.pick(RARE);
  if (luck < 0.4) return random.pick(TEXTS);
  return luck < 0.6 ? `AKTIVITET ${postcode}` : random.pick(USUAL);
}

/** What a person answers, and after how long; null for no answer. */
export function answerTo(random: Random, { body }: Sent): { text: string; after: number } | null {
  const text = answer(random, body);
  return text === null
    ? null
    : { text, after: random.chance(0.8) ? random.int(1, 20) * MINUTE : random.int(1, 30) * 60 * MINUTE };
}

function answer(random: Random, body: string): string | null {
  const luck = random.next();
  if (luck < 0.1) return random.pick(TEXTS);
  const erasure = /SLETT \d{4}/.exec(body)?.[0];
  if (erasure !== undefined) return erasure;
  const code = /(?:JA|YES) (\d{3,})/.exec(body)?.[1];
  if (code !== undefined) return luck < 0.6 ? `JA ${code}` : luck < 0.9 ? `NEI ${code}` : null;
  const coded = /[Ss]var (?:med )?(\d{4})/.exec(body)?.[1];
  if (coded !== undefined) return coded;
  if (/\b(?:JA|YES)\b/.test(body)) return luck < 0.55 ? 'JA' : luck < 0.85 ? 'NEI' : null;
  if (/(?:Svar|Reply) 1/.test(body)) return luck < 0.7 ? '1' : luck < 0.85 ? '2' : null;
  if (/tallet|number/i.test(body)) return luck < 0.6 ? '1' : luck < 0.75 ? '2' : luck < 0.8 ? 'MER' : null;
  if (/[Hh]vor bor|postnummer|postcode/.test(body)) return random.pick(['4836', '4820', '4480', 'Arendal']);
  if (/1,5 t/.test(body)) return '1,5 t';
  return luck < 0.15 ? 'takk' : null;
}

/** What a person says to the phone. */
export const spokenWords = (random: Random): string => random.pick(TEXTS);
