import { lstatSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { listCentres } from '../../domain/centres/centres.ts';
import { masked } from '../../domain/base/phone-numbers.ts';
import { exportPerson, type PersonExport } from '../../domain/privacy/export.ts';
import { Refusal } from '../../domain/base/refusal.ts';
import { auditLook } from '../framework/audit.ts';
import { exportText } from './lib/export-text.ts';
import { centreAsked, numberGiven } from '../framework/arguments.ts';
import { safe, safeJson } from '../framework/escape.ts';
import { withContext, text } from '../framework/run.ts';
import type { Run } from '../framework/command.ts';

/** Collects the data about a number, for the person: data about that person only, and nothing about others. */
export const run: Run = (invocation) =>
  withContext(invocation, async (context) => {
    const number = numberGiven(invocation.args.join(' '));
    const out = text(invocation.options['out']);
    const files = out === undefined ? null : filesFor(out);
    const only = await centreAsked(context);
    const found: PersonExport[] = [];
    for (const centre of await listCentres(context.store.db)) {
      if (only !== null && centre.id !== only) continue;
      const one = await exportPerson(context.store.db, centre, number);
      if (one !== null) found.push(one);
    }
    await auditLook(context, { verb: 'people export', object: masked(number), detail: { centres: found.length } });
    if (found.length === 0) throw new Refusal(`Nothing is held about ${masked(number)}.`);
    const readable = found.map(exportText).join('\n\n\n');
    if (files === null) return { json: { number, held: found }, text: readable };

    writeFileSync(files.json, `${safeJson({ number, held: found }, 2)}\n`, { flag: 'wx', mode: 0o600 });
    writeFileSync(files.text, `${readable}\n`, { flag: 'wx', mode: 0o600 });
    return {
      json: { number, files: [files.json, files.text] },
      text: `Written to ${safe(files.json)} and, to be read, ${safe(files.text)}. Hand it to the person, and delete it here.`,
    };
  });

function filesFor(out: string): { json: string; text: string } {
  const json = resolve(out);
  const files = { json, text: `${json.replace(/\.json$/, '')}.txt` };
  for (const file of Object.values(files)) {
    if (lstatSync(file, { throwIfNoEntry: false }) !== undefined)
      throw new Refusal(`${file} exists. Choose a name that is not taken yet.`);
  }
  return files;
}
