import { secretOf } from '../../domain/assignments.ts';
import { assignmentGiven } from '../assignment-given.ts';
import { boardJson } from '../assignment-shown.ts';
import { auditLook } from '../audit.ts';
import { atDesk, type Run } from '../run.ts';
import { boardText } from '../show-assignment.ts';

/** Shows the board of an assignment. Whom it is for is shown only when it is asked for, and the audit log notes the look. */
export const run: Run = (call) =>
  atDesk(call, async (desk) => {
    const { db } = desk.store;
    const assignment = await assignmentGiven(desk);
    const board = await boardJson(db, assignment, desk.moment().now);
    if (call.options['secret'] !== true) return { json: board, text: boardText(board, null) };
    const secret = await secretOf(db, assignment.id);
    await auditLook(desk, { verb: 'assignments show', object: assignment.id, detail: { secret: 'yes' } });
    return { json: { ...board, secret }, text: boardText(board, secret) };
  });
