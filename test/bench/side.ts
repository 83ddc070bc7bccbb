import { fork } from 'node:child_process';
import { cpus } from 'node:os';

/** What one side of a comparison can be asked to do, in a process of its own. */
export type Deeds = Record<string, (arg: never) => unknown>;

/** Every side, by its name. */
const SIDES = {
  service: () => import('./sides/service.ts'),
  floor: () => import('./sides/floor.ts'),
  echo: () => import('./sides/echo.ts'),
  search: () => import('./sides/search.ts'),
  suggest: () => import('./sides/suggest.ts'),
  offers: () => import('./sides/offers.ts'),
  carrier: () => import('./sides/carrier.ts'),
  sending: () => import('./sides/sending.ts'),
  'bare client': () => import('./sides/bare-client.ts'),
  crowd: () => import('./sides/crowd.ts'),
  planning: () => import('./sides/planning.ts'),
} satisfies Record<string, () => Promise<{ open: (options: never) => Promise<Deeds> }>>;

const ANSWER_MAX_MS = 90_000;

export interface Side {
  /** Has the other process do something; answers what it answered. */
  ask<T>(deed: string, arg?: unknown): Promise<T>;
  stop(): Promise<void>;
}

interface Reply {
  id: number;
  value?: unknown;
  error?: string;
}

/** Starts a side in a process of its own, so that it has a core to itself where there are two. */
export async function startSide(name: keyof typeof SIDES, options: object = {}): Promise<Side> {
  const child = fork(process.argv[1] ?? '', ['side', name, JSON.stringify(options)], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    env: { ...process.env, NODE_ENV: 'production' },
  });
  const open = new Map<number, (reply: Reply) => void>();
  child.on('message', (reply: Reply) => {
    open.get(reply.id)?.(reply);
    open.delete(reply.id);
  });
  const ended = new Promise<void>((resolve) => void child.once('exit', () => resolve()));
  void ended.then(() => {
    for (const answer of open.values()) answer({ id: 0, error: 'its process has ended' });
  });
  let asked = 0;

  const ask = <T>(deed: string, arg?: unknown): Promise<T> =>
    new Promise((resolve, reject) => {
      const id = asked++;
      const late = setTimeout(() => reject(new Error(`${name}: no answer to "${deed}"`)), ANSWER_MAX_MS);
      open.set(id, ({ value, error }) => {
        clearTimeout(late);
        if (error === undefined) resolve(value as T);
        else reject(new Error(`${name}: ${deed}: ${error}`));
      });
      child.send({ id, deed, arg });
    });
  const stop = async (): Promise<void> => {
    if (child.connected) child.disconnect();
    await ended;
  };
  try {
    await ask('ready');
  } catch (error) {
    child.kill();
    throw error;
  }
  return { ask, stop };
}

/** Starts the sides, has something done with them, and ends them whatever happens. */
export async function withSides<T>(
  wanted: readonly [name: keyof typeof SIDES, options?: object][],
  work: (...sides: Side[]) => Promise<T>,
): Promise<T> {
  const sides: Side[] = [];
  try {
    for (const [name, options] of wanted) sides.push(await startSide(name, options));
    return await work(...sides);
  } finally {
    await Promise.all(sides.map((side) => side.stop()));
  }
}

/** In the other process: opens the side, answers its requests, and ends with the process that started it. */
export async function becomeSide([name, options]: string[]): Promise<void> {
  const { open } = await SIDES[name as keyof typeof SIDES]();
  const deeds = (open as (options: unknown) => Promise<Deeds>)(JSON.parse(options ?? '{}'));
  // A failed opening is told when "ready" is asked.
  deeds.catch(() => {});
  process.on('disconnect', () => process.exit(0));
  process.on('message', ({ id, deed, arg }: { id: number; deed: string; arg: unknown }) => {
    void (async () => {
      try {
        const can = await deeds;
        const value = deed === 'ready' ? null : await can[deed]?.(arg as never);
        process.send?.({ id, value });
      } catch (error) {
        process.send?.({ id, error: error instanceof Error ? (error.stack ?? error.message) : String(error) });
      }
    })();
  });
}

/** What the process has used of its core since it started, in microseconds. */
export function cpuUsed(): number {
  const { user, system } = process.cpuUsage();
  return user + system;
}

/** On one core the two processes take turns, and everything is slower by what the load generator takes. */
export const coresNote = (): string => (cpus().length < 2 ? 'one core only; ' : '');
