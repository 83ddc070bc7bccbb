import type { Line } from './line.ts';

type Row = Readonly<Record<string, unknown>>;

/** Runs a command and returns its rows. */
export async function rowsOf(line: Line, command: string): Promise<Row[]> {
  const { code, json, said } = await line.cli(command.split(' '));
  if (code !== 0) throw new Error(`${command}: ${said}`);
  return json as Row[];
}

const LISTS = ['assignments list', 'activities list', 'volunteers list'];

/**
 * Resolves {...} in a script: the number of a person, "inbox Kari" and "callback Kari" (the person's open one),
 * "broadcast paused" (the one with that status), or else the id of the assignment, activity or volunteer with that
 * title or name.
 */
export async function meantBy(
  line: Line,
  people: Readonly<Record<string, string>>,
  { centre, name }: { centre: string; name: string },
): Promise<string> {
  const number = people[name];
  if (number !== undefined) return number;
  const [kind, ...rest] = name.split(' ');
  const of = rest.join(' ');
  const places = ` --centre ${centre}`;
  if (kind === 'inbox' || kind === 'callback') {
    const list = kind === 'inbox' ? 'inbox list' : 'callbacks list';
    return idIn(await rowsOf(line, `${list} --vis${places}`), ({ number: theirs }) => theirs === people[of], name);
  }
  if (kind === 'broadcast')
    return idIn(await rowsOf(line, `broadcast list${places}`), ({ status }) => status === of, name);
  for (const list of LISTS) {
    const rows = await rowsOf(line, `${list}${places}`);
    const found = rows.find(({ title, name: called }) => title === name || called === name);
    if (found !== undefined) return String(found['id']);
  }
  throw new Error(`nothing is called "${name}"`);
}

function idIn(rows: readonly Row[], isMeant: (row: Row) => boolean, name: string): string {
  const found = rows.find(isMeant);
  if (found === undefined) throw new Error(`there is no "${name}"`);
  return String(found['id']);
}
