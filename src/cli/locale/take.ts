import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { correctionsIn, faultOf, packagedSentences } from '../../channels/sentence-sheet.ts';
import { readTable } from '../../feeds/table/lines.ts';
import { tableOf, type TableKind } from '../../feeds/table/header.ts';
import { en } from '../../feeds/sentences/en.ts';
import { fileGiven, writtenLanguage } from '../framework/arguments.ts';
import { audit } from '../framework/audit.ts';
import type { Run } from '../framework/command.ts';
import { safe } from '../framework/escape.ts';
import { text, withContext } from '../framework/run.ts';

const SHEET: TableKind = {
  columns: {
    key: ['nøkkel', 'nykel'],
    norwegian: ['norsk', 'bokmål'],
    translation: ['oversettelse', 'omsetjing'],
    note: ['merknad'],
  },
  needed: ['key', 'translation'],
};

interface Change {
  key: string;
  before: string;
  after: string;
}

/** Takes a corrected sheet: the sentences that differ are kept beside the package, and used from the next start. */
export const run: Run = (invocation) => {
  const bytes = fileGiven(invocation.args[1] ?? '');
  return withContext(invocation, async (context) => {
    const language = await writtenLanguage(invocation, invocation.args[0] ?? '');
    const packaged = packagedSentences(join(invocation.io.root, 'locales', language));
    const folder = context.config.sentences;
    const before = correctionsIn(folder, language);
    const { lines } = await readTable(bytes, { say: en, sheet: text(invocation.options['sheet']) });
    const read = tableOf(lines, SHEET, en);
    const changes: Change[] = [];
    const rejected = read.rejected.map(({ line, why }) => ({ line, key: '', why }));
    const corrected: Record<string, string> = { ...before };
    for (const { line, cells } of read.rows) {
      const key = (cells['key'] ?? '').trim();
      const after = (cells['translation'] ?? '').normalize('NFC').trim();
      const now = before[key] ?? packaged[key];
      if (after === now) continue;
      const why = faultOf(language, key, after, packaged[key]);
      if (why !== null) rejected.push({ line, key, why });
      else {
        changes.push({ key, before: now ?? '', after });
        // A sentence that is again as in the package needs no correction.
        if (after === packaged[key]) delete corrected[key];
        else corrected[key] = after;
      }
    }
    const isTried = invocation.options['dryRun'] === true;
    if (!isTried && changes.length > 0) {
      keep(folder, language, corrected);
      await context.store.write((tx) =>
        audit(context, tx, { verb: 'locale take', object: language, detail: { changed: changes.length } }),
      );
    }
    const shown = [
      ...changes.map(({ key, before: was, after }) => `${safe(key)}\n  - ${safe(was)}\n  + ${safe(after)}`),
      ...rejected.map(({ line, key, why }) => `Line ${line} ${safe(key)}: ${safe(why)}`),
      `${changes.length} ${isTried ? 'would change' : 'changed'}, ${rejected.length} refused.`,
      ...(isTried || changes.length === 0 ? [] : ['The service says them from its next start.']),
    ];
    return {
      json: { language, changes, rejected, dryRun: isTried },
      text: shown.join('\n'),
      code: rejected.length > 0 ? 1 : 0,
    };
  });
};

/** Writes the whole file beside the old one first: a full disk loses nothing. */
function keep(folder: string, language: string, corrected: Readonly<Record<string, string>>): void {
  mkdirSync(folder, { recursive: true });
  const path = join(folder, `${language}.json`);
  writeFileSync(`${path}.new`, `${JSON.stringify(corrected, null, 2)}\n`);
  renameSync(`${path}.new`, path);
}
