import { userInfo } from 'node:os';
import { packageRoot } from './root.ts';

/** The world outside a command: handed in, so that a test is a caller like any other. */
export interface Io {
  /** Standard output: the answer, and nothing else. */
  out(text: string): void;
  /** Standard error: sentences, progress, questions. */
  err(text: string): void;
  readonly input: NodeJS.ReadableStream;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Whether there is somebody to ask: a keyboard and a screen. */
  readonly interactive: boolean;
  readonly login: string;
  /** The folder that holds package.json. */
  readonly root: string;
  /** Answers when the program is asked to end. */
  stopAsked(): Promise<string>;
}

/** The process that we are. */
export function processIo(): Io {
  return {
    out: (text) => void process.stdout.write(text),
    err: (text) => void process.stderr.write(text),
    input: process.stdin,
    env: process.env,
    interactive: Boolean(process.stdin.isTTY && process.stderr.isTTY),
    login: loginName(),
    root: packageRoot(),
    stopAsked: () =>
      new Promise((resolve) => {
        for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, resolve);
      }),
  };
}

/** A container may run as a number without a name. */
function loginName(): string {
  try {
    return userInfo().username;
  } catch {
    return process.env['USER'] ?? 'unknown';
  }
}
