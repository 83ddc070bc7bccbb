import { secretOf } from '../../domain/assignments/assignments.ts';
import { assignmentGiven } from './lib/find.ts';
import { boardJson } from './lib/to-json.ts';
import { auditLook } from '../framework/audit.ts';
import { withContext } from '../framework/run.ts';
import { boardText } from './lib/to-text.ts';
import type { Run } from '../framework/command.ts';

/** Shows the board of an assignment. The recipient is shown only on request, and the audit log records that look. */
export const run: Run = (invocation) =>
  withContext(invocation, async (context) => {
    const { db } = context.store;
    const assignment = await assignmentGiven(context);
    const board = await boardJson(db, assignment, context.moment().now);
    if (invocation.options['secret'] !== true) return { json: board, text: boardText(invocation.io, board, null) };
    const secret = await secretOf(db, assignment.id);
    await auditLook(context, { verb: 'assignments show', object: assignment.id, detail: { secret: 'yes' } });
    return { json: { ...board, secret }, text: boardText(invocation.io, board, secret) };
  });
