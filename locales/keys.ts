import type broadcast from './nb/broadcast.json';
import type callback from './nb/callback.json';
import type change from './nb/change.json';
import type common from './nb/common.json';
import type find from './nb/find.json';
import type language from './nb/language.json';
import type menu from './nb/menu.json';
import type mine from './nb/mine.json';
import type reminder from './nb/reminder.json';
import type voice from './nb/voice.json';

/** The sentences, file by file: `nb` is the list, and every other language has the same keys. */
interface Sentences {
  broadcast: typeof broadcast;
  callback: typeof callback;
  change: typeof change;
  common: typeof common;
  find: typeof find;
  language: typeof language;
  menu: typeof menu;
  mine: typeof mine;
  reminder: typeof reminder;
  voice: typeof voice;
}

type Base<K extends string> = K extends `${infer B}_${'zero' | 'one' | 'two' | 'few' | 'many' | 'other'}` ? B : K;

/** The name of a sentence: file and key, without the plural ending. */
export type LineKey = { [F in keyof Sentences]: `${F}.${Base<keyof Sentences[F] & string>}` }[keyof Sentences];
