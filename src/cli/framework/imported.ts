import { count, table, wrap } from './print.ts';
import type { CommandResult } from './command.ts';

interface Imported {
  imported: number;
  updated: number;
  rejected: readonly { line: number; why: string }[];
  skipped?: number;
  format?: string;
  dryRun?: boolean;
}

const SHOWN_MAX = 50;

/** What became of a file: how many rows were taken, and why the others were not. */
export function imported(done: Imported): CommandResult {
  const { rejected, skipped = 0 } = done;
  const words = done.dryRun === true ? 'would be taken in' : `imported, ${done.updated} updated`;
  const lines = [`${done.imported} ${words}, ${count(rejected.length, 'row')} rejected.`];
  if (skipped > 0) lines.push(`${count(skipped, 'row')} skipped: names and numbers that are not in use any more.`);
  const rows = rejected.slice(0, SHOWN_MAX).map((r) => [r.line, r.why]);
  if (rows.length > 0) lines.push(table({ env: {} }, ['line', wrap('why it was rejected')], rows));
  if (rejected.length > SHOWN_MAX) lines.push(`And ${rejected.length - SHOWN_MAX} more: --json lists them all.`);
  return { json: done, text: lines.join('\n') };
}
