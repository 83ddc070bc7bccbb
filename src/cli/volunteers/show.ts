import { auditLook } from '../framework/audit.ts';
import { numberShown, visHint } from '../framework/arguments.ts';
import { withContext } from '../framework/run.ts';
import { volunteerText } from './lib/to-text.ts';
import { volunteerGiven } from './lib/find.ts';
import { volunteerInFullJson } from './lib/to-json.ts';
import type { Run } from '../framework/command.ts';

/** Shows one volunteer with everything that staff know; the audit log records the look. */
export const run: Run = (invocation) =>
  withContext(invocation, async (context) => {
    const found = await volunteerGiven(context);
    await auditLook(context, { verb: 'volunteers show', object: found.id });
    const v = await volunteerInFullJson(context.store.db, found, context.moment().now);
    return {
      json: v,
      text: volunteerText(invocation.io, v, numberShown(invocation, v.phone)) + visHint(invocation, [v]),
    };
  });
