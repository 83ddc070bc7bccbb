import { existsSync } from 'node:fs';
import { CommanderError } from 'commander';
import { createClock } from '../../service/app/clock.ts';
import {
  explainer,
  explainFrom,
  placeRegisterOf,
  placesOr,
  type Reading,
  type ExplainedText,
} from '../../service/text/explain.ts';
import type { Centre } from '../../db/schema/index.ts';
import { listCentres, theCentre } from '../../domain/centres/centres.ts';
import { pointOf } from '../../domain/places/places.ts';
import { bundledPlaces } from '../../feeds/register.ts';
import { fileGiven, numberGiven } from '../framework/arguments.ts';
import { openAppFor } from '../framework/app.ts';
import { facts } from '../framework/print.ts';
import { safeJson } from '../framework/escape.ts';
import { withContext, configOf, text } from '../framework/run.ts';
import type { Invocation, CommandContext, Run } from '../framework/command.ts';

/** Says how the line would read a text. Changes nothing, and creates no database. */
export const run: Run = async (invocation) => {
  const said = invocation.args.join(' ');
  const from = text(invocation.options['from']);
  const file = text(invocation.options['jsonl']);
  if (file !== undefined) return explainFile(invocation, file);
  if (invocation.args.length === 0) {
    throw new CommanderError(
      2,
      'ringerunde.noText',
      'This needs a text: ringerunde explain "noe å finne på på torsdag"',
    );
  }
  const context = text(invocation.options['context']);
  const reading =
    from === undefined
      ? (await explainerFor(invocation))({ text: said, context })
      : await asSaidBy(invocation, from, said);
  return { json: asJson(reading), text: shown(reading) };
};

const asSaidBy = (invocation: Invocation, from: string, said: string): Promise<Reading> =>
  withContext(invocation, async (context) => {
    const number = numberGiven(from);
    const [centre, app] = [await centreOf(context, number), await openAppFor(context)];
    return explainFrom(app, { centre, number, text: said });
  });

/** The named centre, or the one to which the person wrote last. */
async function centreOf(context: CommandContext, number: string): Promise<Centre> {
  const latest = await context.store.db
    .selectFrom('person')
    .select('centre_id')
    .where('number', '=', number)
    .where('last_inbound_at', 'is not', null)
    .orderBy('last_inbound_at', 'desc')
    .executeTakeFirst();
  return theCentre(context.store.db, context.invocation.centre ?? latest?.centre_id);
}

/** Uses the places of the database, or those that come with the program. */
async function explainerFor(invocation: Invocation): Promise<(sample: ExplainedText) => Reading> {
  const config = configOf(invocation);
  const file = config.databaseUrl.startsWith('sqlite:') ? config.databaseUrl.slice('sqlite:'.length) : null;
  if (file !== null && !existsSync(file)) {
    return explainer(placeRegisterOf(bundledPlaces()), createClock(config.clockStart).now().toISOString());
  }
  return withContext(invocation, async ({ store, clock }) => {
    // The clock of the environment, even after the simulator's clock was moved.
    const now = config.clockStart === null ? clock.now() : createClock(config.clockStart).now();
    const places = await placesOr(store.db, bundledPlaces);
    const centres = await listCentres(store.db);
    const centre =
      centres.find(({ id }) => id === invocation.centre) ?? (centres.length === 1 ? centres[0] : undefined);
    return explainer(places, now.toISOString(), centre === undefined ? undefined : pointOf(places, centre));
  });
}

const asJson = ({ intent, slots, language, confidence, keyword }: Reading): object => ({
  intent,
  slots,
  language,
  confidence,
  keyword,
});

function shown({ intent, slots, language, confidence, keyword }: Reading): string {
  const named = Object.entries(slots).map(([slot, value]): [string, string] => [`  ${slot}`, String(value)]);
  return facts([
    ['intent', intent],
    ...named,
    ['language', language ?? 'cannot be told'],
    ['confidence', confidence.toFixed(2)],
    ['keyword', keyword ?? '-'],
  ]);
}

const CHUNK = 64 * 1024;

async function explainFile(invocation: Invocation, file: string): Promise<0 | 1> {
  const lines = (
    file === '-' ? await everything(invocation.io.input) : new TextDecoder().decode(fileGiven(file))
  ).split('\n');
  const explain = await explainerFor(invocation);
  let chunk = '';
  let unread = 0;
  for (const [n, line] of lines.entries()) {
    if (line.trim() === '') continue;
    const sample = sampleOf(line);
    if ('error' in sample) unread++;
    const answer = 'error' in sample ? { line: n + 1, ...sample } : { ...sample.echo, ...asJson(explain(sample)) };
    chunk += `${safeJson(answer)}\n`;
    if (chunk.length >= CHUNK) {
      invocation.io.out(chunk);
      chunk = '';
    }
  }
  invocation.io.out(chunk);
  return unread > 0 ? 1 : 0;
}

type Line = (ExplainedText & { echo: { id?: unknown } }) | { error: string };

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
