import { join } from 'node:path';
import { closedLoop, type Round } from './load.ts';
import { sleep } from './measure.ts';
import type { Profile } from './profiler.ts';
import { withSides } from './side.ts';
import { createCallPlay, createPlay } from './texts.ts';
import { makeFolder } from './workplace.ts';
import SQLite from 'better-sqlite3';

const WARM_UP_MS = 8000;
const PROFILED_MS = 6000;
const CONNECTIONS = 50;
const FUNCTIONS_SHOWN = 45;

type Frame = Profile['nodes'][number]['callFrame'];

/** What a function is part of: the first that fits, from the innermost call outwards. */
const AREAS: readonly (readonly [area: string, is: (frame: Frame) => boolean])[] = [
  ['idle', named('(idle)')],
  ['garbage', named('(garbage collector)')],
  ['sqlite', ({ functionName, url }) => url === '' && ['run', 'all', 'get', 'prepare'].includes(functionName)],
  ['profiler', named('dispatch')],
  ['promise hooks', within('node:async_hooks', 'node:internal/async_hooks')],
  ['read', within('dist/src/understanding/')],
  ['places', within('dist/src/domain/places/')],
  [
    'search',
    within('domain/search', 'domain/ranking', 'domain/topic', 'domain/word-index', 'domain/activity', 'kdbush'),
  ],
  ['occurrences', within('domain/occurrences', 'domain/rule', 'domain/time', 'rrule', 'temporal')],
  ['render', within('dist/src/channels/', 'i18next')],
  ['machine', within('dist/src/conversation/', 'dist/flows/', 'xstate')],
  ['kysely', within('kysely', 'dist/src/db/')],
  [
    'web',
    within('dist/src/web/', 'twilio', 'node:http', 'node:_http', 'node:net', 'node:internal/http', 'node:stream'),
  ],
  ['express', within('express', 'router', 'helmet')],
  ['sender', within('service/delivery/sender', 'domain/messages/')],
  ['service', within('dist/src/service/', 'dist/src/domain/')],
  ['node', within('node:')],
];

function named(...names: string[]) {
  return ({ functionName }: Frame): boolean => names.includes(functionName);
}

function within(...parts: string[]) {
  return ({ url }: Frame): boolean => parts.some((part) => url.includes(part));
}

/**
 * Where the time of a turn goes: microseconds a turn by area, and the functions that take the most by themselves.
 * @param of texts that are answered, or the first step of calls
 */
export function profileTurn(of: 'texts' | 'calls'): Promise<string> {
  const file = join(makeFolder(), 'profiled.db');
  return withSides([['service', { file, carries: false }]], async (service) => {
    if (service === undefined) return '';
    const port = await service.ask<number>('port');
    const person = of === 'texts' ? createPlay() : createCallPlay();
    const raw = new SQLite(file, { readonly: true });
    const waiting = raw.prepare(`select count(*) from arrival where state = 'new'`).pluck();
    const round = async (forMs: number): Promise<Round> => {
      const done = await closedLoop({ port, connections: CONNECTIONS, forMs, person });
      while (waiting.get() !== 0) await sleep(2);
      return done;
    };
    await round(WARM_UP_MS);
    await service.ask('profile on');
    const { sids } = await round(PROFILED_MS);
    const profile = await service.ask<Profile>('profile off');
    raw.close();
    return describe(profile, sids.length);
  });
}

function describe(profile: Profile, turns: number): string {
  const nodes = new Map(profile.nodes.map((node) => [node.id, node]));
  const parents = new Map(profile.nodes.flatMap((node) => (node.children ?? []).map((child) => [child, node.id])));
  const areas = new Map<string, number>();
  const functions = new Map<string, number>();
  const whole = new Map<string, number>();

  const stackOf = (id: number): Frame[] => {
    const stack: Frame[] = [];
    for (let at: number | undefined = id; at !== undefined; at = parents.get(at)) {
      const frame = nodes.get(at)?.callFrame;
      if (frame !== undefined) stack.push(frame);
    }
    return stack;
  };
  const add = (sums: Map<string, number>, key: string, us: number): void =>
    void sums.set(key, (sums.get(key) ?? 0) + us / turns);

  const spent = new Map<number, number>();
  for (const [i, id] of (profile.samples ?? []).entries())
    spent.set(id, (spent.get(id) ?? 0) + (profile.timeDeltas?.[i] ?? 0));
  for (const [id, us] of spent) {
    const stack = stackOf(id);
    add(areas, areaOf(stack), us);
    add(functions, nameOf(stack[0]), us);
    for (const name of new Set(stack.filter(isOurs).map(nameOf))) add(whole, name, us);
  }
  const lines = [`${turns} turns; microseconds a turn`, '', ...top(areas, AREAS.length + 1)];
  return [
    ...lines,
    '',
    'by themselves:',
    ...top(functions, FUNCTIONS_SHOWN),
    '',
    'ours, with all they call (until they wait):',
    ...top(whole, FUNCTIONS_SHOWN),
  ].join('\n');
}

/** A commit is a commit whatever it calls; otherwise the innermost function that belongs somewhere tells. */
function areaOf(stack: readonly Frame[]): string {
  if (stack.some(isCommit)) return 'commit';
  return stack.map(areaOfFrame).find((area) => area !== null) ?? 'other';
}

const isCommit = named('commitTransaction', 'beginTransaction');
const isOurs = within('dist/src/', 'dist/flows/');

const areaOfFrame = (frame: Frame): string | null => AREAS.find(([, is]) => is(frame))?.[0] ?? null;

const nameOf = (frame: Frame | undefined): string => {
  if (frame === undefined) return '(unknown)';
  const { functionName, url, lineNumber } = frame;
  return `${functionName || '(anonymous)'} ${url.replace(/^.*\/(?=dist\/|node_modules\/)/, '')}:${lineNumber + 1}`;
};

const top = (sums: ReadonlyMap<string, number>, most: number): string[] =>
  [...sums]
    .toSorted((a, b) => b[1] - a[1])
    .slice(0, most)
    .map(([name, us]) => `${us.toFixed(1).padStart(8)}  ${name}`);
