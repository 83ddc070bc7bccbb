import { CATEGORIES, categoryNamed } from '../../domain/base/categories.ts';
import { normaliseName } from '../../domain/base/normalise-name.ts';
import type { Sentences } from '../sentences/sentences.ts';

/** Index of a language's name for a category. */
const NAME_AT: Readonly<Record<string, number>> = { nb: 0, nn: 1, en: 2 };

/** The name of a category in a language; a name that is the same in nynorsk is stored once. */
function categoryName(key: string, language: string): string {
  const names = CATEGORIES[key] ?? [key];
  if (NAME_AT[language] === undefined || language === 'nb') return names[0] ?? key;
  const own = OWN[language]?.[key];
  return own ?? names[NAME_AT[language]] ?? names[0] ?? key;
}

/** The names of categories whose list has fewer than three; its second one is then English. */
const OWN: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  nn: {
    physical_outdoor: 'Fysisk aktivitet og friluftsliv',
    inclusion: 'Inkludering/integrering',
    event: 'Arrangement',
    course: 'Kurs/undervisning',
    lending_reuse: 'Utlån, gjenbruk og reparasjon',
    other: 'Anna',
  },
  en: {
    physical_outdoor: 'Physical & outdoor',
    inclusion: 'Inclusion',
    event: 'Event',
    course: 'Course',
    lending_reuse: 'Lending, reuse, repair',
    other: 'Other',
  },
};

/** The key of a category; `why` lists all of them in the reader's language, and the nearest. */
export function readCategory(
  text: string,
  { say, language }: { say: Sentences; language: string },
): { key: string } | { why: string } {
  const key = categoryNamed(text);
  if (key !== null) return { key };
  const names = Object.keys(CATEGORIES).map((one) => categoryName(one, language));
  const nearest = nearestTo(text);
  const hint = nearest === null ? '' : say.nearestCategory(categoryName(nearest, language));
  return { why: say.noCategory(text.slice(0, 40), names.join('; ')) + hint };
}

/** The category that shares the most beginnings of words with a text: "Sosialt" is nearest to "Sosiale møteplasser". */
function nearestTo(text: string): string | null {
  const said = normaliseName(text).split(' ');
  let best: { key: string; score: number } | null = null;
  for (const [key, names] of Object.entries(CATEGORIES)) {
    for (const word of names.flatMap((name) => normaliseName(name).split(' '))) {
      const score = Math.max(...said.map((one) => sharedStart(one, word)));
      if (score >= SHARED_MIN && (best === null || score > best.score)) best = { key, score };
    }
  }
  return best?.key ?? null;
}

const SHARED_MIN = 4;

function sharedStart(a: string, b: string): number {
  let n = 0;
  while (n < a.length && a[n] === b[n]) n++;
  return n;
}
