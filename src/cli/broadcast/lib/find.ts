import { BROADCAST_KINDS, type Broadcast, type BroadcastKind, type Centre } from '../../../db/schema/index.ts';
import { findBroadcast, textsOf, type BroadcastWish } from '../../../domain/broadcasts/broadcasts.ts';
import { meetContacts } from '../../../domain/centres/people.ts';
import { Refusal } from '../../../domain/base/refusal.ts';
import { shortId } from '../../../domain/staff/short-ids.ts';
import { writtenOut } from '../../../domain/segments/saved-segments.ts';
import { toInstant } from '../../../domain/base/time.ts';
import { wishOf } from '../../../service/broadcasts/launch.ts';
import { composeTexts, type Written } from '../../../service/broadcasts/texts.ts';
import { LANGUAGES } from '../../../understanding/base/reading.ts';
import { centreGiven, needed, rowGiven } from '../../framework/arguments.ts';
import { text, texts } from '../../framework/run.ts';
import type { App } from '../../../service/engine/scene.ts';
import type { Invocation, CommandContext } from '../../framework/command.ts';

/** A broadcast as a command names it: by the id of a draft, or by its description. */
export interface BroadcastGiven {
  centre: Centre;
  wish: BroadcastWish;
}

/** The broadcast of a command. */
export async function broadcastGiven(context: CommandContext, app: App): Promise<BroadcastGiven> {
  const given = await (context.invocation.args[0] === undefined ? spelledOut(context, app) : drafted(context, app));
  const contacts = given.wish.wanted.some((to) => /\brole=[^,]*(organiser|staff)/.test(to));
  if (contacts && context.invocation.options['dryRun'] !== true)
    await context.store.write((tx) => meetContacts(tx, context.moment(), given.centre));
  return given;
}

async function spelledOut(context: CommandContext, app: App): Promise<BroadcastGiven> {
  const { invocation, store } = context;
  const centre = await centreGiven(context);
  const to = texts(invocation.options['to']);
  if (to.length === 0) throw new Refusal('Say to whom: --to "role=volunteer,interest=tur", or --to all.');
  const kind = kindGiven(invocation);
  const long = invocation.options['long'] === true;
  return {
    centre,
    wish: {
      centreId: centre.id,
      kind,
      wanted: await writtenOut(store.db, centre.id, to),
      texts: composeTexts(app, centre, { kind, texts: writtenGiven(invocation, centre), long }),
      collects: collectsGiven(invocation),
      long,
      sendAt: sendAtGiven(context),
      staff: invocation.staff,
    },
  };
}

async function drafted(context: CommandContext, app: App): Promise<BroadcastGiven> {
  const { invocation, store } = context;
  const row = await keptBroadcast(context);
  const short = shortId('broadcast', row.short_no);
  if (row.status !== 'draft')
    throw new Refusal(`${short} is ${row.status}, and no draft. See: ringerunde broadcast show ${short}`);
  const spelled = Object.keys(invocation.options).filter((name) => /^(to|text.*|kind|collect|long)$/.test(name));
  if (spelled.length > 0)
    throw new Refusal(`The draft ${short} says what it is. Leave out --${spelled.join(', --')}, or the id.`);
  const centre = await store.db
    .selectFrom('centre')
    .selectAll()
    .where('id', '=', row.centre_id)
    .executeTakeFirstOrThrow();
  const said = Object.fromEntries((await textsOf(store.db, row.id)).map((t) => [t.language, t.said]));
  const kept = composeTexts(app, centre, { kind: row.kind, texts: said, long: row.long === 1 });
  const wish = wishOf(row, centre, kept, invocation.staff);
  return { centre, wish: { ...wish, sendAt: sendAtGiven(context) ?? wish.sendAt } };
}

/** The texts by language, the centre's own first. */
function writtenGiven(invocation: Invocation, centre: Centre): Written {
  const own = text(invocation.options['text']) ?? text(invocation.options[optionOf(centre.language)]);
  if (own === undefined || own.trim() === '')
    throw new Refusal(`Say what to write, in ${centre.language}: --text "Kafeen er stengt i morgen."`);
  const others = LANGUAGES.flatMap((language) => {
    const said = text(invocation.options[optionOf(language)]);
    return said === undefined || language === centre.language ? [] : [[language, said] as const];
  });
  return { [centre.language]: own, ...Object.fromEntries(others) };
}

/** `--text-nn` as its option is called. */
const optionOf = (language: string): string => `text${language.charAt(0).toUpperCase()}${language.slice(1)}`;

function kindGiven(invocation: Invocation): BroadcastKind {
  const said = text(invocation.options['kind']) ?? 'service';
  const kind = BROADCAST_KINDS.find((k) => k === said);
  if (kind === undefined) throw new Refusal(`"${said}" is no kind. Choose among: ${BROADCAST_KINDS.join(', ')}.`);
  return kind;
}

function collectsGiven(invocation: Invocation): 'yes' | null {
  const said = text(invocation.options['collect']);
  if (said === undefined) return null;
  if (said.toLowerCase() !== 'yes') throw new Refusal('Only a yes can be collected: --collect yes');
  return 'yes';
}

function sendAtGiven({ invocation, moment }: CommandContext): string | null {
  const at = text(invocation.options['at']);
  if (at === undefined) return null;
  const instant = toInstant(at);
  if (instant <= moment().now) throw new Refusal(`${at} has passed. Choose a later time, or leave out --at.`);
  return instant;
}

/** The broadcast that a command names, in any status. */
export async function keptBroadcast(context: CommandContext): Promise<Broadcast> {
  needed({ ...context.invocation, options: { id: context.invocation.args[0] } }, 'id', 'the id of a broadcast');
  const { id, short } = await rowGiven(context, 'broadcast');
  const row = await findBroadcast(context.store.db, id);
  if (row === undefined) throw new Refusal(`The broadcast ${short} is gone.`);
  return row;
}
