import { existsSync, fsyncSync, openSync, closeSync, lstatSync, renameSync, rmSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import type { Config } from '../../config.ts';
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
import { configOf, openContext, text } from '../framework/run.ts';
import { bringUpToDate, drillCopy } from './lib/drill.ts';
import { backupsIn } from './lib/rotation.ts';
import { copySound } from './lib/sound-copy.ts';
import { removeLeftovers, RESTORING } from './lib/leftovers.ts';
import type { CommandResult, Invocation, CommandContext, Run } from '../framework/command.ts';

/** Replaces the database by a backup, without sending any message twice. */
export const run: Run = async (invocation) => {
  const config = configOf(invocation);
  if (!config.databaseUrl.startsWith('sqlite:')) throw new Refusal(POSTGRES);
  const target = config.databaseUrl.slice('sqlite:'.length);
  const backup = backupGiven(invocation, config);
  removeLeftovers(target);
  const fresh = `${target}${RESTORING}${process.pid}`;
  try {
    await copySound({
      backup,
      fresh,
      key: text(invocation.options['key']) ?? config.backupKey,
      verified: invocation.options['unverified'] !== true,
    });
    if (invocation.options['drill'] === true) return await drill(invocation, backup, fresh);
    await refuseInUse(target);
    return await replace(invocation, { target, backup, fresh });
  } finally {
    for (const end of ['', '-wal', '-shm']) rmSync(`${fresh}${end}`, { force: true });
  }
};

function backupGiven({ args, options }: Invocation, { backupFolder }: Config): string {
  if (args[0] !== undefined) return resolve(args[0]);
  const newest = backupFolder === null ? undefined : backupsIn(backupFolder)[0];
  if (options['drill'] === true && backupFolder !== null && newest !== undefined)
    return join(backupFolder, newest.name);
  throw new Refusal('Name the backup. A drill takes the newest in RINGERUNDE_BACKUP_FOLDER.');
}

async function replace(
  invocation: Invocation,
  { target, backup, fresh }: { target: string; backup: string; fresh: string },
): Promise<CommandResult> {
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

  const erased = existsSync(target) ? await erasuresIn(target) : { key: null, erasures: [] };
  const heldBack = await prepare(invocation, { backup, fresh, erased: erased === 'unreadable' ? null : erased });
  const aside = existsSync(target) ? putAside(target) : null;
  renameSync(fresh, target);
  return {
    json: { file: backup, database: target, putAside: aside, ...heldBack },
    text: told(target, aside, heldBack) + (erased === 'unreadable' ? UNREADABLE : ''),
  };
}

/** All steps of a restore except the last, on a copy that is deleted afterwards. */
async function drill(invocation: Invocation, backup: string, fresh: string): Promise<CommandResult> {
  const { audit: log, rows } = await drillCopy(fresh, configOf(invocation).auditKey);
  return {
    json: { file: backup, outcome: 'restored in a drill', rows, auditLog: log },
    text: `${safe(backup)} was restored in a drill: ${count(rows, 'row')}, audit log ${log}. The database is as it was.`,
  };
}

const POSTGRES =
  'This database is PostgreSQL, which restores its own backups. Stop the service, then run: pg_restore --clean --dbname="$DATABASE_URL" ringerunde.dump';

const UNREADABLE =
  '\nWho was erased after the backup was made could not be read from the old database. Erase them again: ringerunde people erase <number>';

/** The erasures that the replaced database has recorded; a damaged one may not be readable. */
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

/** A copy of the backup in the database's folder, migrated, with every message held back that may have been sent. */
async function prepare(
  invocation: Invocation,
  { backup, fresh, erased }: { backup: string; fresh: string; erased: ErasureList | null },
): Promise<Restored> {
  await bringUpToDate(fresh);
  const context = await openContext(invocation, { ...configOf(invocation), databaseUrl: `sqlite:${fresh}` });
  const heldBack = await holdBackIn(context, backup, erased);
  const { isSqliteInUse } = await import('../../db/backup-copy.ts');
  if (isSqliteInUse(fresh) === 'in use') throw new Error('The copy is still open.');
  syncToDisk(fresh);
  return heldBack;
}

async function holdBackIn(context: CommandContext, backup: string, list: ErasureList | null): Promise<Restored> {
  try {
    return await context.store.write(async (tx) => {
      const log = await verifyAudit(tx);
      // A backup of another machine, or of a version without a head, is signed here; the log keeps its earlier state.
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
