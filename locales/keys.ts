import type answer from './nb/answer.json';
import type assignment from './nb/assignment.json';
import type broadcast from './nb/broadcast.json';
import type callback from './nb/callback.json';
import type change from './nb/change.json';
import type code from './nb/code.json';
import type common from './nb/common.json';
import type data from './nb/data.json';
import type digest from './nb/digest.json';
import type erase from './nb/erase.json';
import type find from './nb/find.json';
import type hours from './nb/hours.json';
import type keep from './nb/keep.json';
import type language from './nb/language.json';
import type menu from './nb/menu.json';
import type late from './nb/late.json';
import type leave from './nb/leave.json';
import type lonely from './nb/lonely.json';
import type mine from './nb/mine.json';
import type need from './nb/need.json';
import type notice from './nb/notice.json';
import type offer from './nb/offer.json';
import type pause from './nb/pause.json';
import type organiser from './nb/organiser.json';
import type phone from './nb/phone.json';
import type proposal from './nb/proposal.json';
import type proof from './nb/proof.json';
import type reminder from './nb/reminder.json';
import type report from './nb/report.json';
import type ring from './nb/ring.json';
import type staff from './nb/staff.json';
import type volunteer from './nb/volunteer.json';
import type withdraw from './nb/withdraw.json';

/** The sentences, by file: `nb` is the list, and every other language has the same keys. */
interface Sentences {
  answer: typeof answer;
  assignment: typeof assignment;
  broadcast: typeof broadcast;
  callback: typeof callback;
  change: typeof change;
  code: typeof code;
  common: typeof common;
  data: typeof data;
  digest: typeof digest;
  erase: typeof erase;
  find: typeof find;
  hours: typeof hours;
  keep: typeof keep;
  language: typeof language;
  late: typeof late;
  leave: typeof leave;
  lonely: typeof lonely;
  menu: typeof menu;
  mine: typeof mine;
  need: typeof need;
  notice: typeof notice;
  offer: typeof offer;
  pause: typeof pause;
  organiser: typeof organiser;
  phone: typeof phone;
  proof: typeof proof;
  proposal: typeof proposal;
  reminder: typeof reminder;
  report: typeof report;
  ring: typeof ring;
  staff: typeof staff;
  volunteer: typeof volunteer;
  withdraw: typeof withdraw;
}

type Singular<K extends string> = K extends `${infer B}_${'zero' | 'one' | 'two' | 'few' | 'many' | 'other'}` ? B : K;
type Base<K extends string> = Singular<K> extends `${infer B}_spoken` ? B : Singular<K>;

/** The name of a sentence: file and key, without the suffixes of plural forms and of the variants for calls. */
export type LineKey = { [F in keyof Sentences]: `${F}.${Base<keyof Sentences[F] & string>}` }[keyof Sentences];
