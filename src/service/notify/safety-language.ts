import type { Scene } from '../engine/scene.ts';

/**
 * The scene in the language that a person writes, if that language has its safety sentences (locales/safety.json) or
 * all sentences. The language is not stored. The person counts as known, so that no introduction comes before the
 * urgent sentence.
 */
export function inOwnLanguage(scene: Scene, written: string | null): Scene {
  const { app, person, moment } = scene;
  const known = { ...person, last_outbound_at: moment.now };
  if (written === null || written === person.language) return safely(scene, known, person.language);
  if (app.languages.includes(written)) return { ...scene, person: { ...known, language: written } };
  return safely(scene, known, written);
}

/**
 * Continues the turn in a language that has only its safety sentences, when the text is in one.
 * @returns true for such a text
 */
export function inSafetyLanguage(scene: Scene, written: string | null): boolean {
  if (written === null || scene.app.languages.includes(written) || scene.app.safetyWords(written) === null)
    return false;
  const { last_outbound_at } = scene.person;
  const speaking = inOwnLanguage(scene, written);
  // A stranger is still told who answers, in a text of its own.
  Object.assign(scene, { ...speaking, person: { ...speaking.person, last_outbound_at } });
  return true;
}

function safely(scene: Scene, person: Scene['person'], language: string): Scene {
  const words = scene.app.safetyWords(language);
  if (words === null) return { ...scene, person };
  return { ...scene, person: { ...person, language }, app: { ...scene.app, words: () => words } };
}
