import { findTwin, type BroadcastWish } from '../../domain/broadcasts/broadcasts.ts';
import { Refusal } from '../../domain/base/refusal.ts';
import { shortId } from '../../domain/staff/short-ids.ts';
import { withOffset } from '../../domain/base/time.ts';
import { previewBroadcast, type Preview } from '../../service/broadcasts/preview.ts';
import { launchBroadcast } from '../../service/broadcasts/launch.ts';
import type { Broadcast } from '../../db/schema/index.ts';
import { leftAlone } from '../framework/confirm.ts';
import { openAppFor } from '../framework/app.ts';
import { audit } from '../framework/audit.ts';
import { broadcastGiven } from './lib/find.ts';
import { previewJson, previewShown } from './lib/to-text.ts';
import { watchBroadcast } from './lib/watch.ts';
import { count, printAside, printText } from '../framework/print.ts';
import { isRunning } from '../running/running.ts';
import { withContext, text } from '../framework/run.ts';
import type { Invocation, CommandContext, Run } from '../framework/command.ts';

/** Above this number of recipients, a colleague must have seen the preview too. */
const ALONE_MAX = 200;

/** Sends one message to many. */
export const run: Run = (invocation) =>
  withContext(invocation, async (context) => {
    const app = await openAppFor(context);
    const { centre, wish } = await broadcastGiven(context, app);
    const twin = await findTwin(context.store.db, wish, context.moment().now);
    if (twin !== undefined) throw sentAlready(twin);
    const preview = await previewBroadcast(app, centre, wish);
    const shown = previewShown(preview, { kind: wish.kind, to: wish.wanted });
    if (invocation.options['dryRun'] === true)
      return { json: { ...previewJson(preview, null), dryRun: true }, text: `${shown}\n\nNothing was sent.` };
    if (preview.recipients === 0) throw nobody(preview);
    checkCount(invocation, preview.recipients);
    const second = secondGiven(invocation, preview.recipients);
    if (!invocation.json && invocation.options['yes'] !== true) printText(invocation.io, `${shown}\n`);
    if ((await confirmed(invocation, preview.recipients)) === 'no') return leftAlone;

    const gone = await launchBroadcast(app, { wish, preview, second }, (tx, _moment, row) =>
      audit(context, tx, {
        verb: 'broadcast send',
        object: row.id,
        detail: { recipients: preview.recipients, parts: preview.parts, kind: wish.kind, second },
      }),
    );
    if (gone.outcome === 'already sent') throw sentAlready(gone.twin);
    if (gone.outcome === 'grew')
      throw new Refusal(
        `Meanwhile there are more than ${preview.recipients} people. Nothing was sent. Look again: ringerunde broadcast preview ${shortId('broadcast', gone.row.short_no)}`,
      );
    return after(context, wish, preview, gone.row);
  });

async function after(context: CommandContext, wish: BroadcastWish, preview: Preview, row: Broadcast) {
  const { invocation } = context;
  const short = shortId('broadcast', row.short_no);
  if (!(await isRunning(context.store.db)))
    printAside(
      invocation.io,
      'No service runs on this database: nothing leaves until one does. Start it: ringerunde serve',
    );
  const begins = preview.startsAt > context.moment().now ? `from ${withOffset(preview.startsAt)}` : 'now';
  const goes = `${short} goes to ${count(preview.recipients, 'person', 'people')}, ${begins}.`;
  if (invocation.io.interactive && !invocation.json && wish.sendAt === null) {
    printText(invocation.io, goes);
    await watchBroadcast(context, row);
  }
  return { json: previewJson(preview, row), text: `${goes} See: ringerunde broadcast show ${short} --watch` };
}

const sentAlready = (twin: Broadcast): Refusal =>
  new Refusal(
    `${twin.created_by} has sent this to the same people already, at ${withOffset(twin.confirmed_at ?? twin.created_at)} ` +
      `(${shortId('broadcast', twin.short_no)}, ${twin.status}). Nothing was sent. Within twelve hours the same is not sent twice.`,
  );

function nobody(preview: Preview): Refusal {
  const why = preview.leftOut.map(({ reason, count: n }) => `${n} ${reason}`).join(', ');
  return new Refusal(
    `It would reach nobody${why === '' ? ': there is no one in the segment' : ` (left out: ${why})`}. Nothing was sent. Choose other people with --to.`,
  );
}

function checkCount(invocation: Invocation, recipients: number): void {
  const expected = invocation.options['expect'];
  if (typeof expected === 'number' && expected !== recipients)
    throw new Refusal(
      `It would reach ${count(recipients, 'person', 'people')}, not ${expected}. Nothing was sent. Look again: ringerunde broadcast preview`,
    );
  if (invocation.options['yes'] === true && expected === undefined && recipients > ALONE_MAX)
    throw new Refusal(`To more than ${ALONE_MAX} people, say how many: --expect ${recipients}. Nothing was sent.`);
}

function secondGiven(invocation: Invocation, recipients: number): string | null {
  const second = text(invocation.options['second'])?.trim() ?? '';
  if (second !== '' && second.toLowerCase() === invocation.staff.toLowerCase())
    throw new Refusal(`${second} sends it already. Somebody else must have looked at it: --second <name>`);
  if (second === '' && recipients > ALONE_MAX)
    throw new Refusal(
      `It would reach ${recipients} people. Above ${ALONE_MAX}, somebody else must have looked at it: --second <name>. Nothing was sent.`,
    );
  return second === '' ? null : second;
}

/** The user confirms by typing the number of recipients. */
async function confirmed(invocation: Invocation, recipients: number): Promise<'yes' | 'no'> {
  if (invocation.options['yes'] === true) return 'yes';
  if (!invocation.io.interactive)
    throw new Refusal(
      `${count(recipients, 'person', 'people')} would be written to. Nothing was sent. Add --yes --expect ${recipients} to do it, or --dry-run to look first.`,
    );
  const { text: ask, isCancel } = await import('@clack/prompts');
  const said = await ask({
    message: `To send it, type the number of people.`,
    output: process.stderr,
    validate: (value) =>
      value === undefined || value.trim() === '' || value.trim() === String(recipients)
        ? undefined
        : `That is not the number. Leave it empty to send nothing.`,
  });
  return isCancel(said) || said?.trim() !== String(recipients) ? 'no' : 'yes';
}
