import type callback from './nb/callback.json';
import type change from './nb/change.json';
import type common from './nb/common.json';
import type data from './nb/data.json';
import type digest from './nb/digest.json';
import type erase from './nb/erase.json';
import type find from './nb/find.json';
import type keep from './nb/keep.json';
import type language from './nb/language.json';
import type menu from './nb/menu.json';
import type mine from './nb/mine.json';
import type notice from './nb/notice.json';
import type reminder from './nb/reminder.json';
import type voice from './nb/voice.json';

/** The sentences, file by file: `nb` is the list, and every other language has the same keys. */
interface Sentences {
  callback: typeof callback;
  change: typeof change;
  common: typeof common;
  data: typeof data;
  digest: typeof digest;
  erase: typeof erase;
  find: typeof find;
  keep: typeof keep;
  language: typeof language;
  menu: typeof menu;
  mine: typeof mine;
  notice: typeof notice;
  reminder: typeof reminder;
  voice: typeof voice;
}

type Base<K extends string> = K extends `${infer B}_${'zero' | 'one' | 'two' | 'few' | 'many' | 'other'}` ? B : K;

/** The name of a sentence: file and key, without the plural ending. */
export type LineKey = { [F in keyof Sentences]: `${F}.${Base<keyof Sentences[F] & string>}` }[keyof Sentences];
