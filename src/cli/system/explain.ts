import { existsSync } from 'node:fs';
import { readDataFile } from '../../feeds/data-file.ts';
import { readPlaces } from '../../feeds/places.ts';
import { CommanderError } from 'commander';
import { createClock } from '../../service/app/clock.ts';
import {
  explainer,
  explainFrom,
  placeRegisterOf,
  placesOr,
  type Reading,
  type Sample,
} from '../../service/text/explain.ts';
import type { Centre } from '../../db/schema/index.ts';
import { theCentre } from '../../domain/centres/centres.ts';
import { fileGiven, numberGiven } from '../framework/arguments.ts';
import { openHouseAt } from '../framework/app.ts';
import { facts } from '../framework/print.ts';
import { safeJson } from '../framework/escape.ts';
import { atDesk, configOf, text } from '../framework/run.ts';
import type { Call, Desk, Run } from '../framework/command.ts';

/** Says how a text would be read. Changes nothing, and makes no database where there is none. */
export const run: Run = async (call) => {
  const said = call.args.join(' ');
  const from = text(call.options['from']);
  const file = text(call.options['jsonl']);
  if (file !== undefined) return explainFile(call, file);
  if (call.args.length === 0) {
    throw new CommanderError(
      2,
      'ringerunde.noText',
      'This needs a text: ringerunde explain "noe å finne på på torsdag"',
    );
  }
  const context = text(call.options['context']);
  const reading =
    from === undefined ? (await explainerFor(call))({ text: said, context }) : await asSaidBy(call, from, said);
  return { json: reading, text: shown(reading) };
};

const asSaidBy = (call: Call, from: string, said: string): Promise<Reading> =>
  atDesk(call, async (desk) => {
    const number = numberGiven(from);
    const [centre, house] = [await centreOf(desk, number), await openHouseAt(desk)];
    return explainFrom(house, { centre, number, text: said });
  });

/** The centre that was named, or else the one that this person wrote to last. */
async function centreOf(desk: Desk, number: string): Promise<Centre> {
  const latest = await desk.store.db
    .selectFrom('person')
    .select('centre_id')
    .where('number', '=', number)
    .where('last_inbound_at', 'is not', null)
    .orderBy('last_inbound_at', 'desc')
    .executeTakeFirst();
  return theCentre(desk.store.db, desk.call.centre ?? latest?.centre_id);
}

/** Backed by the places of the database, or by those that come with the program. */
async function explainerFor(call: Call): Promise<(sample: Sample) => Reading> {
  const config = configOf(call);
  const bundled = () => readPlaces(readDataFile('places-agder.csv')).rows;
  const file = config.databaseUrl.startsWith('sqlite:') ? config.databaseUrl.slice('sqlite:'.length) : null;
  if (file !== null && !existsSync(file)) {
    return explainer(placeRegisterOf(bundled()), createClock(config.clockStart).now().toISOString());
  }
  return atDesk(call, async ({ store, clock }) => {
    // As the environment says it, also where the simulator's clock has been moved on since.
    const now = config.clockStart === null ? clock.now() : createClock(config.clockStart).now();
    return explainer(await placesOr(store.db, bundled), now.toISOString());
  });
}

function shown({ intent, slots, language, confidence }: Reading): string {
  const named = Object.entries(slots).map(([slot, value]): [string, string] => [`  ${slot}`, String(value)]);
  return facts([
    ['intent', intent],
    ...named,
    ['language', language ?? 'cannot be told'],
    ['confidence', confidence.toFixed(2)],
  ]);
}

const CHUNK = 64 * 1024;

async function explainFile(call: Call, file: string): Promise<0 | 1> {
  const lines = (file === '-' ? await everything(call.io.input) : new TextDecoder().decode(fileGiven(file))).split(
    '\n',
  );
  const explain = await explainerFor(call);
  let chunk = '';
  let unread = 0;
  for (const [n, line] of lines.entries()) {
    if (line.trim() === '') continue;
    const sample = sampleOf(line);
    if ('error' in sample) unread++;
    const answer = 'error' in sample ? { line: n + 1, ...sample } : { ...sample.echo, ...explain(sample) };
    chunk += `${safeJson(answer)}\n`;
    if (chunk.length >= CHUNK) {
      call.io.out(chunk);
      chunk = '';
    }
  }
  call.io.out(chunk);
  return unread > 0 ? 1 : 0;
}

type Line = (Sample & { echo: { id?: unknown } }) | { error: string };

function sampleOf(line: string): Line {
  let said: unknown;
  try {
    said = JSON.parse(line.replace(/^\ufeff/, ''));
  } catch {
    return { error: 'This line is no JSON.' };
  }
  if (typeof said !== 'object' || said === null || !('text' in said) || typeof said.text !== 'string') {
    return { error: 'This line has no "text".' };
  }
  const context = 'context' in said && typeof said.context === 'string' ? said.context : undefined;
  const detail = 'context_detail' in said ? said.context_detail : undefined;
  return { text: said.text, context, list: listIn(detail), echo: 'id' in said ? { id: said.id } : {} };
}

function listIn(detail: unknown): string[] | undefined {
  if (typeof detail !== 'object' || detail === null || !('list' in detail) || !Array.isArray(detail.list))
    return undefined;
  return detail.list.filter((line): line is string => typeof line === 'string');
}

async function everything(input: NodeJS.ReadableStream): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of input) chunks.push(Buffer.from(chunk as Buffer));
  return Buffer.concat(chunks).toString('utf8');
}
