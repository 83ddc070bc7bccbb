import { join } from 'node:path';
import SQLite from 'better-sqlite3';
import { closedLoop, type Round } from '../load.ts';
import { median, pairs, quantile, sleep } from '../measure.ts';
import { atLeast, atMost, shown, type Result } from '../report.ts';
import { withSides, type Side } from '../side.ts';
import { createPlay, type Play } from '../texts.ts';
import { makeFolder } from '../workplace.ts';
import { oneByOne, steadily } from './waiting.ts';

const CONNECTIONS = 50;
const ROUNDS = 5;
const ROUND_MS = 1000;
const WARM_UP_MS = 5000;
const BEHIND_MAX_MS = 60_000;

/** A round under load, with the CPU that the server took for it. */
interface Loaded {
  perSecond: number;
  cpu: number;
  p50: number;
  p99: number;
}

/** Lines 1 to 4 and 13: signed webhooks to the whole service, to the floor, and to express alone. */
export function measureTurns(): Promise<Result[]> {
  const folder = makeFolder();
  const file = join(folder, 'service.db');
  const carrying = join(folder, 'carrying.db');
  return withSides(
    [
      ['service', { file, carries: false }],
      ['floor', { file: join(folder, 'floor.db') }],
      ['echo'],
      ['service', { file: carrying, carries: true }],
    ],
    async (service, floor, echo, whole) => {
      if (!service || !floor || !echo || !whole) return [];
      const person = createPlay();
      const turns = createTurns(file);
      const turnsSent = createTurns(carrying);
      const rounds = { ours: [] as Loaded[], floor: [] as Loaded[], echo: [] as Loaded[], whole: [] as Loaded[] };
      for (const [side, wait] of [[service, turns.taken], [floor], [echo], [whole, turnsSent.taken]] as const) {
        await load(side, person, { forMs: WARM_UP_MS, wait });
      }
      for (let round = 0; round < ROUNDS; round++) {
        rounds.ours.push(await load(service, person, { forMs: ROUND_MS, wait: turns.taken }));
        rounds.floor.push(await load(floor, person, { forMs: ROUND_MS }));
        rounds.echo.push(await load(echo, person, { forMs: ROUND_MS }));
        rounds.whole.push(await load(whole, person, { forMs: ROUND_MS, wait: turnsSent.taken }));
      }
      const alone = await oneByOne({ service, floor, echo, person, replies: turns.replies });
      const steady = await steadily({ service, person, replies: turns.replies });
      const readCpu = await service.ask<number>('read', 300);
      turns.close();
      turnsSent.close();

      const speed = ({ perSecond }: Loaded): number => perSecond;
      const cpu = (list: readonly Loaded[]): number => median(list.map((one) => one.cpu));
      const toFloor = pairs(rounds.ours.map(speed), rounds.floor.map(speed));
      const toEcho = pairs(rounds.ours.map(speed), rounds.echo.map(speed));
      const tail = pairs(
        rounds.ours.map((one) => one.p99),
        rounds.ours.map((one) => one.p50),
      );
      const sent = median(rounds.whole.map(speed));
      return [
        {
          line: 1,
          what: 'signed webhook to committed turn, 50 connections',
          unit: 'turns/s',
          ...toFloor,
          other: 'the floor: all by hand',
          goal: '>= 0.40',
          verdict: atLeast(toFloor.ratio, 0.4),
          note:
            `the sender rests; with every reply handed to an instant carrier too: ${shown(sent)} turns/s, ` +
            `${shown(cpu(rounds.whole))} us of CPU each`,
        },
        {
          line: 2,
          what: 'the same',
          unit: 'turns/s',
          ...toEcho,
          other: 'express 5: form, signature, echo',
          goal: '>= 0.60',
          verdict: atLeast(toEcho.ratio, 0.6),
        },
        {
          line: 3,
          what: 'webhook answered, 1 connection, p50',
          unit: 'ms',
          ...alone.answer,
          other: 'one FULL commit + express echo',
          goal: '<= 2.0',
          verdict: atMost(alone.answer.ratio, 2),
          note: `the reply is in the outbox after ${shown(alone.replyMs)} ms (p50), and then it is on disk`,
        },
        {
          line: 4,
          what: 'webhook answered, 50 connections, p99',
          unit: 'ms',
          ...tail,
          other: 'p50',
          goal: '<= 4',
          verdict: atMost(tail.ratio, 4),
          note:
            `200 turns/s offered: answered p50 ${shown(steady.answer50)} ms, p99 ${shown(steady.answer99)} ms; ` +
            `reply in the outbox p50 ${shown(steady.reply50)} ms, p99 ${shown(steady.reply99)} ms`,
        },
        {
          line: 13,
          what: 'CPU of the server process a turn, 50 connections',
          unit: 'us',
          ...pairs(
            rounds.ours.map((one) => one.cpu),
            rounds.floor.map((one) => one.cpu),
          ),
          other: 'the floor',
          verdict: 'no goal',
          note: `express echo ${shown(cpu(rounds.echo))} us a request`,
        },
        { line: 13, what: 'CPU of read() alone a text', unit: 'us', ours: readCpu, verdict: 'no goal' },
      ];
    },
  );
}

async function load(
  side: Side,
  person: () => Play,
  how: { forMs: number; wait?: ((round: Round) => Promise<void>) | undefined },
): Promise<Loaded> {
  const port = await side.ask<number>('port');
  const before = await side.ask<number>('cpu');
  const round = await closedLoop({ port, connections: CONNECTIONS, forMs: how.forMs, person });
  await how.wait?.(round);
  const took = (how.wait === undefined ? round.until : performance.now()) - round.from;
  const cpu = ((await side.ask<number>('cpu')) - before) / round.sids.length;
  return {
    perSecond: (round.sids.length * 1000) / took,
    cpu,
    p50: quantile(round.answerMs, 0.5),
    p99: quantile(round.answerMs, 0.99),
  };
}

/** Looks into the database of the service, beside it. */
function createTurns(file: string) {
  const raw = new SQLite(file, { readonly: true });
  const waiting = raw.prepare(`select count(*) from arrival where state = 'new'`).pluck();
  const replied = raw.prepare('select 1 from outbox where dedupe = ?').pluck();
  const since = raw.prepare('select seq, dedupe from outbox where seq > ? order by seq');
  return {
    /** Answers when every text of the round has been taken, and makes sure that each has its reply. */
    taken: async (round: Round): Promise<void> => {
      const until = performance.now() + BEHIND_MAX_MS;
      while (waiting.get() !== 0) {
        if (performance.now() > until) throw new Error('the turns fell behind and were not taken');
        await sleep(2);
      }
      const missing = round.sids.filter((sid) => replied.get(`${sid}/0`) === undefined);
      if (missing.length > 0) throw new Error(`${missing.length} of ${round.sids.length} texts got no reply`);
    },
    replies: {
      has: (sid: string): boolean => replied.get(`${sid}/0`) !== undefined,
      since: (seq: number) => since.all(seq) as { seq: number; dedupe: string }[],
    },
    close: () => void raw.close(),
  };
}

export type Replies = ReturnType<typeof createTurns>['replies'];
