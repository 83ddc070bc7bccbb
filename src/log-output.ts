import { constants, fstatSync, openSync, write, type Stats } from 'node:fs';
import { Socket } from 'node:net';

/** The output for log lines: never waits, never throws. A line without room or reader is dropped and counted. */
export interface LogOutput {
  write(line: string): void;
  /** How many lines were dropped since the start. */
  readonly dropped: number;
  /** Resolves when every line was written or dropped, or after `waitMs`. */
  flush(waitMs: number): Promise<void>;
  /** As `flush`; then writes no more. */
  close(waitMs: number): Promise<void>;
}

/** Writes a chunk and calls `done` once, with an error for a chunk that was not written. */
interface Sink {
  send(chunk: Buffer, done: (error: Error | null) => void): void;
  destroy(): void;
}

/** Limit of the lines that wait for a slow reader. */
const WAITING_MAX_BYTES = 1024 * 1024;
const CHUNK_MAX_LINES = 200;
const RETRY_MS = 50;
const FLUSH_LOOK_MS = 10;
/** Time for the last lines of a process. */
export const FLUSH_MAX_MS = 500;

/**
 * Opens a log output on an open file, pipe, socket or terminal. Node's own stream for standard error waits for pipes and
 * files (nodejs.org/api/process.html, "A note on process I/O"), so that a reader that stops reading, or a full disk, would
 * stop the whole service.
 * @param fd its file descriptor; 2 is standard error
 */
export function openLogOutput(fd = 2): LogOutput {
  const sink = sinkOn(fd);
  let waiting: string[] = [];
  let waitingBytes = 0;
  let dropped = 0;
  let untold = 0;
  let state: 'idle' | 'writing' | 'closed' = 'idle';

  function drop(lines: number): void {
    dropped += lines;
    untold += lines;
  }

  function next(): void {
    if (state !== 'idle' || waiting.length === 0) return;
    state = 'writing';
    const lines = waiting.slice(0, CHUNK_MAX_LINES);
    waiting = waiting.slice(CHUNK_MAX_LINES);
    const told = untold;
    const notice = told === 0 ? '' : noticeOf(told);
    const body = lines.join('');
    waitingBytes -= Buffer.byteLength(body);
    sink.send(Buffer.from(notice + body), (error) => {
      if (error === null) untold -= told;
      else drop(lines.length);
      if (state === 'writing') state = 'idle';
      next();
    });
  }

  async function flush(waitMs: number): Promise<void> {
    const until = performance.now() + waitMs;
    while (state === 'writing' && performance.now() < until) {
      await new Promise((wake) => setTimeout(wake, FLUSH_LOOK_MS));
    }
  }

  return {
    get dropped() {
      return dropped;
    },
    write(line) {
      const bytes = Buffer.byteLength(line);
      if (state === 'closed' || waitingBytes + bytes > WAITING_MAX_BYTES) return drop(1);
      waiting.push(line);
      waitingBytes += bytes;
      next();
    },
    flush,
    async close(waitMs) {
      await flush(waitMs);
      state = 'closed';
      sink.destroy();
    },
  };
}

const noticeOf = (lines: number): string =>
  `${JSON.stringify({ level: 40, time: new Date().toISOString(), lines, msg: 'log lines were dropped' })}\n`;

/** Pipes and sockets do not wait in libuv; files and terminals are written in its threads. */
function sinkOn(fd: number): Sink {
  try {
    const kind = fstatSync(fd);
    const own = ownDescription(fd, kind);
    return kind.isFIFO() || kind.isSocket() ? socketSink(own) : fileSink(own);
  } catch {
    // A closed descriptor: nothing can be written.
    return { send: (_chunk, done) => setImmediate(done, new Error('closed')), destroy: () => {} };
  }
}

/**
 * Opens the same pipe or terminal once more, without waiting: other processes that share the descriptor keep theirs as
 * it is, and Node cannot change ours back. Without /proc (macOS), uses the descriptor itself.
 */
function ownDescription(fd: number, kind: Stats): number {
  if (!kind.isFIFO() && !kind.isCharacterDevice()) return fd;
  try {
    return openSync(`/proc/self/fd/${fd}`, constants.O_WRONLY | constants.O_NONBLOCK);
  } catch {
    return fd;
  }
}

function socketSink(fd: number): Sink {
  const socket = new Socket({ fd, readable: false, writable: true });
  let gone: Error | null = null;
  // The reader is gone for good.
  socket.on('error', (error: Error) => {
    gone = error;
  });
  socket.unref();
  return {
    send(chunk, done) {
      if (gone === null) socket.write(chunk, (error) => done(error ?? null));
      else setImmediate(done, gone);
    },
    destroy: () => socket.destroy(),
  };
}

function fileSink(fd: number): Sink {
  /** A line that an error has cut off is ended before the next one begins. */
  let cutOff = false;

  function send(chunk: Buffer, done: (error: Error | null) => void): void {
    write(fd, chunk, (error, written) => {
      if (error?.code === 'EAGAIN') {
        setTimeout(send, RETRY_MS, chunk, done).unref();
        return;
      }
      if (error !== null) return done(error);
      if (written === chunk.length) {
        cutOff = false;
        return done(null);
      }
      cutOff = true;
      send(chunk.subarray(written), done);
    });
  }

  return {
    send: (chunk, done) => send(cutOff ? Buffer.concat([Buffer.from('\n'), chunk]) : chunk, done),
    destroy: () => {},
  };
}

/**
 * Sends what libraries and Node itself write to standard error (a deprecation, a missed beat of cron) to this output, so
 * that it does not wait either.
 * @returns a function that puts standard error back
 */
export function takeOverErrors(output: LogOutput): () => void {
  const own = process.stderr.write.bind(process.stderr);
  process.stderr.write = ((chunk: unknown, ...rest: unknown[]) => {
    output.write(typeof chunk === 'string' ? chunk : Buffer.from(chunk as Uint8Array).toString());
    const done = rest.find((one) => typeof one === 'function');
    if (done !== undefined) setTimeout(done as () => void, FLUSH_MAX_MS);
    return true;
  }) as typeof process.stderr.write;
  return () => {
    process.stderr.write = own;
  };
}
