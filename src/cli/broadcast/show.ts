import { findBroadcast, textsOf } from '../../domain/broadcasts/broadcasts.ts';
import { keptBroadcast } from './lib/find.ts';
import { broadcastJson, countsShown } from './lib/to-text.ts';
import { watchBroadcast } from './lib/watch.ts';
import { facts } from '../framework/print.ts';
import { atDesk } from '../framework/run.ts';
import type { Run } from '../framework/command.ts';

/** Shows a broadcast, and how far it has come. */
export const run: Run = (call) =>
  atDesk(call, async (desk) => {
    const { id } = await keptBroadcast(desk);
    if (call.options['watch'] === true) await watchBroadcast(desk, id);
    const row = (await findBroadcast(desk.store.db, id)) ?? (await keptBroadcast(desk));
    const json = await broadcastJson(desk.store.db, row);
    const texts = (await textsOf(desk.store.db, id)).map(({ language, said }) => ({ language, text: said }));
    const about = facts([
      ['id', id],
      ['status', json.status],
      ['kind', json.kind],
      ['to', json.to.join('  and  ')],
      ['made', `${json.createdAt} by ${json.createdBy}${json.second === null ? '' : ` with ${json.second}`}`],
      ['not before', json.sendAt],
      ['people', json.recipients],
      ['so far', countsShown(json)],
      ['replies', json.replies],
      ['ended', json.finishedAt],
      ...texts.map(({ language, text }) => [`text ${language}`, text] as const),
    ]);
    return { json: { ...json, texts }, text: about };
  });
