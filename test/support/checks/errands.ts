import type { Desk } from '../cli.ts';

/** Volunteers who may be asked, with the numbers of the named people. */
export const ASKED = {
  Kari: '+4790000001',
  Ola: '+4790000002',
  Solveig: '+4790000003',
  Tor: '+4790000016',
} as const;

/** Data that only confirmed volunteers may know. */
export const SECRET = {
  recipient: 'Sentinella Mottaker',
  address: 'Hemmeligveien 99',
  phone: '+4790000077',
  details: 'Nokkelboks 4711 bak veden',
} as const;

/** Adds volunteers who have had the first talk; returns their ids by name. */
export async function addVolunteers(context: Desk, names: Readonly<Record<string, string>> = ASKED) {
  const ids: Record<string, string> = {};
  for (const [name, phone] of Object.entries(names)) {
    const language = name === 'Solveig' ? 'nn' : 'nb';
    const who = ['--name', name, '--phone', phone, '--postcode', '4836', '--language', language];
    const added = await context.run('volunteers', 'add', ...who, '--met', '2026-01-15', '--json');
    ids[name] = added.json<{ id: string }>().id;
  }
  return ids;
}

/** Adds an assignment with all its secret data; returns its id. */
export async function addErrand(context: Desk, ...more: string[]): Promise<string> {
  const what = ['--title', 'Følge til øyelege', '--at', '2026-12-01T11:00', '--minutes', '90', '--postcode', '4836'];
  const secret = Object.entries(SECRET).flatMap(([name, value]) => [`--${name}`, value]);
  const about = ['--description', 'Rolig tempo.'];
  const added = await context.run('assignments', 'add', ...what, ...about, ...secret, ...more, '--json');
  return added.json<{ id: string }>().id;
}
