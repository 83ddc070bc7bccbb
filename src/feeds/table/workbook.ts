import { inflateRawSync } from 'node:zlib';
import readWorkbookFile from 'read-excel-file/universal';
import { Refusal } from '../../domain/base/refusal.ts';
import type { Sentences } from '../sentences/sentences.ts';

/** A workbook that unpacks to more is no list of people. */
const UNPACKED_MAX = 64 * 1024 * 1024;
const WINDOWS_DAY_ZERO = '1899-12-30';
const MAC_DAY_ZERO = '1904-01-01';

interface Sheet {
  /** As CSV would have it: days as ISO, yes and no as words. */
  rows: string[][];
  said: string[];
  dayZero: string;
}

/**
 * A sheet of a workbook (.xlsx, ECMA-376): the one that is named, else the first that has a row. A day is written as ISO, a time
 * of day as "18:30", a number without spaces.
 * @throws Refusal when it cannot be opened, unpacks to more than 64 MB, or has no such sheet
 */
export async function readWorkbook(
  bytes: Uint8Array,
  { say, sheet: wanted }: { say: Sentences; sheet?: string | undefined },
): Promise<Sheet> {
  const parts = partsOf(bytes);
  const unpacked = parts?.reduce((sum, part) => sum + part.size, 0) ?? 0;
  if (parts === null || unpacked > UNPACKED_MAX) throw new Refusal(say.noWorkbook());
  const sheets = await readWorkbookFile(new Uint8Array(bytes).buffer).catch(() => {
    throw new Refusal(say.noWorkbook());
  });
  const filled = sheets.filter(({ data }) => data.length > 0);
  const chosen =
    wanted === undefined
      ? (filled[0] ?? sheets[0])
      : (sheets.find(({ sheet }) => sheet.toLowerCase() === wanted.trim().toLowerCase()) ?? sheets[Number(wanted) - 1]);
  const names = sheets.map(({ sheet }) => sheet).join(', ');
  if (chosen === undefined) throw new Refusal(say.noSheet(wanted ?? '', names));
  const others = filled.filter((one) => one !== chosen).map(({ sheet }) => sheet);
  return {
    rows: chosen.data.map((row) => row.map(written)),
    said: wanted === undefined && others.length > 0 ? [say.otherSheets(chosen.sheet, others.join(', '))] : [],
    dayZero: countsFrom1904(bytes, parts) ? MAC_DAY_ZERO : WINDOWS_DAY_ZERO,
  };
}

/** The types of the library say `typeof Date` where a date comes. */
function written(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (value instanceof Date) return writtenDay(value);
  if (typeof value === 'boolean') return value ? 'ja' : 'nei';
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

/** Excel keeps a moment as a fraction of a day, so that 18:30 may come as 18:29:59.999. */
function writtenDay(date: Date): string {
  const iso = new Date(Math.round(date.getTime() / 60_000) * 60_000).toISOString();
  if (iso.startsWith('1899-12-3') || iso.startsWith('1904-01-01')) return iso.slice(11, 16);
  return iso.endsWith('T00:00:00.000Z') ? iso.slice(0, 10) : iso.slice(0, 16);
}

interface Part {
  name: string;
  size: number;
  packed: number;
  method: number;
  at: number;
}

/** The directory at the end of a zip file (APPNOTE 4.3.12); null without one. */
function partsOf(bytes: Uint8Array): Part[] | null {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = view.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]));
  if (end < 0 || end + 20 > view.length) return null;
  const parts: Part[] = [];
  let at = view.readUInt32LE(end + 16);
  for (let n = view.readUInt16LE(end + 10); n > 0; n--) {
    if (at + 46 > view.length || view.readUInt32LE(at) !== 0x02014b50) return null;
    const [name, extra, comment] = [view.readUInt16LE(at + 28), view.readUInt16LE(at + 30), view.readUInt16LE(at + 32)];
    parts.push({
      name: view.toString('utf8', at + 46, at + 46 + name),
      size: view.readUInt32LE(at + 24),
      packed: view.readUInt32LE(at + 20),
      method: view.readUInt16LE(at + 10),
      at: view.readUInt32LE(at + 42),
    });
    at += 46 + name + extra + comment;
  }
  return parts;
}

/** Whether the workbook counts its days from 1904, as Excel on old Macs does. */
function countsFrom1904(bytes: Uint8Array, parts: readonly Part[]): boolean {
  const part = parts.find(({ name }) => name === 'xl/workbook.xml');
  if (part === undefined || part.size > 1024 * 1024) return false;
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (part.at + 30 > view.length) return false;
  const start = part.at + 30 + view.readUInt16LE(part.at + 26) + view.readUInt16LE(part.at + 28);
  const raw = view.subarray(start, start + part.packed);
  const xml = part.method === 0 ? raw : inflateRawSync(raw, { maxOutputLength: 1024 * 1024 });
  return /date1904="(?:1|true)"/.test(xml.toString('utf8'));
}
