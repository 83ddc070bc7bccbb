import { createInterface } from 'node:readline';
import { listCentres } from '../../domain/centres.ts';
import { Refusal } from '../../domain/refusal.ts';
import { loadDemo } from '../../feeds/demo.ts';
import type { Centre } from '../../db/schema.ts';
import { createLog } from '../../log.ts';
import { centreGiven, numberGiven } from '../given.ts';
import { createHandset, type Bubble, type Handset } from '../handset.ts';
import { count, printAside, printJson, printText } from '../print.ts';
import { configOf, isPretended, openDesk, type Call, type Desk, type Run } from '../run.ts';
import { isRunning } from '../running.ts';
import { startService } from '../start-service.ts';

const MADE_UP = '+4790000001';
const WAIT_S = 10;
const LOOK_EVERY_MS = 300;

/** A telephone in the terminal. A running service answers; where there is none, this command is the service meanwhile. */
export const run: Run = async (call) => {
  const config = configOf(call);
  if (!isPretended(config)) {
    throw new Refusal('This telephone is pretended, and Twilio is real. Unset TWILIO_* to try things out.');
  }
  const desk = await openDesk(call, config);
  try {
    if (config.twilio === null) await loadDemo(desk.store, desk);
    const centre = await centreToRing(desk);
    const number = numberGiven(call.args.join(' ') || MADE_UP);
    const running = await isRunning(desk.store.db);
    if (!running && config.twilio !== null) throw new Refusal('Nothing answers. Start it first: ringerunde serve');
    const started = running
      ? null
      : await startService(desk, createLog(config.logLevel === 'info' ? 'error' : config.logLevel));
    try {
      const handset = await createHandset(desk, { centre, number, service: started?.service ?? null });
      await talk(call, handset, centre);
    } finally {
      await started?.stop();
    }
    return 0;
  } finally {
    await desk.store.close();
  }
};

async function centreToRing(desk: Desk): Promise<Centre> {
  if (desk.call.centre !== undefined) return centreGiven(desk);
  return (await listCentres(desk.store.db))[0] ?? centreGiven(desk);
}

async function talk(call: Call, handset: Handset, centre: Centre): Promise<void> {
  const { io, json } = call;
  const all: Bubble[] = [];
  const show = (bubbles: readonly Bubble[]): void => {
    all.push(...bubbles);
    if (!json) for (const bubble of bubbles) printText(io, drawn(bubble));
  };
  if (io.interactive && !json) await converse(call, handset, centre, show);
  else await follow(call, handset, show);
  if (json) printJson(io, all);
}

type Show = (bubbles: readonly Bubble[]) => void;

/** Lines come from a pipe: each is answered before the next is sent. */
async function follow({ io, options }: Call, handset: Handset, show: Show): Promise<void> {
  const waitMs = Number(options['wait'] ?? WAIT_S) * 1000;
  for await (const line of createInterface({ input: io.input, crlfDelay: Infinity })) {
    if (line.trim() === '') continue;
    if (line.trim() === '/quit') return;
    if (line.startsWith('/')) await command(io, handset, line);
    else show([await handset.send(line)]);
    show(await handset.answers(waitMs));
  }
}

/** Somebody sits there: what comes in is shown as it comes. */
async function converse({ io }: Call, handset: Handset, centre: Centre, show: Show): Promise<void> {
  printAside(
    io,
    `This is the telephone ${handset.number}. You write to ${centre.name}. /clock +1d moves the clock, /quit ends.`,
  );
  const screen = createInterface({ input: io.input, output: process.stderr, prompt: '> ' });
  const look = setInterval(() => {
    handset.arrived().then(
      (bubbles) => {
        if (bubbles.length === 0) return;
        io.err('\r');
        show(bubbles);
        screen.prompt(true);
      },
      () => {},
    );
  }, LOOK_EVERY_MS);
  try {
    screen.prompt();
    for await (const line of screen) {
      if (line.trim() === '/quit') break;
      if (line.startsWith('/')) await command(io, handset, line);
      else if (line.trim() !== '') await handset.send(line);
      screen.prompt();
    }
  } finally {
    clearInterval(look);
    screen.close();
  }
}

const UNITS = { m: 60_000, h: 3_600_000, d: 86_400_000 } as const;

async function command(io: Call['io'], handset: Handset, line: string): Promise<void> {
  const [, n, unit] = /^\/clock \+(\d{1,3})([mhd])$/.exec(line.trim()) ?? [];
  if (n === undefined) return printAside(io, 'There is /clock +30m, /clock +2h, /clock +1d and /quit.');
  const now = await handset.moveClock(Number(n) * UNITS[unit as keyof typeof UNITS]);
  printAside(io, `It is ${now} now.`);
}

/** "> what they wrote", "< what came back", with what it costs below. */
function drawn(bubble: Bubble): string {
  const lines = bubble.body
    .split('\n')
    .map((l, i) => `${i === 0 ? (bubble.direction === 'in' ? '>' : '<') : ' '} ${l}`);
  if (bubble.direction === 'out') lines.push(`  (${count(bubble.parts, 'part')}, ${bubble.encoding})`);
  return lines.join('\n');
}
