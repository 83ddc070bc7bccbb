import { closedLoop, openLine, openLoop } from '../load.ts';
import { median, pairs, quantile, type Pairs } from '../measure.ts';
import type { Side } from '../side.ts';
import type { Play, Signed } from '../texts.ts';
import type { Replies } from './turns.ts';

const ROUNDS = 5;
const TEXTS = 200;
const LOOK_EVERY_MS = 0.2;
/** Waited on, and never woken: a sleep shorter than a timer's. */
const NOBODY = new Int32Array(new SharedArrayBuffer(4));
const ROUND_MS = 500;
const REPLY_MAX_MS = 5000;
const OFFERED_PER_SECOND = 200;
const OFFERED_MS = 6000;

/** One text at a time: how long until the webhook is answered, and until the reply is in the outbox. */
export async function oneByOne(parts: {
  service: Side;
  floor: Side;
  echo: Side;
  person: () => Play;
  replies: Replies;
}): Promise<{ answer: Pairs; replyMs: number }> {
  const { service, floor, echo, person, replies } = parts;
  const [port, echoPort] = [await service.ask<number>('port'), await echo.ask<number>('port')];
  const ours: number[] = [];
  const against: number[] = [];
  const replyMs: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const waited = await texting(port, person, replies);
    ours.push(quantile(waited.answerMs, 0.5));
    replyMs.push(quantile(waited.replyMs, 0.5));
    const commit = quantile(await floor.ask<number[]>('commits', TEXTS), 0.5);
    const echoed = await closedLoop({ port: echoPort, connections: 1, forMs: ROUND_MS, person });
    against.push(commit + quantile(echoed.answerMs, 0.5));
  }
  return { answer: pairs(ours, against), replyMs: median(replyMs) };
}

/** Writes one text after the other, each when the reply to the one before is there. */
async function texting(port: number, person: () => Play, replies: Replies) {
  const line = await openLine(port);
  const [answerMs, replyMs]: [number[], number[]] = [[], []];
  let play = person();
  const next = (): Signed => {
    const text = play.next();
    if (text !== null) return text;
    play = person();
    return next();
  };
  for (let n = 0; n < TEXTS; n++) {
    const { bytes, sid } = next();
    const from = performance.now();
    await line.ask(bytes);
    answerMs.push(performance.now() - from);
    while (!replies.has(sid)) {
      if (performance.now() - from > REPLY_MAX_MS) throw new Error('a text got no reply');
      Atomics.wait(NOBODY, 0, 0, LOOK_EVERY_MS);
    }
    replyMs.push(performance.now() - from);
  }
  line.close();
  return { answerMs, replyMs };
}

/** An open loop: texts come at their own pace, without waiting for each other. */
export async function steadily(parts: { service: Side; person: () => Play; replies: Replies }) {
  const { service, person, replies } = parts;
  const sentAt = new Map<string, number>();
  const replyMs: number[] = [];
  let seq = 0;
  const look = (): void => {
    const now = performance.now();
    for (const row of replies.since(seq)) {
      seq = row.seq;
      const [sid = '', part] = row.dedupe.split('/');
      const at = sentAt.get(sid);
      if (at !== undefined && part === '0') replyMs.push(now - at);
    }
  };
  look();
  const timer = setInterval(look, 1);
  const { answerMs } = await openLoop({
    port: await service.ask<number>('port'),
    perSecond: OFFERED_PER_SECOND,
    forMs: OFFERED_MS,
    person,
    sent: (sid, at) => sentAt.set(sid, at),
  });
  const until = performance.now() + REPLY_MAX_MS;
  while (replyMs.length < answerMs.length && performance.now() < until) {
    await new Promise((resolve) => void setTimeout(resolve, 2));
  }
  clearInterval(timer);
  if (replyMs.length < answerMs.length) throw new Error('some texts got no reply');
  return {
    answer50: quantile(answerMs, 0.5),
    answer99: quantile(answerMs, 0.99),
    reply50: quantile(replyMs, 0.5),
    reply99: quantile(replyMs, 0.99),
  };
}
