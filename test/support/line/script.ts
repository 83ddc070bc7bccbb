import { meantBy } from './ids.ts';
import type { Fault, Line } from './line.ts';
import { heldOf, letRing, onTheLine, pickUp, ringLine, sendText, type CallHeld, type PhoneCall } from './phones.ts';

interface Centre {
  id: string;
  text: string;
  voice: string;
}

/** The people and things that a script may name. */
export interface Cast {
  /** Numbers by name. */
  people: Readonly<Record<string, string>>;
  /** The default centre; others by their id. */
  centre: Centre;
  others?: Readonly<Record<string, Centre>>;
  /** Codes of the offers that a person received, in order. */
  codes?: Readonly<Record<string, readonly string[]>>;
  /** Open calls, by the name of the caller. */
  calls: Record<string, CallHeld>;
}

interface Stage {
  line: Line;
  cast: Cast;
  centre: Centre;
  person: string;
  call: PhoneCall | null;
}

/**
 * Plays a script and writes the result below each line. Lines of the script:
 *
 *   # ...                        a remark
 *   @ Kari                       Kari acts from here on
 *   @ centre kvinesdal           the centre that receives the texts, calls and commands
 *   @ clock 2026-11-25T12:00     moves the clock to that time
 *   @ tick 5 | @ tidy            moves the clock by minutes | runs the periodic work of the service
 *   @ rings | @ goes on          the person calls | the person's held call continues
 *   @ holds the line             holds the person's call for `goes on`
 *   @ picks up | @ lets it ring  answers the service's call | leaves it unanswered
 *   @ staff 1 | silent | away    staff answer and press this key; a voicemail answers; no answer
 *   @ message 12 | @ hangs up    leaves a message of 12 seconds | hangs up
 *   @ network error after        the next message ends so (fake-twilio.ts); `busy from 4`: the fourth and all after it are refused
 *   @ network as usual | loses   ends the faults | the network loses the last message
 *   @ reports stop | come        stops or starts delivery reports
 *   @ reports undelivered 30003  reports the last message to the person, with this code
 *   > ...                        a text; in a call keys, "words", or ... for silence; {code 2}: the code of the second offer
 *   $ command | key | fields     what staff type; `?field=value` between the bars keeps rows; {name} is an id (ids.ts)
 *
 * Results: `<` to the person, `Name<` to others, `((Name's phone rings))`, `=` output of the command line.
 * @param lines receives the played lines, also when the play ends with an error
 */
export async function play(line: Line, cast: Cast, script: string, lines: string[] = []): Promise<string> {
  const stage: Stage = { line, cast, centre: cast.centre, person: '', call: null };
  for (const written of script.split('\n')) {
    if (COMES_BACK.test(written)) continue;
    lines.push(written);
    if (!/^[@>$] /.test(written)) continue;
    const [texts, calls] = [line.network.messages.length, line.network.calls.length];
    if (stage.call !== null) stage.call.heard = [];
    const shown = await act(stage, written).catch((error: unknown) => {
      throw new Error(`${lines.slice(-SHOWN_MAX).join('\n')}\n^ ${String(error)}`, { cause: error });
    });
    await line.settle();
    lines.push(...shown, ...rung(stage, calls), ...(stage.call?.heard ?? []).map((sentence) => `< ${sentence}`));
    lines.push(...texted(stage, texts));
  }
  return lines.join('\n');
}

/** A line that an earlier play wrote. */
const COMES_BACK = /^([\p{L}\d+]*<( |$)| {2}|= |\(\()/u;
/** Number of lines shown before a line that cannot be played. */
const SHOWN_MAX = 12;

async function act(stage: Stage, written: string): Promise<string[]> {
  const { line, cast, call, centre } = stage;
  if (written.startsWith('$')) return staffType(line, { ...cast, centre }, written.slice(2));
  const what = written.slice(2).replace(/\{code (\d)\}/, (_, n: string) => codeOf(stage, Number(n)));
  if (written.startsWith('@')) return happen(stage, what).then(() => []);
  if (call === null) await sendText(line, { from: numberOf(stage), to: centre.text, body: what });
  else if (what === '...') await call.silence();
  else if (what.startsWith('"')) await call.say(what.replaceAll('"', ''));
  else await call.keys(what);
  return [];
}

async function happen(stage: Stage, what: string): Promise<void> {
  const { line, cast } = stage;
  const [verb = '', word = ''] = what.split(' ');
  if (verb === 'centre') return void Object.assign(stage, { centre: cast.others?.[word] ?? fail(what) });
  if (verb === 'clock') return line.setClock(word);
  if (verb === 'tick') return line.setClock(later(line.now(), Number(word)));
  if (what === 'tidy') return line.tidy();
  if (what === 'rings') stage.call = await ringLine(line, { from: numberOf(stage), to: stage.centre.voice });
  else if (what === 'goes on') stage.call = onTheLine(line, cast.calls[stage.person] ?? fail(what));
  else if (what === 'picks up') stage.call = await pickUp(line, numberOf(stage));
  else if (what === 'lets it ring') await letRing(line, numberOf(stage));
  else if (verb === 'staff') await on(stage).staff(word === 'away' ? null : word === 'silent' ? '' : word);
  else if (verb === 'message') await on(stage).message(Number(word));
  else if (what === 'hangs up') await on(stage).hangUp();
  else if (what === 'holds the line') cast.calls[stage.person] = heldOf(on(stage));
  else if (verb === 'network') troubleNetwork(line, what.slice('network '.length));
  else if (verb === 'reports') await report(stage, what.slice('reports '.length));
  else if (cast.people[what] !== undefined) Object.assign(stage, { person: what, call: null });
  else fail(what);
}

function troubleNetwork({ network }: Line, what: string): void {
  const [, from] = /^busy from (\d+)$/.exec(what) ?? [];
  if (from !== undefined) {
    let sent = 0;
    network.failBy(() => (++sent < Number(from) ? null : 'busy'));
  } else if (what === 'as usual') {
    network.failBy(null);
  } else if (what === 'loses') {
    network.messages.splice(
      network.messages.findLastIndex(({ direction }) => direction === 'outbound-api'),
      1,
    );
  } else {
    network.fail((/^\d+$/.test(what) ? Number(what) : what) as Fault);
  }
}

async function report({ line, cast, person }: Stage, what: string): Promise<void> {
  const [MessageStatus = '', ErrorCode = ''] = what.split(' ');
  if (what === 'stop' || what === 'come') return void Object.assign(line.reports, { come: what === 'come' });
  const last = line.network.messages.findLast(({ to }) => to === cast.people[person]);
  if (last === undefined || last.statusCallback === null) return fail(what);
  last.status = MessageStatus;
  await line.post(last.statusCallback, {
    MessageSid: last.sid,
    MessageStatus,
    ErrorCode,
    From: last.from,
    To: last.to,
  });
}

/** Runs a command as a script writes it, which takes a minute; returns the requested output. */
export async function staffType(line: Line, cast: Cast, what: string): Promise<string[]> {
  const [typed = '', ...shown] = what.split(' | ');
  const argv: string[] = [];
  for (const [, quoted, plain = ''] of typed.matchAll(/"([^"]*)"|((?:\{[^}]*\}|[^\s{}"])+)/g)) {
    argv.push(quoted ?? (await filledIn(line, cast, plain)));
  }
  const { code, json } = await line.cli([...argv, '--centre', cast.centre.id, '--as', 'Anne']);
  line.setClock(later(line.now(), 1));
  if (code !== 0) return [`= exit ${code}`];
  return shown.length === 0 ? [] : show(cast, json, shown);
}

async function filledIn(line: Line, { people, centre }: Cast, word: string): Promise<string> {
  let filled = word;
  for (const [braced, name = ''] of word.matchAll(/\{([^}]*)\}/g)) {
    filled = filled.replace(braced, await meantBy(line, people, { centre: centre.id, name }));
  }
  return filled;
}

/** The fields that a script asks for, one row a line. */
function show(cast: Cast, json: unknown, path: readonly string[]): string[] {
  const [step = '', ...rest] = path;
  if (step.startsWith('?')) {
    const [field = '', value = ''] = step.slice(1).split('=');
    return show(
      cast,
      (json as Record<string, unknown>[]).filter((row) => named(cast, row[field]) === value),
      rest,
    );
  }
  if (rest.length > 0) return show(cast, (json as Record<string, unknown>)[step], rest);
  const rows = (Array.isArray(json) ? json : [json]) as Record<string, unknown>[];
  return rows.map(
    (row) =>
      `= ${step
        .split(', ')
        .map((field) => `${field}: ${named(cast, row[field])}`)
        .join(', ')}`,
  );
}

function named({ people }: Cast, value: unknown): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return Object.entries(people).find(([, number]) => number === value)?.[0] ?? text;
}

const nameOf = ({ cast }: Stage, number: string): string => named(cast, number);

function rung(stage: Stage, before: number): string[] {
  return stage.line.network.calls.slice(before).map(({ to }) => `((${nameOf(stage, to)}'s phone rings))`);
}

/** A full generated id. */
const LONG_ID = /\b([a-z]+)_[0-9a-f]{24,}\b/g;

/** The texts sent, first those to the person; the network may have received them in another order. */
function texted(stage: Stage, before: number): string[] {
  const sent = stage.line.network.messages.slice(before).filter(({ direction }) => direction === 'outbound-api');
  const told = sent.map(({ to, body }) => {
    const name = nameOf(stage, to);
    const shown = body.replaceAll('\n', '\n  ').replaceAll(LONG_ID, '$1_...');
    return { name: name === stage.person && stage.call === null ? '' : name, body: shown };
  });
  return told.toSorted((a, b) => a.name.localeCompare(b.name, 'nb')).map(({ name, body }) => `${name}< ${body}`);
}

const MINUTE_MS = 60_000;
/** A wall time moved by minutes. */
export const later = (wall: string, minutes: number): string =>
  new Date(Date.parse(`${wall}Z`) + minutes * MINUTE_MS).toISOString().slice(0, 16);

/** The code as it was texted, now or earlier. */
function codeOf({ line, cast, person }: Stage, n: number): string {
  const number = cast.people[person];
  const sent = codesTo(line, number ?? '');
  return [...(cast.codes?.[person] ?? []), ...sent][n - 1] ?? fail(`code ${n} of ${person}`);
}

/** The codes of offers in the texts to a number. */
export const codesTo = ({ network }: Line, number: string): string[] => [
  ...new Set(
    network.messages
      .filter(({ to }) => to === number)
      .flatMap(({ body }) =>
        [...body.matchAll(/(?:Oppdrag|Assignment|JA|YES) (\d{3})\b/g)].map(([, code = '']) => code),
      ),
  ),
];

const numberOf = ({ cast, person }: Stage): string => cast.people[person] ?? fail(`who is "${person}"?`);
const on = ({ call }: Stage): PhoneCall => call ?? fail('nobody is in a call');

function fail(what: string): never {
  throw new Error(`the script cannot be played: ${what}`);
}
