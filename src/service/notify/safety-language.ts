import type { Scene } from '../engine/scene.ts';

/**
 * The same scene, as said in the language that a person writes, where its safety sentences are written (locales/safety.json) or all
 * of them. Nothing of it is remembered. The person is written to as if they knew us: nothing goes before what must be read first.
 */
export function inOwnLanguage(scene: Scene, written: string | null): Scene {
  const { app, person, moment } = scene;
  const known = { ...person, last_outbound_at: moment.now };
  if (written === null || written === person.language) return safely(scene, known, person.language);
  if (app.languages.includes(written)) return { ...scene, person: { ...known, language: written } };
  return safely(scene, known, written);
}

/**
 * Has the rest of the turn said in a language of which only the safety sentences are written, where the text is in one.
 * @returns true where it is
 */
export function inSafetyLanguage(scene: Scene, written: string | null): boolean {
  if (written === null || scene.app.languages.includes(written) || scene.app.safetyWords(written) === null)
    return false;
  const { last_outbound_at } = scene.person;
  const speaking = inOwnLanguage(scene, written);
  // Who answers is said to a stranger all the same, in a text of its own.
  Object.assign(scene, { ...speaking, person: { ...speaking.person, last_outbound_at } });
  return true;
}

function safely(scene: Scene, person: Scene['person'], language: string): Scene {
  const words = scene.app.safetyWords(language);
  if (words === null) return { ...scene, person };
  return { ...scene, person: { ...person, language }, app: { ...scene.app, words: () => words } };
}
