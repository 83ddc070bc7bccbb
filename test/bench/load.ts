import { connect, type Socket } from 'node:net';
import type { Play, Signed } from './texts.ts';

/** What one round of load saw. */
export interface Round {
  sids: string[];
  /** From the request to its answer, in milliseconds. */
  answerMs: number[];
  /** When the first request left. */
  from: number;
  until: number;
}

/**
 * Keeps a number of connections busy for a while: each plays one person after the other, the next text when the one
 * before is answered. Connections are kept alive, and spoken to without an HTTP client, so that this side is never the
 * slow one.
 */
export async function closedLoop(how: {
  port: number;
  connections: number;
  forMs: number;
  person: () => Play;
}): Promise<Round> {
  const lines = await Promise.all(Array.from({ length: how.connections }, () => openLine(how.port)));
  const round: Round = { sids: [], answerMs: [], from: performance.now(), until: 0 };
  const end = round.from + how.forMs;
  await Promise.all(
    lines.map(async (line) => {
      let play = how.person();
      while (performance.now() < end) {
        const text = play.next();
        if (text === null) play = how.person();
        else await send(line, text, round);
      }
    }),
  );
  round.until = performance.now();
  for (const line of lines) line.close();
  return round;
}

async function send(line: Line, text: Signed, round: Round): Promise<void> {
  const from = performance.now();
  await line.ask(text.bytes);
  round.answerMs.push(performance.now() - from);
  round.sids.push(text.sid);
}

/** Offers a number of texts a second whatever the answers do; the waiting counts from when a text was due to leave. */
export async function openLoop(how: {
  port: number;
  perSecond: number;
  forMs: number;
  person: () => Play;
  /** Told of each text as it is due. */
  sent: (sid: string, at: number) => void;
}): Promise<Round> {
  const free: Line[] = [];
  const lines: Line[] = [];
  const round: Round = { sids: [], answerMs: [], from: performance.now(), until: 0 };
  const total = Math.floor((how.forMs * how.perSecond) / 1000);
  // People write side by side, each once in a while: no person writes again before the answer to the first text.
  const plays = Array.from({ length: how.perSecond }, () => how.person());
  const running: Promise<void>[] = [];

  const one = async (n: number, due: number): Promise<void> => {
    const at = n % plays.length;
    let text = plays[at]?.next() ?? null;
    if (text === null) text = (plays[at] = how.person()).next();
    if (text === null) return;
    let line = free.pop();
    if (line === undefined) lines.push((line = await openLine(how.port)));
    how.sent(text.sid, due);
    await line.ask(text.bytes);
    round.answerMs.push(performance.now() - due);
    round.sids.push(text.sid);
    free.push(line);
  };
  for (let n = 0; n < total;) {
    const dueBy = Math.floor(((performance.now() - round.from) * how.perSecond) / 1000);
    for (; n < Math.min(total, dueBy); n++) running.push(one(n, round.from + (n * 1000) / how.perSecond));
    await new Promise((resolve) => void setTimeout(resolve, 1));
  }
  await Promise.all(running);
  round.until = performance.now();
  for (const line of lines) line.close();
  return round;
}

export interface Line {
  /** Sends one request and waits for its whole answer. */
  ask(request: Buffer): Promise<void>;
  close(): void;
}

/** One connection that is kept alive. */
export function openLine(port: number): Promise<Line> {
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host: '127.0.0.1', noDelay: true });
    socket.once('error', reject);
    socket.once('connect', () => {
      socket.off('error', reject);
      resolve(lineOn(socket));
    });
  });
}

function lineOn(socket: Socket): Line {
  let heard = '';
  let done: { resolve: () => void; reject: (error: Error) => void } | null = null;
  const fail = (error: Error): void => {
    done?.reject(error);
    done = null;
  };
  socket.setEncoding('latin1');
  socket.on('error', fail);
  socket.on('close', () => fail(new Error('the server hung up')));
  socket.on('data', (chunk: string) => {
    heard += chunk;
    const status = statusOfWhole(heard);
    if (status === null || done === null) return;
    heard = '';
    if (status < 200 || status > 299) return fail(new Error(`the server answered ${status}`));
    const { resolve } = done;
    done = null;
    resolve();
  });
  return {
    ask: (request) =>
      new Promise((resolve, reject) => {
        done = { resolve, reject };
        socket.write(request);
      }),
    close: () => socket.destroy(),
  };
}

/** The status of an answer that is there whole; null while some of it is missing. */
function statusOfWhole(heard: string): number | null {
  const headEnd = heard.indexOf('\r\n\r\n');
  if (headEnd < 0) return null;
  const length = /\r\ncontent-length: *(\d+)/i.exec(heard.slice(0, headEnd))?.[1] ?? '0';
  return heard.length >= headEnd + 4 + Number(length) ? Number(heard.slice(9, 12)) : null;
}
