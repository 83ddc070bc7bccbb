import { describe, expect, test } from 'vitest';
import { messagesOf } from '../../src/channels/messages.ts';
import { PARTS_MAX, textOf } from '../../src/channels/sms.ts';
import { contextNames } from '../../src/conversation/advance.ts';
import { CHOICES_MAX, type Ask } from '../../src/conversation/ask.ts';
import { shortenedRest } from '../../src/service/engine/list-length.ts';
import { INTENTS, SITUATIONS } from '../../src/understanding/base/reading.ts';
import { LANGUAGES, PLAIN, WORDS, WRITTEN_WITH_MARKS } from '../support/languages.ts';
import { EACH_FLOW, walkOf } from '../support/walks.ts';

/** A list of languages names each in its own letters: its reader knows no others. */
const namesLanguages = (ask: Ask | null): boolean => ask?.choices.some((c) => c.label.key === 'language.item') === true;

describe.each(EACH_FLOW)('every path of $name', ({ flow }) => {
  test('ends, or rests where something is asked', async () => {
    const { visits, rests } = await walkOf(flow);
    expect(visits.length).toBeGreaterThan(0);
    for (const { ask } of rests) expect(ask.line.key).toBeTruthy();
  });

  test('has a way out from wherever it rests', async () => {
    const { visits, rests } = await walkOf(flow);
    for (const rest of rests) expect(rest.leadsTo).toBeGreaterThan(0);
    if (rests.length > 0) expect(visits.some((v) => v.step.rest === null)).toBe(true);
  });

  test('goes quiet by itself: every question has a deadline', async () => {
    const { visits } = await walkOf(flow);
    for (const { step } of visits) if (step.rest !== null) expect(step.set.length).toBeGreaterThan(0);
  });

  test('offers no choice that leads nowhere, and nine at most', async () => {
    const { dead, rests } = await walkOf(flow);
    const guarded = dead.filter(({ event }) => event.type !== 'asked');
    expect(guarded.map((d) => [d.kept.value, d.event])).toEqual([]);
    for (const { ask } of rests) expect(ask.choices.length).toBeLessThanOrEqual(CHOICES_MAX);
  });

  test('reads answers in a situation and by intents that the reader knows', async () => {
    const { rests } = await walkOf(flow);
    for (const { ask } of rests) {
      expect(SITUATIONS).toContain(ask.situation);
      for (const intent of ask.choices.flatMap((c) => c.means ?? [])) expect(INTENTS).toContain(intent);
      for (const taking of ask.takes ?? []) if (taking.intent !== undefined) expect(INTENTS).toContain(taking.intent);
    }
  });

  test.each(LANGUAGES)('is said in two text parts at most, in %s', async (language) => {
    const words = WORDS.get(language);
    if (words === undefined) throw new Error(language);
    for (const { step } of (await walkOf(flow)).visits) {
      const said = step.onward === null ? step.said : [];
      const from = { key: 'common.from' as const, params: { centre: 'Frivilligsentralen Kvinesdal' } };
      const rest = step.rest === null ? null : shortenedRest(flow, { said, rest: step.rest }, from, words);
      const whole = { said, ask: rest?.ask ?? null, from };
      // In letters that halve a part, sentences that stand for themselves are messages of their own, as in `reply`.
      for (const telling of PLAIN.has(language) && !namesLanguages(whole.ask) ? [whole] : messagesOf(whole, words)) {
        const text = textOf(telling, words);
        expect(text.parts, `${text.body} (${text.body.length})`).toBeLessThanOrEqual(PARTS_MAX);
        if (PLAIN.has(language) && !namesLanguages(telling.ask)) {
          // Marks that cost nothing stay on the letters.
          const isFree = WRITTEN_WITH_MARKS.has(language) && text.parts === 1;
          expect(text.encoding, text.body).toBe(isFree ? text.encoding : 'GSM-7');
        }
        expect(text.body).not.toMatch(/\{\{|\}\}|undefined|NaN|\[object/);
      }
    }
  });

  test('keeps the shape that its version promises', async () => {
    const { rests } = await walkOf(flow);
    const states = [...new Set(rests.map((r) => JSON.stringify(r.kept.value)))].sort();
    const shape = `${[`context: ${contextNames(flow)}`, ...states.map((s) => `state: ${s}`)].join('\n')}\n`;
    await expect(shape).toMatchFileSnapshot(`../shapes/${flow.name}@${flow.version}.txt`);
  });
});
