import { meantBy } from './ids.ts';
import type { Fault, Line } from './line.ts';
import { heldOf, letRing, onTheLine, pickUp, ringLine, sendText, type CallHeld, type PhoneCall } from './phones.ts';

interface Centre {
  id: string;
  text: string;
  voice: string;
}

/** Who and what a script may name. */
export interface Cast {
  /** Numbers by name. */
  people: Readonly<Record<string, string>>;
  /** The centre that is meant where none is named, and others by their id. */
  centre: Centre;
  others?: Readonly<Record<string, Centre>>;
  /** Codes of the offers that somebody got, in that order. */
  codes?: Readonly<Record<string, readonly string[]>>;
  /** Calls that are held, by the name of who is in them. */
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
 * Plays a script and writes below each line what came of it. Lines of the script:
 *
 *   # ...                        a remark
 *   @ Kari                       it is about Kari from here
 *   @ centre kvinesdal           the centre that they write to and ring, and of the commands
 *   @ clock 2026-11-25T12:00     that time comes
 *   @ tick 5 | @ tidy            so many minutes go by | what the service does now and then
 *   @ rings | @ goes on          they ring the line | their call goes on that was held
 *   @ holds the line             their call is held for `goes on`
 *   @ picks up | @ lets it ring  the phone that the line rings
 *   @ staff 1 | silent | away    who takes the staff phone presses this; a voicemail; nobody
 *   @ message 12 | @ hangs up    a message of so many seconds
 *   @ network error after        the next message ends so (fake-twilio.ts); `busy from 4`: the fourth and all after it are refused
 *   @ network as usual | loses   nothing goes wrong any more | it never had the last message
 *   @ reports stop | come        whether delivery is reported
 *   @ reports undelivered 30003  what was sent to them last, with this code
 *   > ...                        a text; in a call keys, "words", or ... for silence; {code 2} is that of the second offer they got
 *   $ command | key | fields     what staff type; `?field=value` between the bars keeps rows; {name} is an id (ids.ts)
 *
 * What comes back: `<` to them, `Name<` to others, `((Name's phone rings))`, `=` what the command line answers.
 * @param lines what has been played so far, also when it ends with a fault
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

/** What a script has from an earlier play. */
const COMES_BACK = /^([\p{L}\d+]*<( |$)| {2}|= |\(\()/u;
/** So many lines are shown of what came before a line that cannot be played. */
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

/** Runs a command as a script writes it, which takes a minute; answers what it asks to be shown. */
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

/** The fields that a script asks for; a row a line. */
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

/** An id of ours in full. */
const LONG_ID = /\b([a-z]+)_[0-9a-f]{24,}\b/g;

/** What was texted, to them first; the network may have got it in another order. */
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
/** A wall time so many minutes later. */
export const later = (wall: string, minutes: number): string =>
  new Date(Date.parse(`${wall}Z`) + minutes * MINUTE_MS).toISOString().slice(0, 16);

/** The code as it was texted, now or before. */
function codeOf({ line, cast, person }: Stage, n: number): string {
  const number = cast.people[person];
  const sent = codesTo(line, number ?? '');
  return [...(cast.codes?.[person] ?? []), ...sent][n - 1] ?? fail(`code ${n} of ${person}`);
}

/** The codes of offers in what was texted to a number. */
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
