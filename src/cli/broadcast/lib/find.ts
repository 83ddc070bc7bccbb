import { BROADCAST_KINDS, type BroadcastKind, type Centre } from '../../../db/schema/index.ts';
import { findBroadcast, textsOf, type BroadcastWish } from '../../../domain/broadcasts/broadcasts.ts';
import { meetContacts } from '../../../domain/centres/contacts.ts';
import { Refusal } from '../../../domain/base/refusal.ts';
import { writtenOut } from '../../../domain/segments/saved-segments.ts';
import { toInstant } from '../../../domain/base/time.ts';
import { wishOf } from '../../../service/broadcasts/launch.ts';
import { composeTexts, type Written } from '../../../service/broadcasts/texts.ts';
import { LANGUAGES } from '../../../understanding/base/reading.ts';
import { centreGiven, needed } from '../../framework/arguments.ts';
import { text, texts } from '../../framework/run.ts';
import type { House } from '../../../service/engine/scene.ts';
import type { Call, Desk } from '../../framework/command.ts';

/** A broadcast as the command line names it: by the id of a draft, or by what it is. */
export interface BroadcastGiven {
  centre: Centre;
  wish: BroadcastWish;
}

/** The broadcast that a command is about. */
export async function broadcastGiven(desk: Desk, house: House): Promise<BroadcastGiven> {
  const id = desk.call.args[0];
  const given = await (id === undefined ? spelledOut(desk, house) : drafted(desk, house, id));
  const contacts = given.wish.wanted.some((to) => /\brole=[^,]*(organiser|staff)/.test(to));
  if (contacts && desk.call.options['dryRun'] !== true)
    await desk.store.write((tx) => meetContacts(tx, desk.moment(), given.centre));
  return given;
}

async function spelledOut(desk: Desk, house: House): Promise<BroadcastGiven> {
  const { call, store } = desk;
  const centre = await centreGiven(desk);
  const to = texts(call.options['to']);
  if (to.length === 0) throw new Refusal('Say to whom: --to "role=volunteer,interest=tur", or --to all.');
  const kind = kindGiven(call);
  const long = call.options['long'] === true;
  return {
    centre,
    wish: {
      centreId: centre.id,
      kind,
      wanted: await writtenOut(store.db, centre.id, to),
      texts: composeTexts(house, centre, { kind, texts: writtenGiven(call, centre), long }),
      collects: collectsGiven(call),
      long,
      sendAt: sendAtGiven(desk),
      staff: call.staff,
    },
  };
}

async function drafted(desk: Desk, house: House, id: string): Promise<BroadcastGiven> {
  const { call, store } = desk;
  const row = await findBroadcast(store.db, id);
  if (row === undefined) throw noSuchBroadcast(id);
  if (row.status !== 'draft')
    throw new Refusal(`${id} is ${row.status}, and no draft. See: ringerunde broadcast show ${id}`);
  const spelled = Object.keys(call.options).filter((name) => /^(to|text.*|kind|collect|long)$/.test(name));
  if (spelled.length > 0)
    throw new Refusal(`The draft ${id} says what it is. Leave out --${spelled.join(', --')}, or the id.`);
  const centre = await store.db
    .selectFrom('centre')
    .selectAll()
    .where('id', '=', row.centre_id)
    .executeTakeFirstOrThrow();
  const said = Object.fromEntries((await textsOf(store.db, id)).map((t) => [t.language, t.said]));
  const kept = composeTexts(house, centre, { kind: row.kind, texts: said, long: row.long === 1 });
  const wish = wishOf(row, centre, kept, call.staff);
  return { centre, wish: { ...wish, sendAt: sendAtGiven(desk) ?? wish.sendAt } };
}

const noSuchBroadcast = (id: string): Refusal =>
  new Refusal(`There is no broadcast ${id}. See: ringerunde broadcast list`);

/** The texts by language, the centre's own first. */
function writtenGiven(call: Call, centre: Centre): Written {
  const own = text(call.options['text']) ?? text(call.options[optionOf(centre.language)]);
  if (own === undefined || own.trim() === '')
    throw new Refusal(`Say what to write, in ${centre.language}: --text "Kafeen er stengt i morgen."`);
  const others = LANGUAGES.flatMap((language) => {
    const said = text(call.options[optionOf(language)]);
    return said === undefined || language === centre.language ? [] : [[language, said] as const];
  });
  return { [centre.language]: own, ...Object.fromEntries(others) };
}

/** `--text-nn` as its option is called. */
const optionOf = (language: string): string => `text${language.charAt(0).toUpperCase()}${language.slice(1)}`;

function kindGiven(call: Call): BroadcastKind {
  const said = text(call.options['kind']) ?? 'service';
  const kind = BROADCAST_KINDS.find((k) => k === said);
  if (kind === undefined) throw new Refusal(`"${said}" is no kind. Choose among: ${BROADCAST_KINDS.join(', ')}.`);
  return kind;
}

function collectsGiven(call: Call): 'yes' | null {
  const said = text(call.options['collect']);
  if (said === undefined) return null;
  if (said.toLowerCase() !== 'yes') throw new Refusal('Only a yes can be collected: --collect yes');
  return 'yes';
}

function sendAtGiven({ call, moment }: Desk): string | null {
  const at = text(call.options['at']);
  if (at === undefined) return null;
  const instant = toInstant(at);
  if (instant <= moment().now) throw new Refusal(`${at} has passed. Choose a later time, or leave out --at.`);
  return instant;
}

/** The broadcast that a command names, of whatever status. */
export async function keptBroadcast({ call, store }: Desk) {
  const id = needed({ ...call, options: { id: call.args[0] } }, 'id', 'the id of a broadcast');
  const row = await findBroadcast(store.db, id);
  if (row === undefined) throw noSuchBroadcast(id);
  return row;
}
