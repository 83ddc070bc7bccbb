import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { read } from '../../../src/understanding/read.ts';
import type { Intent, Keyword, Situation } from '../../../src/understanding/base/reading.ts';
import { LANGUAGES, LOCALES } from '../../support/languages.ts';

/** What each word that we tell people to answer must mean, wherever it is told. */
const MEANS: Readonly<Record<string, Intent>> = {
  AKTIVITET: 'find_activities',
  ACTIVITY: 'find_activities',
  MINE: 'my_sign_ups',
  'MINE DATA': 'my_data',
  'MY DATA': 'my_data',
  RING: 'talk_to_human',
  CALL: 'talk_to_human',
  SPRÅK: 'set_language',
  LANGUAGE: 'set_language',
  STOPP: 'stop',
  STOP: 'stop',
  START: 'start',
  AVBESTILL: 'cancel_sign_up',
  'MELD AV': 'cancel_sign_up',
  MER: 'next_page',
  MEIR: 'next_page',
  MORE: 'next_page',
  'MINE OPPDRAG': 'my_assignments',
  'MY ASSIGNMENTS': 'my_assignments',
  FRIVILLIG: 'become_volunteer',
  VOLUNTEER: 'become_volunteer',
  'PAUSE 2 UKER': 'pause',
  'PAUSE 2 VEKER': 'pause',
  'PAUSE 2 WEEKS': 'pause',
  TILBAKE: 'pause',
  BACK: 'pause',
  ZAJĘCIA: 'find_activities',
  ЗАХОДИ: 'find_activities',
  WAXQABAD: 'find_activities',
  'MOJE ZAPISY': 'my_sign_ups',
  'МОЇ ЗАПИСИ': 'my_sign_ups',
  KUWAYGA: 'my_sign_ups',
  'MOJE DANE': 'my_data',
  'МОЇ ДАНІ': 'my_data',
  XOGTAYDA: 'my_data',
  ZADZWOŃ: 'talk_to_human',
  ДЗВІНОК: 'talk_to_human',
  WAC: 'talk_to_human',
  JĘZYK: 'set_language',
  МОВА: 'set_language',
  LUQAD: 'set_language',
  СТОП: 'stop',
  СТАРТ: 'start',
  ANULUJ: 'cancel_sign_up',
  СКАСУВАТИ: 'cancel_sign_up',
  BAAJI: 'cancel_sign_up',
  WIĘCEJ: 'next_page',
  ЩЕ: 'next_page',
  KALE: 'next_page',
  'MOJE ZADANIA': 'my_assignments',
  'МОЇ ЗАВДАННЯ': 'my_assignments',
  SHAQOOYINKAYGA: 'my_assignments',
  WOLONTARIAT: 'become_volunteer',
  ВОЛОНТЕР: 'become_volunteer',
  TABARUC: 'become_volunteer',
  'PRZERWA 2 TYGODNIE': 'pause',
  WRACAM: 'pause',
  'ПАУЗА 2 ТИЖНІ': 'pause',
  НАЗАД: 'pause',
  'SOO NOQDAY': 'pause',
  'NY AKTIVITET': 'new_activity',
  'NEW ACTIVITY': 'new_activity',
};
/** Words of ours that are heard before any intent, and what they do. */
const OWN: Readonly<Record<string, Keyword>> = {
  ANGRE: 'undo',
  UNDO: 'undo',
  ABONNER: 'subscribe',
  SUBSCRIBE: 'subscribe',
  'AVSLUTT ABONNEMENT': 'unsubscribe',
  'END SUBSCRIPTION': 'unsubscribe',
  'FEIL NUMMER': 'wrong_number',
  'WRONG NUMBER': 'wrong_number',
  COFNIJ: 'undo',
  ПОВЕРНУТИ: 'undo',
  'KA NOQO': 'undo',
  SUBSKRYPCJA: 'subscribe',
  ПІДПИСКА: 'subscribe',
  RUKUMO: 'subscribe',
  'KONIEC SUBSKRYPCJI': 'unsubscribe',
  'КІНЕЦЬ ПІДПИСКИ': 'unsubscribe',
  'JOOJI RUKUMO': 'unsubscribe',
  'ZŁY NUMER': 'wrong_number',
  'НЕПРАВИЛЬНИЙ НОМЕР': 'wrong_number',
  'NAMBAR KHALDAN': 'wrong_number',
};
/** Answers of a person with an assignment, or a place on a list: read once more in the situation of an offer. */
const TO_OFFERS = ['KAN IKKE', 'KAN IKKJE', 'CANNOT', 'NO', 'NIE MOGĘ', 'НЕ МОЖУ', 'MA AWOODO'];
/** Words that only mean something to the question beside them, or nothing at all. */
const ANSWERS = ['JA', 'NEI', 'SMS', 'TAK', 'NIE', 'WSZYSTKIE', 'ТАК', 'НІ', 'УСІ', 'HAA', 'MAYA'];
const WORD = /\p{Lu}{2,}(?: (?:\p{Lu}{2,}|\d(?= \p{Lu}{2})))*/gu;

const understood = (text: string, situation: Situation = 'none'): Intent =>
  read({ text, now: '2026-11-23T12:00', situation, places: () => null }).intent;

const keywordOf = (text: string): Keyword | null =>
  read({ text, now: '2026-11-23T12:00', situation: 'none', places: () => null }).keyword;

describe.each(LANGUAGES)('the words that people are told to answer in %s', (language) => {
  const files = readdirSync(join(LOCALES, language)).filter((f) => f.endsWith('.json') && f !== 'words.json');
  const sentences = files.flatMap((f) =>
    Object.values(JSON.parse(readFileSync(join(LOCALES, language, f), 'utf8')) as Record<string, string>),
  );
  const told = [...new Set(sentences.flatMap((s) => s.match(WORD) ?? []))].filter((w) => !ANSWERS.includes(w));

  test.each(told)('%s', (word) => {
    const own = OWN[word];
    if (own !== undefined) {
      return expect([word, word.toLowerCase(), `${word}.`].map(keywordOf)).toEqual([own, own, own]);
    }
    if (TO_OFFERS.includes(word)) return expect(understood(word, 'pending offer')).toBe('offer_no');
    expect(MEANS[word], `${word} is told to people, but it is not on the list`).toBeDefined();
    expect(understood(word)).toBe(MEANS[word]);
    expect(understood(word.toLowerCase())).toBe(MEANS[word]);
    expect(understood(`${word}.`)).toBe(MEANS[word]);
  });

  test('none of them is a word that Twilio answers itself', () => {
    for (const word of ['CANCEL', 'END', 'QUIT', 'INFO', 'YES']) expect(told).not.toContain(word);
  });
});
