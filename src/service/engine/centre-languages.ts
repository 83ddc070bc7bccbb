import type { Words } from '../../channels/words.ts';
import type { Centre } from '../../db/schema/index.ts';
import type { App } from './scene.ts';

/**
 * The app without the languages that the centre has switched off: they are not offered, and a person whose language it
 * was is written to in the centre's. What is said in an emergency stays in every language.
 */
export function appAt(app: App, { language, languages_off }: Pick<Centre, 'language' | 'languages_off'>): App {
  if (languages_off === '') return app;
  const off = new Set(languages_off.split(';'));
  const instead =
    (words: (language: string) => Words) =>
    (wanted: string): Words =>
      words(off.has(wanted) ? language : wanted);
  return {
    ...app,
    languages: app.languages.filter((code) => !off.has(code)),
    words: instead(app.words),
    spoken: instead(app.spoken),
  };
}
