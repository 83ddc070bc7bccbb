import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { openLine, type FakeCall, type FakeMessage, type Line } from './line.ts';
import type { Cast } from './script.ts';

/** The data on disk and at the network when a new build replaces an old one. */
export interface Kept {
  at: string;
  cast: Cast;
  file: Buffer;
  messages: readonly FakeMessage[];
  calls: readonly FakeCall[];
}

/**
 * The network's part of a fixture: unreported texts, ringing phones, calls, and the codes of offers that were texted.
 */
interface Network extends Pick<Cast, 'codes'> {
  messages: (Omit<FakeMessage, 'createdAt'> & { createdAt: string })[];
  calls: (Omit<FakeCall, 'createdAt'> & { createdAt: string })[];
  held: Cast['calls'];
}

const read = <T>(folder: string, file: string): T => JSON.parse(readFileSync(join(folder, file), 'utf8')) as T;
const dated = <T extends { createdAt: string }>(one: T): Omit<T, 'createdAt'> & { createdAt: Date } => ({
  ...one,
  createdAt: new Date(one.createdAt),
});

/** Reads a fixture from its folder. */
export function readKept(folder: string): Kept {
  const { at, ...named } = read<Omit<Cast, 'calls'> & { at: string }>(folder, 'cast.json');
  const { messages, calls, held, codes = {} } = read<Network>(folder, 'network.json');
  return {
    at,
    cast: { ...named, calls: held, codes },
    file: gunzipSync(readFileSync(join(folder, 'line.db.gz'))),
    messages: messages.map(dated),
    calls: calls.map(dated),
  };
}

/** Opens a copy with the current build; `close` returns the data at the end. */
export async function openKept(kept: Kept): Promise<{ line: Line; close: () => Promise<Kept> }> {
  const place = mkdtempSync(join(tmpdir(), 'ringerunde-kept-'));
  const path = join(place, 'line.db');
  writeFileSync(path, kept.file);
  const line = await openLine({ file: path, at: kept.at });
  line.network.messages.push(...kept.messages.map((one) => ({ ...one })));
  line.network.calls.push(...kept.calls.map((one) => ({ ...one })));
  return {
    line,
    close: async () => {
      await line.close();
      const file = readFileSync(path);
      rmSync(place, { recursive: true });
      const { messages, calls } = line.network;
      return { ...kept, file, messages, calls };
    },
  };
}

/** The same data after all pending messages have left. */
export async function settled(kept: Kept): Promise<Kept> {
  const { line, close } = await openKept(kept);
  await line.settle();
  return close();
}
