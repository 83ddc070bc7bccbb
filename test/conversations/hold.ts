import { rowsOf } from '../support/line/ids.ts';
import type { Line } from '../support/line/line.ts';
import { ringLine, sendText, type PhoneCall } from '../support/line/phones.ts';
import { later, staffType, type Cast } from '../support/line/script.ts';
import type { Conversation, Turn } from './read.ts';

/** What came of one turn. */
export interface Held {
  turn: Turn;
  /** What they heard or read; null where the conversation was over before. */
  answer: string | null;
  /** New rows for staff about this person, and whether the staff phone was rung. */
  rows: string[];
  /** Why it was not answered well; empty where it was. */
  faults: string[];
}

const CENTRE = { id: 'arendal', text: '+4745600001', voice: '+4737000001' } as const;
const MINUTES_BETWEEN = 2;
/** Not to be understood is never a good answer, whatever words of it a judgement finds. */
const LOST =
  /forsto (jeg )?(det )?ikke|forstår (det )?ikke|skjøna (eg )?(det )?ikkje|skjønar (det )?ikkje|not (quite )?understand/iu;

/** Holds a conversation, turn by turn, and judges each. */
export async function hold(line: Line, { number, spelled, channel, turns }: Conversation): Promise<Held[]> {
  const cast: Cast = { people: {}, centre: CENTRE, calls: {} };
  await happen(line, cast, turns[0]?.before ?? []);
  let call = channel === 'phone' ? await ringLine(line, { from: number, to: CENTRE.voice }) : null;
  const held: Held[] = [];
  for (const [n, turn] of turns.entries()) {
    if (n > 0) await happen(line, cast, turn.before);
    if (channel === 'phone' && call === null) {
      held.push({ turn, answer: null, rows: [], faults: ['the call was over'] });
      continue;
    }
    line.setClock(later(line.now(), MINUTES_BETWEEN));
    const was = await staffSee(line, number);
    const answer =
      call === null
        ? await textAndRead(line, { number, from: spelled ?? number }, turn.said)
        : await sayAndHear(line, call, turn.said);
    const rang = call?.waits === 'Dial' ? ['the staff phone is rung'] : [];
    const is = await staffSee(line, number);
    const rows = [...rang, ...is.rows.filter((row) => !was.rows.includes(row))];
    held.push({
      turn,
      answer,
      rows,
      faults: faultsOf(turn, answer, { rows, heard: rows.length > 0 || was.all !== is.all }),
    });
    if (call?.waits !== 'Gather') {
      await call?.hangUp();
      call = null;
    }
  }
  return held;
}

function faultsOf(turn: Turn, answer: string, { rows, heard }: { rows: string[]; heard: boolean }): string[] {
  return [
    ...(turn.quiet && answer !== '' ? ['should have kept quiet'] : []),
    ...turn.good.filter((one) => !one.test(answer)).map((one) => `lacks ${one.source}`),
    ...(LOST.test(answer) ? ['does not understand'] : []),
    ...turn.not.filter((one) => one.test(answer)).map((one) => `says ${one.exec(answer)?.[0] ?? ''}`),
    ...(turn.staff === 'no' && rows.length > 0 ? ['goes to staff'] : []),
    ...(turn.staff === 'needed' && !heard ? ['staff do not hear of it'] : []),
  ];
}

/** Everything that staff see: what is about this number as rows, and all of it as one text. */
async function staffSee(line: Line, number: string): Promise<{ rows: string[]; all: string }> {
  const inbox = await rowsOf(line, `inbox list --vis --centre ${CENTRE.id}`);
  const callbacks = await rowsOf(line, `callbacks list --vis --centre ${CENTRE.id}`);
  const today = await rowsOf(line, `today --centre ${CENTRE.id}`);
  const theirs = [
    ...inbox
      .filter((row) => row['number'] === number)
      .map((row) => `inbox, ${String(row['reason'])} ${String(row['id'])}`),
    ...callbacks
      .filter((row) => row['number'] === number)
      .map((row) => `callback, ${String(row['reason'])} ${String(row['id'])}`),
  ];
  return { rows: theirs, all: JSON.stringify([inbox, callbacks, today]) };
}

async function textAndRead(line: Line, who: { number: string; from: string }, said: string): Promise<string> {
  const { number, from } = who;
  const before = line.network.messages.length;
  const body = said.replace('{last}', () => lastTo(line, number));
  await sendText(line, { from, to: CENTRE.text, body });
  await line.settle();
  return textsTo(line, number, before);
}

async function sayAndHear(line: Line, call: PhoneCall, said: string): Promise<string> {
  const before = line.network.messages.length;
  if (said === '...') await call.silence();
  else if (said.startsWith('"')) await call.say(said.replaceAll('"', ''));
  else await call.keys(said);
  await line.settle();
  return [...call.heard, textsTo(line, call.from, before)].join('\n').trim();
}

/** What staff type and the clock does before a turn. */
async function happen(line: Line, cast: Cast, before: readonly string[]): Promise<void> {
  for (const written of before) {
    if (written.startsWith('@ clock ')) line.setClock(written.slice('@ clock '.length));
    else {
      const refused = (await staffType(line, cast, written.slice(2))).find((said) => said.startsWith('= exit'));
      if (refused !== undefined) throw new Error(`${written}: ${refused}`);
    }
    await line.settle();
  }
}

const lastTo = ({ network }: Line, number: string): string =>
  network.messages.findLast(({ to, direction }) => to === number && direction === 'outbound-api')?.body ?? '';

const textsTo = (line: Line, number: string, before: number): string =>
  line.network.messages
    .slice(before)
    .filter(({ to, direction }) => to === number && direction === 'outbound-api')
    .map(({ body }) => body)
    .join('\n');
