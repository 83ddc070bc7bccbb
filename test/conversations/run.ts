/**
 * Holds the conversations of the files that are named (residents.txt where none is) with the demo, and prints how they went.
 * `--all` shows every turn, not only those that were not answered well.
 */
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openLine } from '../support/line/line.ts';
import { hold, type Held } from './hold.ts';
import { readConversations, type Conversation } from './read.ts';

const AT = '2026-11-24T10:00';
const HERE = import.meta.dirname;

const named = process.argv.slice(2).filter((word) => !word.startsWith('--'));
const all = process.argv.includes('--all');
const folder = mkdtempSync(join(tmpdir(), 'ringerunde-conversations-'));
try {
  const demo = join(folder, 'demo.db');
  await (await openLine({ file: demo, at: AT, demo: AT })).close();
  const held: { one: Conversation; turns: Held[] }[] = [];
  for (const file of named.length === 0 ? ['residents.txt'] : named) {
    for (const one of readConversations(join(HERE, file))) held.push({ one, turns: await afresh(demo, one) });
  }
  console.log([...table(held), '', ...sums(held), '', ...held.flatMap(told)].join('\n'));
} finally {
  rmSync(folder, { recursive: true });
}

async function afresh(demo: string, one: Conversation): Promise<Held[]> {
  const file = join(folder, `${one.id}.db`);
  copyFileSync(demo, file);
  const line = await openLine({ file, at: one.at ?? AT });
  try {
    return await hold(line, one);
  } finally {
    await line.close();
  }
}

function table(held: { one: Conversation; turns: Held[] }[]): string[] {
  const head = ['id', 'who', 'data', 'turns', 'well', 'staff, not needed', 'staff, may be', 'staff missed', ''];
  const rows = held.map(({ one, turns }) => [
    one.id,
    `${one.who}, ${one.channel}`,
    one.data,
    String(turns.length),
    String(turns.filter(well).length),
    String(turns.filter(toStaff('no')).length),
    String(turns.filter(toStaff('fine')).length),
    String(turns.filter(({ faults }) => faults.includes('staff do not hear of it')).length),
    one.title,
  ]);
  const widths = head.map((_, i) => Math.max(...[head, ...rows].map((row) => row[i]?.length ?? 0)));
  return [head, ...rows].map((row) =>
    row
      .map((cell, i) => cell.padEnd(widths[i] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}

function well({ faults }: Held): boolean {
  return faults.length === 0;
}
function toStaff(staff: string): (held: Held) => boolean {
  return ({ turn, rows }) => turn.staff === staff && rows.length > 0;
}

function sums(held: { one: Conversation; turns: Held[] }[]): string[] {
  const turns = held.flatMap((h) => h.turns);
  const unasked = held.filter((h) => h.turns.some((t) => toStaff('no')(t) || toStaff('fine')(t)));
  const needless = held.filter((h) => h.turns.some(toStaff('no')));
  return [
    `conversations ${held.length}, every turn answered well in ${held.filter((h) => h.turns.every(well)).length}`,
    `turns ${turns.length}, answered well ${turns.filter(well).length}`,
    `conversations that went to staff unasked ${unasked.length}; of those with a question that the data answers ${needless.length}`,
    `turns that went to staff though the data answers them ${turns.filter(toStaff('no')).length}; ` +
      `though they may ${turns.filter(toStaff('fine')).length}`,
    `turns that staff had to hear of and did not ${turns.filter(({ faults }) => faults.includes('staff do not hear of it')).length}`,
  ];
}

function told({ one, turns }: { one: Conversation; turns: Held[] }): string[] {
  const shown = turns.filter((turn) => all || !well(turn));
  if (shown.length === 0) return [];
  return [`== ${one.id} ${one.title}`, ...shown.flatMap(lines), ''];
}

function lines({ turn, answer, rows, faults }: Held): string[] {
  return [
    `> ${turn.said}`,
    ...(answer === null ? [] : [`< ${answer === '' ? '(nothing)' : answer.replaceAll('\n', '\n  ')}`]),
    ...rows.map((row) => `  [${row.replace(/ \w+_\w+$/, '')}]`),
    `  ${faults.length === 0 ? 'well' : `NOT WELL: ${faults.join('; ')}`}`,
  ];
}
