import { readFileSync } from 'node:fs';

/** What a turn may do with staff: see the head of residents.txt. */
export type Staff = 'no' | 'fine' | 'needed';

export interface Turn {
  /** What happens before it: `$ ...` is typed by staff, `@ clock ...` comes. */
  before: string[];
  said: string;
  /** Whether it is right that nothing is answered, and nothing else. */
  quiet: boolean;
  good: RegExp[];
  not: RegExp[];
  staff: Staff;
}

export interface Conversation {
  id: string;
  title: string;
  who: string;
  number: string;
  channel: 'text' | 'phone';
  data: 'yes' | 'partly' | 'no';
  /** Wall time at which it begins; the usual one where it is left out. */
  at: string | null;
  /** The number as the network spells it. */
  spelled: string | null;
  turns: Turn[];
}

/** What happens before the turn that comes next. */
let waiting: string[] = [];

/** Reads a file of conversations; throws with the line that it cannot read. */
export function readConversations(file: string): Conversation[] {
  const found: Conversation[] = [];
  for (const [i, line] of readFileSync(file, 'utf8').split('\n').entries()) {
    try {
      readLine(found, line);
    } catch (error) {
      throw new Error(`${file}, line ${i + 1}: ${String(error)}`, { cause: error });
    }
  }
  return found;
}

function readLine(found: Conversation[], line: string): void {
  const [, id, title = ''] = /^== (\w+) (.*)$/.exec(line) ?? [];
  if (id !== undefined) {
    found.push({ id, title, who: '', number: '', channel: 'text', data: 'no', at: null, spelled: null, turns: [] });
    waiting = [];
    return;
  }
  const here = found.at(-1);
  if (here === undefined || line === '' || line.startsWith('#')) return;
  const [, key = '', rest = ''] = /^(>|\$|@|quiet|\w+:) ?(.*)$/.exec(line) ?? [];
  if (key === '>') {
    const said = rest.replaceAll('\\n', '\n');
    here.turns.push({ before: waiting, said, quiet: false, good: [], not: [], staff: 'no' });
    waiting = [];
  } else if (key === '$' || key === '@') waiting.push(line);
  else if (key === 'from:') Object.assign(here, fromOf(rest));
  else if (key === 'data:') here.data = oneOf(rest, ['yes', 'partly', 'no']);
  else if (key === 'at:') here.at = rest;
  else if (key === 'spelled:') here.spelled = rest;
  else readJudgement(here.turns.at(-1), key, rest);
}

function readJudgement(turn: Turn | undefined, key: string, rest: string): void {
  if (turn === undefined) throw new Error('a judgement without a turn');
  if (key === 'quiet') turn.quiet = true;
  else if (key === 'good:') turn.good.push(new RegExp(rest, 'iu'));
  else if (key === 'not:') turn.not.push(new RegExp(rest, 'iu'));
  else if (key === 'staff:') turn.staff = oneOf(rest, ['no', 'fine', 'needed']);
  else throw new Error('no line of a conversation');
}

function fromOf(rest: string): Pick<Conversation, 'who' | 'number' | 'channel'> {
  const [who = '', number = '', channel = ''] = rest.split(' ');
  return { who, number, channel: oneOf(channel, ['text', 'phone']) };
}

function oneOf<T extends string>(word: string, words: readonly T[]): T {
  const found = words.find((one) => one === word);
  if (found === undefined) throw new Error(`"${word}" is none of ${words.join(', ')}`);
  return found;
}
