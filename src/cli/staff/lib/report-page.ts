import type { Shown } from '../../../domain/statistics/suppress.ts';
import { bars, escaped, line } from './report-plots.ts';
import type { ReportTable } from './report-tables.ts';

interface Page {
  title: string;
  language: string;
  /** The meaning of the marks in the tables. */
  note: string;
  none: string;
  tables: readonly ReportTable[];
}

/** A page for a screen and for paper: it loads nothing and runs no script, and each plot has its table beside it. */
export function pageOf({ title, language, note, none, tables }: Page): string {
  const sections = tables.map((table) => section(table, none));
  return `<!doctype html>
<html lang="${escaped(language)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${escaped(title)}</title>
<style>${STYLE}</style>
</head>
<body>
<main>
<h1>${escaped(title)}</h1>
${sections.join('\n')}
<p class="note">${escaped(note)}</p>
</main>
</body>
</html>
`;
}

function section(table: ReportTable, none: string): string {
  const heading = `<h2>${escaped(table.title)}</h2>`;
  if (table.rows.length === 0) return `<section>${heading}<p>${escaped(none)}</p></section>`;
  if (table.cards === true) return `<section>${heading}${cardsOf(table)}</section>`;
  const kind = table.plot === undefined ? 'plain' : 'plotted';
  return `<section class="${kind}">${heading}<div class="beside">${plotOf(table)}${tableOf(table)}</div></section>`;
}

function cardsOf({ rows }: ReportTable): string {
  const cards = rows.map(
    ([name = '', value = '']) =>
      `<div><dt>${escaped(String(name))}</dt><dd>${escaped(String(value).replace('.', ','))}</dd></div>`,
  );
  return `<dl class="cards">${cards.join('')}</dl>`;
}

function plotOf({ title, head, rows, plot }: ReportTable): string {
  if (plot === undefined) return '';
  const points = rows.map((row) => ({ name: String(row[0] ?? ''), value: (row[plot.column] ?? 0) as Shown }));
  const description = points.map(({ name, value }) => `${name}: ${value}`).join(', ');
  const drawn = plot.as === 'bars' ? bars : line;
  return `<figure>${drawn({ title: `${title}: ${head[plot.column] ?? ''}`, description, points })}<figcaption>${escaped(
    head[plot.column] ?? '',
  )}</figcaption></figure>`;
}

function tableOf({ head, rows, total }: ReportTable): string {
  const cells = (row: readonly (string | number)[]): string =>
    row
      .map((cell, i) => {
        const shownCell = typeof cell === 'number' ? String(cell).replace('.', ',') : cell;
        if (i === 0) return `<th scope="row">${escaped(shownCell)}</th>`;
        return `<td${isNumbers(rows, i) ? ' class="n"' : ''}>${escaped(shownCell)}</td>`;
      })
      .join('');
  const columns = head.map((name, i) => `<th scope="col"${i === 0 ? '' : ' class="n"'}>${escaped(name)}</th>`).join('');
  const foot = total === undefined ? '' : `<tfoot><tr>${cells(total)}</tr></tfoot>`;
  const body = rows.map((row) => `<tr>${cells(row)}</tr>`).join('');
  return `<table><thead><tr>${columns}</tr></thead><tbody>${body}</tbody>${foot}</table>`;
}

/** Whether a column holds numbers, or the marks that replace them. */
const isNumbers = (rows: ReportTable['rows'], column: number): boolean =>
  rows.every((row) => typeof row[column] === 'number' || /^(<5|\*|-)$/.test(String(row[column] ?? '')));

/** Grey and one colour, because the page is often printed in black and white. */
const STYLE = `
:root { color-scheme: light; --ink: #1b2a33; --soft: #5b6b75; --rule: #d5dce0; --fill: #1f6f78; }
* { box-sizing: border-box; }
body { margin: 0; background: #fff; color: var(--ink); font: 15px/1.45 system-ui, "Segoe UI", "DejaVu Sans", sans-serif; }
main { max-width: 60rem; margin: 0 auto; padding: 2rem 1.25rem 3rem; }
h1 { font-size: 1.6rem; margin: 0 0 1.5rem; padding-bottom: .6rem; border-bottom: 3px solid var(--fill); }
h2 { font-size: 1.1rem; margin: 0 0 .6rem; }
section { margin: 0 0 2rem; break-inside: avoid; }
.beside { display: grid; gap: 1rem 2rem; align-items: start; }
.plotted .beside { grid-template-columns: minmax(0, 11fr) minmax(0, 9fr); }
figure { margin: 0; }
figcaption { color: var(--soft); font-size: .85rem; margin-top: .25rem; text-align: right; }
svg { display: block; width: 100%; height: auto; font: 13px system-ui, "Segoe UI", "DejaVu Sans", sans-serif; fill: var(--ink); }
.bar, .dot { fill: var(--fill); }
.hidden { fill: #fff; stroke: var(--soft); stroke-dasharray: 2 2; }
.line { fill: none; stroke: var(--fill); stroke-width: 2.5; stroke-linejoin: round; }
.axis { stroke: var(--soft); }
.grid { stroke: var(--rule); }
.value { font-weight: 600; }
table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; font-size: .86rem; }
th, td { padding: .16rem .5rem; border-bottom: 1px solid var(--rule); text-align: left; vertical-align: top; }
thead th { border-bottom: 2px solid var(--soft); font-size: .82rem; vertical-align: bottom; }
th[scope=row] { font-weight: 400; }
tfoot th[scope=row], tfoot td { font-weight: 700; border-bottom: 0; }
.n { text-align: right; white-space: nowrap; }
.plain table { max-width: 40rem; }
.cards { display: grid; grid-template-columns: repeat(4, minmax(0, 1fr)); gap: .9rem 1.5rem; margin: 0; }
.cards div { display: flex; flex-direction: column-reverse; justify-content: flex-end; border-top: 1px solid var(--rule); padding-top: .4rem; }
.cards dt { color: var(--soft); font-size: .82rem; line-height: 1.25; }
.cards dd { margin: 0; font-size: 1.5rem; font-weight: 600; line-height: 1.2; font-variant-numeric: tabular-nums; }
.note { color: var(--soft); font-size: .85rem; border-top: 1px solid var(--rule); padding-top: .8rem; }
@media (max-width: 44rem) {
  .plotted .beside { grid-template-columns: minmax(0, 1fr); }
  .cards { grid-template-columns: repeat(2, minmax(0, 1fr)); }
}
@media print {
  @page { size: A4; margin: 16mm; }
  body { font-size: 10.5pt; }
  main { max-width: none; padding: 0; }
  section { margin-bottom: 8mm; }
  * { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
}
`;
