import { lstatSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, resolve } from 'node:path';
import { Refusal } from '../../domain/base/refusal.ts';
import { audit } from '../framework/audit.ts';
import { safe } from '../framework/escape.ts';
import { withContext, configOf } from '../framework/run.ts';
import type { Run } from '../framework/command.ts';

/** Writes a checked copy of the database and its checksum; never over a file that exists. */
export const run: Run = (invocation) => {
  const { databaseUrl } = configOf(invocation);
  if (!databaseUrl.startsWith('sqlite:')) throw new Refusal(POSTGRES);
  return withContext(invocation, async (context) => {
    const { copySqlite, sha256Of } = await import('../../db/backup-copy.ts');
    const file = resolve(invocation.args[0] ?? '');
    const manifest = `${file}.sha256`;
    refuseToOverwrite(file, manifest);
    await context.store.write((tx) => audit(context, tx, { verb: 'backup', object: basename(file) }));
    await copySqlite(context.store, file);
    const sha256 = await sha256Of(file);
    writeFileSync(manifest, `${sha256}  ${basename(file)}\n`, { flag: 'wx', mode: 0o600 });
    const { size } = statSync(file);
    return {
      json: { file, bytes: size, sha256, manifest },
      text:
        `Copied to ${safe(file)} (${Math.ceil(size / 1024)} kB), and checked. Its checksum is in ${safe(manifest)}.\n` +
        'It holds what people wrote: keep it where only those who may read it can.',
    };
  });
};

const POSTGRES =
  'This database is PostgreSQL, which makes its own backups. Run: pg_dump --format=custom --file=ringerunde.dump "$DATABASE_URL"';

function refuseToOverwrite(file: string, manifest: string): void {
  for (const path of [file, manifest]) {
    if (lstatSync(path, { throwIfNoEntry: false }) !== undefined) {
      throw new Refusal(`${path} exists. Choose a name that is not taken yet.`);
    }
  }
  if (statSync(dirname(file), { throwIfNoEntry: false })?.isDirectory() !== true) {
    throw new Refusal(`There is no folder ${dirname(file)}. Make it first.`);
  }
}
