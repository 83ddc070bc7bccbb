import type { Grid, Proof } from './proof.ts';

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Escapes a person's words for the page, without the characters that HTML forbids. */
const html = (text: string): string =>
  text.replace(/[\p{Cc}\p{Cs}]/gu, '').replace(/[&<>"']/g, (letter) => ENTITIES[letter] ?? letter);

/** A whole page of A4 to print and sign: it loads nothing and runs no script. */
export function proofPage(proof: Proof): string {
  return `<!doctype html>
<html lang="${html(proof.language)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="robots" content="noindex">
<title>${html(proof.title)}</title>
<style>${STYLE}</style>
</head>
<body>
<main>
<header>${html(proof.centre)}</header>
<h1>${html(proof.title)}</h1>
<p class="statement">${html(proof.statement)}</p>
${grid(proof.kinds, 'kinds')}
${grid(proof.days, 'days')}
<section class="signing">
<p>${html(proof.placeAndDate)}</p>
<div class="lines">
<p>${html(proof.signature)}</p>
<p>${html(proof.nameAndRole)}</p>
</div>
</section>
<footer>
<p>${html(proof.note)}</p>
<p>${html(proof.contact)}</p>
</footer>
</main>
</body>
</html>
`;
}

function grid({ caption, head, rows, foot }: Grid, name: string): string {
  const columns = head.map((cell) => `<th scope="col">${html(cell)}</th>`).join('');
  const body = rows.map((row) => `<tr>${row.map(cellOf).join('')}</tr>`).join('\n');
  const last = foot === null ? '' : `\n<tfoot><tr>${foot.map(cellOf).join('')}</tr></tfoot>`;
  return `<table class="${name}">
<caption>${html(caption)}</caption>
<thead><tr>${columns}</tr></thead>
<tbody>
${body}
</tbody>${last}
</table>`;
}

/** The first cell names its row. */
const cellOf = (text: string, column: number): string =>
  column === 0 ? `<th scope="row">${html(text)}</th>` : `<td>${html(text)}</td>`;

const STYLE = `
@page { size: A4; margin: 20mm 20mm 22mm; @bottom-right { content: counter(page) " / " counter(pages); font: 9pt sans-serif; color: #555; } }
:root { color-scheme: light; }
* { box-sizing: border-box; }
body { margin: 0; background: #eceae6; color: #1a1a1a; font: 11pt/1.5 "Source Sans 3", "Noto Sans", "Segoe UI", Helvetica, Arial, sans-serif; }
main { max-width: 210mm; min-height: 297mm; margin: 8mm auto; padding: 20mm; background: #fff; box-shadow: 0 1px 6px rgb(0 0 0 / 25%); }
header { padding-bottom: 3mm; border-bottom: 2pt solid #1f4e5f; color: #1f4e5f; font-size: 12pt; font-weight: 600; }
h1 { margin: 12mm 0 5mm; font-size: 21pt; line-height: 1.2; font-weight: 600; }
.statement { max-width: 150mm; margin: 0 0 9mm; font-size: 12.5pt; }
table { width: 100%; margin: 0 0 9mm; border-collapse: collapse; font-variant-numeric: tabular-nums; }
caption { padding: 0 0 2mm; font-size: 12pt; font-weight: 600; text-align: left; break-after: avoid; }
th, td { padding: 1.4mm 3mm 1.4mm 0; border-bottom: 0.5pt solid #c9c6c0; text-align: left; vertical-align: top; font-weight: 400; }
thead th { border-bottom: 1pt solid #1a1a1a; color: #444; font-size: 9.5pt; }
.kinds th:nth-child(2), .kinds td:nth-child(2) { text-align: right; }
th:last-child, td:last-child { padding-right: 0; text-align: right; white-space: nowrap; }
tfoot th, tfoot td { border-top: 1pt solid #1a1a1a; border-bottom: 0; font-weight: 600; }
.kinds th:first-child { width: 60%; }
.days th:first-child { width: 35%; }
.days tbody th, .days tbody td { padding-top: 0.8mm; padding-bottom: 0.8mm; font-size: 10pt; }
thead { display: table-header-group; }
tfoot { display: table-row-group; }
tr { break-inside: avoid; }
.signing { margin-top: 12mm; break-inside: avoid; }
.signing > p { margin: 0 0 20mm; }
.lines { display: flex; flex-wrap: wrap; gap: 14mm 12mm; }
.lines p { flex: 1 1 65mm; margin: 0; padding-top: 1.5mm; border-top: 0.75pt solid #1a1a1a; color: #444; font-size: 9.5pt; }
footer { margin-top: 12mm; break-inside: avoid; color: #444; font-size: 9.5pt; }
footer p { margin: 0 0 1mm; }
@media (max-width: 640px) { main { margin: 0; padding: 6mm; box-shadow: none; } h1 { margin-top: 6mm; font-size: 18pt; } }
@media print { body { background: none; } main { max-width: none; min-height: 0; margin: 0; padding: 0; box-shadow: none; } }
`;
