import { countsOf, type BroadcastCounts } from '../../../domain/broadcasts/report.ts';
import { findBroadcast } from '../../../domain/broadcasts/broadcasts.ts';
import type { Broadcast } from '../../../db/schema/index.ts';
import { shortId } from '../../../domain/staff/short-ids.ts';
import { toWall } from '../../../domain/base/time.ts';
import { countsShown } from './to-text.ts';
import { printAside } from '../../framework/print.ts';
import { isRunning } from '../../running/running.ts';
import type { CommandContext } from '../../framework/command.ts';

const LOOK_EVERY_MS = 500;
/** Number of looks from which the speed is computed. */
const LOOKS_KEPT = 20;

interface Look {
  atMs: number;
  row: Broadcast;
  counts: BroadcastCounts;
}

/**
 * Shows the progress of a broadcast until it has ended or the user leaves; leaving does not stop it. Without a
 * terminal, it prints a line for each change.
 */
export async function watchBroadcast(
  context: CommandContext,
  { id, short_no }: Pick<Broadcast, 'id' | 'short_no'>,
): Promise<void> {
  const { io } = context.invocation;
  const screen = io.interactive
    ? await openBar(shortId('broadcast', short_no))
    : openLines((line) => printAside(io, line));
  const looks: Look[] = [];
  let left: 'no' | 'yes' = 'no';
  void io.stopAsked().then(() => {
    left = 'yes';
  });
  for (;;) {
    const row = await findBroadcast(context.store.db, id);
    if (row === undefined) break;
    looks.push({ atMs: Date.now(), row, counts: await countsOf(context.store.db, row) });
    if (looks.length > LOOKS_KEPT) looks.shift();
    screen.show(row, lineOf(looks, context.moment().now));
    const over =
      ['done', 'cancelled', 'draft'].includes(row.status) || (!io.interactive && (await rests(context, row)));
    if (over || (left as string) === 'yes') break;
    await new Promise((wake) => setTimeout(wake, LOOK_EVERY_MS));
  }
  screen.close(left === 'no' ? 'ended' : 'left');
}

/** Without a terminal, the command does not wait for a broadcast that does not continue by itself. */
const rests = async ({ store }: CommandContext, row: Broadcast): Promise<boolean> =>
  row.status === 'paused' || !(await isRunning(store.db));

/** "sending: 120 sent (118 delivered), 80 left, 2.0 a second, done about 12:41". */
function lineOf(looks: readonly Look[], now: string): string {
  const [first, last] = [looks[0], looks.at(-1)];
  if (first === undefined || last === undefined) return '';
  const seconds = (last.atMs - first.atMs) / 1000;
  const speed = seconds === 0 ? 0 : (last.counts.sent - first.counts.sent) / seconds;
  const pieces = [`${last.row.status}: ${countsShown(last.counts)}`];
  if (last.row.status === 'sending' && speed > 0) {
    const end = new Date(Date.parse(now) + (last.counts.queued / speed) * 1000).toISOString();
    pieces.push(`${speed.toFixed(1)} a second`, `done about ${toWall(end).slice(11)}`);
  }
  return pieces.join(', ');
}

interface Screen {
  show: (row: Broadcast, line: string) => void;
  close: (how: 'ended' | 'left') => void;
}

function openLines(print: (line: string) => void): Screen {
  let before = '';
  return {
    show: (_row, line) => {
      const counts = line.replace(/, [\d.]+ a second.*$/, '');
      if (counts !== before) print(line);
      before = counts;
    },
    close: () => {},
  };
}

async function openBar(short: string): Promise<Screen> {
  const { progress } = await import('@clack/prompts');
  const comeBack = `The broadcast goes on. Come back to it: ringerunde broadcast show ${short} --watch`;
  const bar = progress({ max: 100, size: 12, output: process.stderr, cancelMessage: comeBack });
  let [started, shown, line] = [false, 0, ''];
  return {
    show: (row, next) => {
      line = next;
      if (!started) bar.start(next);
      started = true;
      const percent = row.recipients === 0 ? 0 : Math.floor((handedOver(next, row.recipients) / row.recipients) * 100);
      bar.advance(Math.max(0, percent - shown), next);
      shown = Math.max(shown, percent);
    },
    close: (how) => (how === 'left' ? bar.stop(comeBack) : bar.stop(line)),
  };
}

const handedOver = (line: string, recipients: number): number =>
  recipients - Number(/(\d+) left/.exec(line)?.[1] ?? recipients);
