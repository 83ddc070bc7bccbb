import { createInterface } from 'node:readline';
import { isDemonstration, isSimulated } from '../../config.ts';
import { listCentres } from '../../domain/centres/centres.ts';
import { Refusal } from '../../domain/base/refusal.ts';
import { loadDemo } from '../../feeds/demo.ts';
import type { Clock } from '../../db/moment.ts';
import type { Centre } from '../../db/schema/index.ts';
import { createLog } from '../../log.ts';
import { openLogOutput } from '../../log-output.ts';
import { centreGiven, numberGiven } from '../framework/arguments.ts';
import { createHandset, type Bubble, type Handset } from './handset.ts';
import { createPhoneCalls, type PhoneCalls, type Utterance } from './call.ts';
import { CALL_HELP } from './call-lines.ts';
import { count, printAside, printJson, printText } from '../framework/print.ts';
import { configOf, openContext } from '../framework/run.ts';
import { isRunning } from '../running/running.ts';
import { makeService, startService } from '../running/start-service.ts';
import { createSwitchboard, type Switchboard } from '../../web/phone/switchboard.ts';
import type { Invocation, CommandContext, Run } from '../framework/command.ts';

const MADE_UP = '+4790000001';
const WAIT_S = 10;
const LOOK_EVERY_MS = 300;

/** A telephone in the terminal. A running service answers; without one, this command runs the service itself. */
export const run: Run = async (invocation) => {
  const config = configOf(invocation);
  if (!isDemonstration(config)) {
    throw new Refusal('This telephone is pretended, and the carrier is real. Set no carrier, to try things out.');
  }
  const context = await openContext(invocation, config);
  try {
    if (isSimulated(config)) await loadDemo(context.store, context);
    const centre = await centreToRing(context);
    const number = numberGiven(invocation.args.join(' ') || MADE_UP);
    const running = await isRunning(context.store.db);
    if (!running && !isSimulated(config)) throw new Refusal('Nothing answers. Start it first: ringerunde serve');
    const log = createLog(config.logLevel === 'info' ? 'error' : config.logLevel, openLogOutput());
    const started = running ? null : await startService(context, log);
    // A step of a call needs its answer at once, so this process answers it even when another one answers texts.
    const service = started?.service ?? (await makeService(context, log));
    try {
      const handset = await createHandset(context, { centre, number, service: started?.service ?? null });
      const switchboard = createSwitchboard({
        db: context.store.db,
        line: service,
        publicUrl: config.publicUrl,
        rings: isSimulated(config),
      });
      await talk(invocation, { handset, switchboard, centre, clock: context.clock });
    } finally {
      await (started ?? service).stop();
    }
    return 0;
  } finally {
    await context.store.close();
  }
};

async function centreToRing(context: CommandContext): Promise<Centre> {
  if (context.invocation.centre !== undefined) return centreGiven(context);
  return (await listCentres(context.store.db))[0] ?? centreGiven(context);
}

interface Talking {
  handset: Handset;
  switchboard: Switchboard;
  centre: Centre;
  clock: Clock;
}

async function talk(invocation: Invocation, { handset, switchboard, centre, clock }: Talking): Promise<void> {
  const { io, json } = invocation;
  const all: (Bubble | Utterance)[] = [];
  // A line typed at the keyboard is already on the screen.
  const atKeyboard = io.interactive && !json;
  const show = (shown: readonly (Bubble | Utterance)[]): void => {
    const news = shown.filter((one) => !atKeyboard || one.direction === 'out');
    all.push(...news);
    if (!json) for (const one of news) printText(io, 'call' in one ? spoken(one) : drawn(one));
  };
  const calls = createPhoneCalls({
    switchboard,
    clock,
    number: handset.number,
    line: centre.voice_number ?? centre.number,
    centre: centre.name,
    show,
    note: (text) => (json ? undefined : printText(io, `((${text}))`)),
  });
  const line = (typed: string): Promise<void> => take(io, { handset, calls, show }, typed);
  try {
    if (atKeyboard) await converse(invocation, { handset, calls, centre, show, line });
    else await follow(invocation, { handset, calls, show, line });
  } finally {
    await calls.putDown();
  }
  if (json) printJson(io, all);
}

interface Seat {
  handset: Handset;
  calls: PhoneCalls;
  show: (shown: readonly (Bubble | Utterance)[]) => void;
}
type Line = (typed: string) => Promise<void>;

/** One typed line: an action in a call, a command, or a text. */
async function take(io: Invocation['io'], { handset, calls, show }: Seat, typed: string): Promise<void> {
  if ((await calls.take(typed)) === 'taken' || typed.trim() === '') return;
  if (typed.startsWith('/')) return command(io, handset, typed);
  show([await handset.send(typed)]);
}

/** Lines from a pipe: each is answered before the next is taken. */
async function follow(
  { io, options }: Invocation,
  { handset, calls, show, line }: Seat & { line: Line },
): Promise<void> {
  const waitMs = Number(options['wait'] ?? WAIT_S) * 1000;
  for await (const typed of createInterface({ input: io.input, crlfDelay: Infinity })) {
    if (typed.trim() === '/quit') return;
    await line(typed);
    show(await handset.answers(waitMs));
    await calls.look();
  }
}

/** A user at the keyboard: messages are shown as they arrive. */
async function converse(
  { io }: Invocation,
  { handset, calls, centre, show, line }: Seat & { centre: Centre; line: Line },
): Promise<void> {
  printAside(
    io,
    `This is the telephone ${handset.number}. You write to ${centre.name}. /clock +1d moves the clock, /clock reminder to the ` +
      `next reminder, /quit ends. ${CALL_HELP}`,
  );
  const screen = createInterface({ input: io.input, output: process.stderr, prompt: '> ' });
  const look = setInterval(() => {
    handset.arrived().then(
      async (bubbles) => {
        if (bubbles.length > 0) {
          io.err('\r');
          show(bubbles);
          screen.prompt(true);
        }
        await calls.look();
      },
      () => {},
    );
  }, LOOK_EVERY_MS);
  try {
    screen.prompt();
    for await (const typed of screen) {
      if (typed.trim() === '/quit') break;
      await line(typed);
      screen.prompt();
    }
  } finally {
    clearInterval(look);
    screen.close();
  }
}

const UNITS = { m: 60_000, h: 3_600_000, d: 86_400_000 } as const;

async function command(io: Invocation['io'], handset: Handset, line: string): Promise<void> {
  const [, n, unit] = /^\/clock \+(\d{1,3})([mhd])$/.exec(line.trim()) ?? [];
  const toReminder = line.trim() === '/clock reminder';
  const byMs = toReminder
    ? await handset.untilReminder()
    : n === undefined
      ? undefined
      : Number(n) * UNITS[unit as keyof typeof UNITS];
  if (byMs === null) return printAside(io, 'No reminder waits for this telephone.');
  if (byMs === undefined) {
    return printAside(io, `There is /clock +30m, /clock +2h, /clock +1d, /clock reminder and /quit. ${CALL_HELP}`);
  }
  const now = await handset.moveClock(byMs);
  printAside(io, `It is ${now} now.`);
}

/** ">> keys or words of the caller", "<< words of the line". */
const spoken = ({ direction, body }: Utterance): string => `${direction === 'in' ? '>>' : '<<'} ${body}`;

/** "> text of the person", "< answer of the line", with its cost below. */
function drawn(bubble: Bubble): string {
  const lines = bubble.body
    .split('\n')
    .map((l, i) => `${i === 0 ? (bubble.direction === 'in' ? '>' : '<') : ' '} ${l}`);
  if (bubble.direction === 'out') lines.push(`  (${count(bubble.parts, 'part')}, ${bubble.encoding})`);
  return lines.join('\n');
}
