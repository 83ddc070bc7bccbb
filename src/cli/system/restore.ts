import {
  existsSync,
  fsyncSync,
  openSync,
  closeSync,
  lstatSync,
  readFileSync,
  createReadStream,
  createWriteStream,
  renameSync,
  rmSync,
} from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { basename, resolve } from 'node:path';
import type { Store } from '../../db/open.ts';
import { listErasures, replayErasures, type ErasureList } from '../../domain/privacy/erasure-list.ts';
import { verifyAudit } from '../../domain/centres/audit.ts';
import { signAuditHead } from '../../domain/centres/audit-head.ts';
import type { AuditFault } from '../../db/schema/index.ts';
import { Refusal } from '../../domain/base/refusal.ts';
import { agreed, leftAlone } from '../framework/confirm.ts';
import { audit } from '../framework/audit.ts';
import { holdBack, type HeldBack } from '../messages/lib/hold-back.ts';
import { count } from '../framework/print.ts';
import { safe } from '../framework/escape.ts';
import { configOf, openContext } from '../framework/run.ts';
import { removeLeftovers, RESTORING } from './leftovers.ts';
import type { Invocation, CommandContext, Run } from '../framework/command.ts';

/** Puts a backup in place of the database. Nobody is written to twice because of it. */
export const run: Run = async (invocation) => {
  const { databaseUrl } = configOf(invocation);
  if (!databaseUrl.startsWith('sqlite:')) throw new Refusal(POSTGRES);
  const target = databaseUrl.slice('sqlite:'.length);
  const backup = resolve(invocation.args[0] ?? '');
  await refuseUnsound(invocation, backup);
  await refuseInUse(target);
  if (invocation.options['dryRun'] === true) {
    return {
      json: { file: backup, database: target, outcome: 'would restore' },
      text: `${safe(backup)} is sound. It would take the place of ${safe(target)}. Nothing was done.`,
    };
  }
  const question = existsSync(target)
    ? `${target} is put aside, and what came in after the backup is in the copy put aside only.`
    : `${backup} becomes the database ${target}.`;
  if ((await agreed(invocation, question)) === 'no') return leftAlone;

  removeLeftovers(target);
  const fresh = `${target}${RESTORING}${process.pid}`;
  const erased = existsSync(target) ? await erasuresIn(target) : { key: null, erasures: [] };
  const heldBack = await prepare(invocation, { backup, fresh, erased: erased === 'unreadable' ? null : erased });
  const aside = existsSync(target) ? putAside(target) : null;
  renameSync(fresh, target);
  return {
    json: { file: backup, database: target, putAside: aside, ...heldBack },
    text: told(target, aside, heldBack) + (erased === 'unreadable' ? UNREADABLE : ''),
  };
};

const POSTGRES =
  'This database is PostgreSQL, which restores its own backups. Stop the service, then run: pg_restore --clean --dbname="$DATABASE_URL" ringerunde.dump';

const UNREADABLE =
  '\nWho was erased after the backup was made could not be read from the old database. Erase them again: ringerunde people erase <number>';

/** Who was erased, by the database that is about to be put aside: a damaged one may not say. */
async function erasuresIn(file: string): Promise<ErasureList | 'unreadable'> {
  const { isMigrated, openStore } = await import('../../db/open.ts');
  try {
    const store = await openStore(`sqlite:${file}`);
    try {
      return (await isMigrated(store)) ? await listErasures(store.db) : { key: null, erasures: [] };
    } finally {
      await store.close();
    }
  } catch {
    return 'unreadable';
  }
}

async function refuseUnsound(invocation: Invocation, backup: string): Promise<void> {
  const { sha256Of } = await import('../../db/backup-copy.ts');
  const kind = lstatSync(backup, { throwIfNoEntry: false });
  if (kind === undefined) throw new Refusal(`There is no file ${backup}.`);
  if (!kind.isFile()) throw new Refusal(`${backup} is no file of its own. Name the backup itself, not a link to it.`);
  if (invocation.options['unverified'] !== true) {
    const manifest = `${backup}.sha256`;
    if (!existsSync(manifest)) {
      throw new Refusal(`There is no checksum ${manifest} beside it. Use another backup, or add --unverified.`);
    }
    const [promised = ''] = readFileSync(manifest, 'utf8').trim().split(/\s+/);
    if (promised.toLowerCase() !== (await sha256Of(backup))) {
      throw new Refusal(`${backup} is not as it was when it was made: its checksum differs. Use another backup.`);
    }
  }
  const wrong = await wrongWith(backup);
  if (wrong !== null) throw new Refusal(`${backup} cannot be used (${wrong}). Use another backup.`);
}

/** What is wrong with a copy; null where it is sound and holds what our migrations make, and nothing else. */
async function wrongWith(file: string): Promise<string | null> {
  const { checkSqliteFile } = await import('../../db/backup-copy.ts');
  const { foreignObjects } = await import('../../db/schema-check.ts');
  const verdict = checkSqliteFile(file, 'whole');
  if (verdict !== 'ok') return verdict.wrong;
  try {
    const foreign = await foreignObjects(file);
    return foreign.length === 0 ? null : `not as Ringerunde made it: ${foreign.slice(0, NAMED_MAX).join(', ')}`;
  } catch (error) {
    return error instanceof Error ? error.message : 'unreadable';
  }
}

const NAMED_MAX = 5;

async function refuseInUse(target: string): Promise<void> {
  const { isSqliteInUse } = await import('../../db/backup-copy.ts');
  const kind = lstatSync(target, { throwIfNoEntry: false });
  if (kind === undefined) return;
  if (!kind.isFile()) throw new Refusal(`${target} is no file of its own. Set DATABASE_URL to the file itself.`);
  if (isSqliteInUse(target) === 'in use') {
    throw new Refusal('The database is in use. Stop ringerunde serve, and whatever else has it open, then try again.');
  }
}

interface Restored extends HeldBack {
  erased: number;
  auditLog: 'intact' | AuditFault;
}

/** A copy of the backup beside the database, brought up to date, with everything held back that may have been sent. */
async function prepare(
  invocation: Invocation,
  { backup, fresh, erased }: { backup: string; fresh: string; erased: ErasureList | null },
): Promise<Restored> {
  const { createOwnFile } = await import('../../db/own-files.ts');
  try {
    createOwnFile(fresh);
    await pipeline(createReadStream(backup), createWriteStream(fresh, { flags: 'r+' }));
    // It may have been changed since it was looked at.
    const wrong = await wrongWith(fresh);
    if (wrong !== null) throw new Refusal(`${backup} cannot be used (${wrong}). Use another backup.`);
    await bringUpToDate(fresh);
    const context = await openContext(invocation, { ...configOf(invocation), databaseUrl: `sqlite:${fresh}` });
    const heldBack = await holdBackIn(context, backup, erased);
    const { isSqliteInUse } = await import('../../db/backup-copy.ts');
    if (isSqliteInUse(fresh) === 'in use') throw new Error('The copy is still open.');
    syncToDisk(fresh);
    return heldBack;
  } catch (error) {
    for (const end of ['', '-wal', '-shm']) rmSync(`${fresh}${end}`, { force: true });
    throw error;
  }
}

async function bringUpToDate(file: string): Promise<void> {
  const { migrate, openStore } = await import('../../db/open.ts');
  const store: Store = await openStore(`sqlite:${file}`);
  try {
    await migrate(store);
  } finally {
    await store.close();
  }
}

async function holdBackIn(context: CommandContext, backup: string, list: ErasureList | null): Promise<Restored> {
  try {
    return await context.store.write(async (tx) => {
      const log = await verifyAudit(tx);
      // A backup of another machine, or of a version without a head, is signed here; what it was is in the log.
      const kept = log.outcome === 'intact' ? 'intact' : log.why;
      if (kept === 'other key' || kept === 'head not signed') await signAuditHead(tx);
      const erased = list === null ? 0 : await replayErasures(tx, context.moment(), list);
      const heldBack = { ...(await holdBack(tx, context.moment())), erased };
      const detail = kept === 'intact' ? heldBack : { ...heldBack, auditLog: kept };
      await audit(context, tx, { verb: 'restore', object: basename(backup), detail });
      return { ...heldBack, auditLog: kept };
    });
  } finally {
    await context.store.close();
  }
}

function syncToDisk(file: string): void {
  const fd = openSync(file, 'r+');
  fsyncSync(fd);
  closeSync(fd);
}

function putAside(target: string): string {
  const aside = `${target}.before-restore-${new Date().toISOString().replace(/[:.]/g, '-')}`;
  for (const end of ['-wal', '-shm', '']) if (existsSync(target + end)) renameSync(target + end, aside + end);
  return aside;
}

function told(
  target: string,
  aside: string | null,
  { held, uncertain, reminders, searches, erased, auditLog }: Restored,
): string {
  const lines = [`${safe(target)} is the backup now.`];
  if (aside !== null) lines.push(`What was there before is kept in ${safe(aside)}.`);
  if (held > 0) {
    lines.push(
      `${count(held, 'message')} that waited may have been sent since, and stay on hold. See: ringerunde messages release --dry-run`,
    );
  }
  if (uncertain > 0)
    lines.push(`${count(uncertain, 'message')} on its way counts as uncertain, and is not sent again.`);
  if (reminders > 0) lines.push(`${count(reminders, 'reminder')} due since then counts as sent.`);
  if (erased > 0)
    lines.push(`${count(erased, 'number')} erased since then ${erased === 1 ? 'was' : 'were'} erased in it, too.`);
  if (auditLog !== 'intact')
    lines.push(`Its audit log was not as this machine keeps it (${auditLog}). See: ringerunde audit list --verify`);
  if (searches > 0)
    lines.push(
      `${count(searches, 'search', 'searches')} for volunteers stand still. See: ringerunde assignments list; go on with: assignments next <id>`,
    );
  return lines.join('\n');
}
