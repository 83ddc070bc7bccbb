import { describe, expect, test } from 'vitest';
import { comesAbout } from '../../support/until.ts';
import { NOT_WANTED, sleep } from '../../support/faults/served.ts';
import { answersOf, numberOf, plantLine, serveLine, textFrom } from '../../support/faults/lines.ts';
import { startRelay } from '../../support/postgres/relay.ts';
import { NO_SERVER, startPostgres } from '../../support/postgres/servers.ts';

const SKIPPED = NO_SERVER ?? NOT_WANTED;
/** Far more than write at a time: the last of them waits for those in front. */
const PEOPLE = 160;
/** Twilio gives up after 15 seconds. */
const ANSWER_MAX_MS = 14_500;
const CUT_MS = 20_000;
const BACK_MAX_MS = 15_000;

describe.skipIf(SKIPPED !== null)(
  `a network that is cut without a word${SKIPPED === null ? '' : `: ${SKIPPED}`}`,
  () => {
    test('F42: texts are answered 503 in time, the service comes back by itself, nothing is lost or doubled', async () => {
      const postgres = await startPostgres();
      await plantLine(postgres.url);
      const relay = await startRelay(postgres.port);
      const served = await serveLine(postgres.url.replace(String(postgres.port), String(relay.port)));
      const texts = Array.from({ length: PEOPLE }, (_, n) => textFrom(served, n, 'strikk 4836'));

      // Every connection of the pool is in use or was lately when the network goes.
      const first = texts.slice(0, PEOPLE / 2);
      const early = first.map((fields) => served.post(fields));
      await sleep(50);
      relay.cut();
      const begun = performance.now();
      const tookMs: number[] = [];
      const statuses = await Promise.all(
        texts.slice(PEOPLE / 2).map(async (fields) => {
          const from = performance.now();
          const status = await served.post(fields);
          tookMs.push(Math.round(performance.now() - from));
          return status;
        }),
      );
      const earlyStatuses = await Promise.all(early);
      const slowest = Math.max(...tookMs);
      console.log(
        `while it is cut: ${[...new Set(statuses)].join(', ')} after ${Math.min(...tookMs)} to ${slowest} ms`,
      );
      expect(new Set(statuses)).toEqual(new Set([503]));
      expect(slowest).toBeLessThan(ANSWER_MAX_MS);
      expect(earlyStatuses.filter((status) => status !== 200 && status !== 503)).toEqual([]);
      expect(await served.readiness()).toBe(503);
      await sleep(Math.max(0, CUT_MS - (performance.now() - begun)));

      relay.mend();
      const mended = performance.now();
      await Promise.all(texts.map((fields) => served.deliver(fields)));
      const backMs = Math.round(performance.now() - mended);
      await comesAbout(() => answersOf(served).size >= PEOPLE);
      await sleep(3000);
      const answers = answersOf(served);
      const doubled = [...answers].filter(([, times]) => times > 1);
      console.log(
        `cut for ${CUT_MS / 1000} s: all ${PEOPLE} acknowledged ${backMs} ms after the mend, ${answers.size} answers, ${doubled.length} doubled`,
      );
      expect(backMs).toBeLessThan(BACK_MAX_MS);
      expect(answers.size).toBe(PEOPLE);
      expect(doubled).toEqual([]);
      expect([...answers.keys()].filter((answer) => !answer.startsWith(numberOf(0).slice(0, 6)))).toEqual([]);
      const setAside = await postgres.query(`select id from inbox_item where reason = 'failed turn'`);
      expect(setAside).toEqual([]);
      expect(served.lives()).toBe(true);
    }, 240_000);
  },
);
