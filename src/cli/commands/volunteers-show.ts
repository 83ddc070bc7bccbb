import { auditLook } from '../audit.ts';
import { numberShown, visHint } from '../given.ts';
import { atDesk, type Run } from '../run.ts';
import { volunteerText } from '../show-volunteer.ts';
import { volunteerGiven } from '../volunteer-given.ts';
import { volunteerInFullJson } from '../volunteer-shown.ts';

/** Shows one volunteer with everything that staff know; the audit log notes the look. */
export const run: Run = (call) =>
  atDesk(call, async (desk) => {
    const found = await volunteerGiven(desk);
    await auditLook(desk, { verb: 'volunteers show', object: found.id });
    const v = await volunteerInFullJson(desk.store.db, found, desk.moment().now);
    return { json: v, text: volunteerText(v, numberShown(call, v.phone)) + visHint(call, [v]) };
  });
