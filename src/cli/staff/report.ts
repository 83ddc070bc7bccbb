import { lstatSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { CommanderError } from 'commander';
import { Refusal } from '../../domain/base/refusal.ts';
import { monthNamed } from '../../domain/statistics/month.ts';
import { reportOf } from '../../domain/statistics/report.ts';
import { toWall } from '../../domain/base/time.ts';
import { writeTable } from '../../feeds/write-table.ts';
import { openAppFor } from '../framework/app.ts';
import { centreGiven } from '../framework/arguments.ts';
import { safe } from '../framework/escape.ts';
import { table, wrap } from '../framework/print.ts';
import { pageOf } from './lib/report-page.ts';
import { tablesOf, type ReportTable } from './lib/report-tables.ts';
import { withContext, text } from '../framework/run.ts';
import type { Run } from '../framework/command.ts';

/** Shows the figures of a month, and writes them to a file on request. No figure describes fewer than five people. */
export const run: Run = (invocation) =>
  withContext(invocation, async (context) => {
    const { now } = context.moment();
    const month = monthNamed(text(invocation.options['month']) ?? toWall(now).slice(0, 7));
    if (month === null) throw new CommanderError(2, 'month', 'A month is written as 2026-11.');
    const centre = await centreGiven(context);
    const files = ['csv', 'html'].flatMap((kind) => {
      const named = text(invocation.options[kind]);
      return named === undefined ? [] : [{ kind, file: freeFile(named) }];
    });
    const report = await reportOf(context.store.db, centre, month, context.moment().now);
    const app = await openAppFor(context);
    const words = app.words(centre.language);
    const language = app.languages.includes(centre.language) ? centre.language : 'nb';
    const tables = tablesOf(report, words, language);
    const title = words({
      key: 'report.title',
      params: { centre: centre.name, month: inWords(month.firstDate, language) },
    });
    const note = words({ key: 'report.note' });
    const none = words({ key: 'report.none' });
    for (const { kind, file } of files) {
      const content = kind === 'csv' ? csvOf(tables) : pageOf({ title, language, note, none, tables });
      writeFileSync(file, content, { flag: 'wx', mode: 0o600 });
    }
    const written = files.map(({ file }) => file);
    const drawn = tables.map(
      (t) => `${t.title}\n${table(invocation.io, t.head.map(wrap), [...t.rows, ...totalOf(t)], none)}`,
    );
    const wrote = written.length === 0 ? [] : [`Written to ${written.map((f) => safe(f)).join(' and ')}.`];
    return { json: { ...report, files: written }, text: [title, ...drawn, note, ...wrote].join('\n\n') };
  });

/** "november 2026". */
const inWords = (date: string, language: string): string =>
  new Intl.DateTimeFormat(language, { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(
    new Date(`${date}T12:00:00Z`),
  );

const totalOf = ({ rows, total }: ReportTable): (string | number)[][] =>
  total === undefined || rows.length === 0 ? [] : [total];

function freeFile(named: string): string {
  const file = resolve(named);
  if (lstatSync(file, { throwIfNoEntry: false }) !== undefined)
    throw new Refusal(`${file} exists. Choose a name that is not taken yet.`);
  return file;
}

/** All tables in one, with the part's name in front of each row, so that a spreadsheet can filter by it. */
function csvOf(tables: readonly ReportTable[]): string {
  const widest = Math.max(...tables.map(({ head }) => head.length));
  const pad = (row: readonly (string | number)[]): (string | number | null)[] =>
    Array.from({ length: widest }, (_, i) => row[i] ?? null);
  const rows = tables.flatMap((t) => [
    [t.title, ...pad(t.head)],
    ...[...t.rows, ...totalOf(t)].map((row) => [t.title, ...pad(row)]),
  ]);
  const [first = [], ...rest] = rows;
  return writeTable(
    first.map((name) => String(name ?? '')),
    rest,
  );
}
