import { auditLook } from '../framework/audit.ts';
import { numberShown, visHint } from '../framework/arguments.ts';
import { atDesk } from '../framework/run.ts';
import { volunteerText } from './lib/to-text.ts';
import { volunteerGiven } from './lib/find.ts';
import { volunteerInFullJson } from './lib/to-json.ts';
import type { Run } from '../framework/command.ts';

/** Shows one volunteer with everything that staff know; the audit log notes the look. */
export const run: Run = (call) =>
  atDesk(call, async (desk) => {
    const found = await volunteerGiven(desk);
    await auditLook(desk, { verb: 'volunteers show', object: found.id });
    const v = await volunteerInFullJson(desk.store.db, found, desk.moment().now);
    return { json: v, text: volunteerText(v, numberShown(call, v.phone)) + visHint(call, [v]) };
  });
