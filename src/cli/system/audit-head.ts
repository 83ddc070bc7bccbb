import { readAuditHead, signAuditHead } from '../../domain/centres/audit-head.ts';
import { verifyAudit } from '../../domain/centres/audit.ts';
import { Refusal } from '../../domain/base/refusal.ts';
import { audit } from '../framework/audit.ts';
import { withContext } from '../framework/run.ts';
import { wordsFor } from './doctor/audit-words.ts';
import type { CommandContext, Run } from '../framework/command.ts';

/** Prints the current head of the log, to be stored where the service's machine cannot reach it. */
export const run: Run = (invocation) =>
  withContext(invocation, async (context) => {
    if (invocation.options['sign'] === true) await sign(context);
    const head = await readAuditHead(context.store.db);
    return { json: head, text: `${head.count}:${head.hash}` };
  });

/** Signs the head of a database that arrived without its key, only if the rest of the log is intact. */
async function sign(context: CommandContext): Promise<void> {
  await context.store.write(async (tx) => {
    const found = await verifyAudit(tx);
    if (found.outcome === 'broken' && found.why !== 'other key') throw new Refusal(wordsFor(found));
    await signAuditHead(tx);
    await audit(context, tx, { verb: 'audit head', object: 'sign' });
  });
}
