import { normaliseName } from './normalise-name.ts';

/**
 * The nine categories of frivilligsentral.no (docs/rules.md N4): key, and the names in bokmål, nynorsk and English that a
 * file may use.
 */
export const CATEGORIES: Readonly<Record<string, readonly string[]>> = {
  meeting_place: ['Sosiale møteplasser', 'Sosiale møteplassar', 'Social meeting places', 'Møteplass', 'Meeting place'],
  one_to_one: ['En til en hjelp/tjeneste', 'Éin til éin-hjelp', 'One-to-one help', 'En til en'],
  physical_outdoor: [
    'Fysisk aktivitet og friluftsliv',
    'Physical & outdoor',
    'Fysisk aktivitet',
    'Friluftsliv',
    'Outdoor',
  ],
  inclusion: ['Inkludering/integrering', 'Inclusion', 'Inkludering', 'Integrering'],
  event: ['Arrangement', 'Event'],
  course: ['Kurs/undervisning', 'Course', 'Kurs', 'Undervisning'],
  craft_music: [
    'Håndverk, hobby, musikk og sang',
    'Handverk, hobby, musikk og song',
    'Craft, hobby, music',
    'Håndverk',
    'Handverk',
    'Hobby',
    'Musikk',
  ],
  lending_reuse: ['Utlån, gjenbruk og reparasjon', 'Lending, reuse, repair', 'Utlån', 'Gjenbruk', 'Reparasjon'],
  other: ['Annet', 'Anna', 'Other'],
};

const byName = new Map(
  Object.entries(CATEGORIES).flatMap(([key, names]) => [key, ...names].map((name) => [normaliseName(name), key])),
);

/** The key of a category, by key or by a name in any of the languages; null for an unknown name. */
export const categoryNamed = (text: string): string | null => byName.get(normaliseName(text)) ?? null;
