import { createReadStream, readFileSync, statSync } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { parse } from 'csv-parse';
import { Refusal } from '../../domain/base/refusal.ts';

/** What the register of units (Enhetsregisteret) says about one unit; nothing about persons is read. */
export interface RegisteredUnit {
  orgnr: string;
  name: string;
  /** Whether it is in the register of voluntary organisations. */
  voluntary: boolean;
  deleted: boolean;
}

/** JSON is read whole; the register's bulk file of all units is larger. */
const JSON_BYTES_MAX = 256 * 1024 * 1024;
const OPEN_ADDRESS = 'https://data.brreg.no/enhetsregisteret/api/enheter';
const ANSWER_MS = 10_000;

/**
 * Reads the wanted units from a file: the register's bulk file as CSV or JSON, also packed (.gz), or an answer of its
 * interface. Source of the columns: the register's open documentation.
 * @throws Refusal when it is no such file
 */
export async function unitsInFile(path: string, wanted: ReadonlySet<string>): Promise<Map<string, RegisteredUnit>> {
  const size = statSync(path, { throwIfNoEntry: false })?.size;
  if (size === undefined) throw new Refusal(`There is no file ${path}.`);
  if (!/\.json$/i.test(path)) return unitsInCsv(path, wanted);
  if (size > JSON_BYTES_MAX)
    throw new Refusal('This JSON file is too large to be read whole. Take the register as CSV.');
  const units = new Map<string, RegisteredUnit>();
  for (const one of objectsIn(parsed(readFileSync(path, 'utf8')))) take(units, wanted, one);
  return units;
}

async function unitsInCsv(path: string, wanted: ReadonlySet<string>): Promise<Map<string, RegisteredUnit>> {
  const units = new Map<string, RegisteredUnit>();
  const parser = parse({
    columns: (names: string[]) => headed(names),
    bom: true,
    delimiter: [',', ';'],
    relax_column_count: true,
  });
  const rows = async (source: AsyncIterable<Record<string, unknown>>): Promise<void> => {
    for await (const row of source) take(units, wanted, row);
  };
  const file = createReadStream(path);
  try {
    await (/\.gz$/i.test(path) ? pipeline(file, createGunzip(), parser, rows) : pipeline(file, parser, rows));
  } catch (error) {
    if (error instanceof Refusal) throw error;
    throw new Refusal(`The file cannot be read as the register's CSV: ${error instanceof Error ? error.message : ''}`);
  }
  return units;
}

function headed(names: readonly string[]): string[] {
  if (!names.includes('organisasjonsnummer') || !names.includes('navn'))
    throw new Refusal(
      'The first line must name the columns organisasjonsnummer and navn, as in the bulk file of the register.',
    );
  return [...names];
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Refusal('The file is no JSON.');
  }
}

/** The objects with an organisation number: the whole, the items of a list, or those of a page of the interface. */
function objectsIn(whole: unknown): Record<string, unknown>[] {
  if (Array.isArray(whole)) return whole.flatMap(objectsIn);
  if (typeof whole !== 'object' || whole === null) return [];
  const one = whole as Record<string, unknown>;
  if ('organisasjonsnummer' in one) return [one];
  return [one['_embedded'], one['enheter']].flatMap(objectsIn);
}

const cellOf = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';

function take(units: Map<string, RegisteredUnit>, wanted: ReadonlySet<string>, row: Record<string, unknown>): void {
  const orgnr = cellOf(row['organisasjonsnummer']).replace(/\s/g, '');
  if (wanted.has(orgnr)) units.set(orgnr, unitOf(orgnr, row));
}

const unitOf = (orgnr: string, row: Record<string, unknown>): RegisteredUnit => ({
  orgnr,
  name: cellOf(row['navn']),
  voluntary:
    row['registrertIFrivillighetsregisteret'] === true ||
    /^(?:true|ja|j|1)$/i.test(cellOf(row['registrertIFrivillighetsregisteret'])),
  deleted: cellOf(row['slettedato']) !== '',
});

/**
 * Asks the register's open interface for each wanted unit, one after the other.
 * @throws Refusal when it cannot be reached
 */
export async function unitsFromRegister(
  wanted: ReadonlySet<string>,
  { address = OPEN_ADDRESS, progress = () => {} }: { address?: string; progress?: (done: number) => void } = {},
): Promise<Map<string, RegisteredUnit>> {
  const units = new Map<string, RegisteredUnit>();
  let done = 0;
  for (const orgnr of wanted) {
    const answer = await asked(`${address}/${orgnr}`);
    const isThere = answer.status === 200;
    if (isThere) take(units, wanted, (await answer.json()) as Record<string, unknown>);
    else if (answer.status === 410) units.set(orgnr, { orgnr, name: '', voluntary: false, deleted: true });
    else if (answer.status !== 404)
      throw new Refusal(`The register answers ${answer.status}. Try again later, or give a file: --file <bulk file>`);
    progress(++done);
  }
  return units;
}

async function asked(url: string): Promise<Response> {
  try {
    return await fetch(url, { headers: { accept: 'application/json' }, signal: AbortSignal.timeout(ANSWER_MS) });
  } catch {
    throw new Refusal('The register cannot be reached from here. Give its bulk file instead: --file <file>');
  }
}
