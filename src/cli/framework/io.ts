import { userInfo } from 'node:os';
import { packageRoot } from './root.ts';

/** The world outside a command, as an input, so that tests call a command as users do. */
export interface Io {
  /** Standard output: the answer, and nothing else. */
  out(text: string): void;
  /** Standard error: sentences, progress, questions. */
  err(text: string): void;
  readonly input: NodeJS.ReadableStream;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Whether a user can be asked: a keyboard and a screen. */
  readonly interactive: boolean;
  readonly login: string;
  /** The folder that holds package.json. */
  readonly root: string;
  /** Resolves when the program is asked to end. */
  stopAsked(): Promise<string>;
}

/** The Io of this process. */
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

/** In a container, the user may be a number without a name. */
function loginName(): string {
  try {
    return userInfo().username;
  } catch {
    return process.env['USER'] ?? 'unknown';
  }
}
