import { listAssociations } from '../../domain/associations/associations.ts';
import { registerStatus, type RegisterStatus } from '../../domain/associations/register-check.ts';
import { unitsFromRegister, unitsInFile } from '../../feeds/associations/register.ts';
import { centreAsked } from '../framework/arguments.ts';
import { showProgress } from '../framework/progress.ts';
import { table, wrap } from '../framework/print.ts';
import { text, withContext } from '../framework/run.ts';
import type { Invocation, Run } from '../framework/command.ts';

const SAID: Readonly<Record<RegisterStatus, string>> = {
  same: 'the same',
  renamed: 'has another name there',
  missing: 'is not there',
  deleted: 'is deleted there: does it still exist?',
  'not voluntary': 'is no voluntary organisation there',
  'no orgnr': 'has no orgnr here: ringerunde associations change <id> --orgnr <number>',
};

/** Compares the associations with the register of voluntary organisations, and changes nothing. */
export const run: Run = (invocation) =>
  withContext(invocation, async (context) => {
    const associations = await listAssociations(context.store.db, await centreAsked(context));
    const wanted = new Set(associations.flatMap(({ orgnr }) => (orgnr === null ? [] : [orgnr])));
    const units = await unitsFor(invocation, wanted);
    const checked = associations.map((a) => {
      const unit = a.orgnr === null ? undefined : units.get(a.orgnr);
      const registerName = unit === undefined || unit.name === '' ? null : unit.name;
      return { id: a.id, short: a.short, orgnr: a.orgnr, name: a.name, registerName, status: registerStatus(a, unit) };
    });
    const rows = checked.map((c) => [
      c.short,
      c.name,
      c.orgnr,
      SAID[c.status],
      c.status === 'renamed' ? c.registerName : '',
    ]);
    const head = ['id', wrap('name'), 'orgnr', wrap('in the register'), wrap('name there')];
    return { json: checked, text: table(invocation.io, head, rows, 'There are no associations yet.') };
  });

async function unitsFor(invocation: Invocation, wanted: ReadonlySet<string>) {
  const file = text(invocation.options['file']);
  if (file !== undefined) return unitsInFile(file, wanted);
  const { step, done } = await showProgress(invocation.io, 'Register');
  const from = text(invocation.options['address']);
  return unitsFromRegister(wanted, {
    ...(from === undefined ? {} : { address: from }),
    progress: (n) => step(n, wanted.size),
  }).finally(done);
}
