import { findBroadcast, textsOf } from '../../domain/broadcasts/broadcasts.ts';
import { keptBroadcast } from './lib/find.ts';
import { broadcastJson, countsShown } from './lib/to-text.ts';
import { watchBroadcast } from './lib/watch.ts';
import { facts } from '../framework/print.ts';
import { withContext } from '../framework/run.ts';
import type { Run } from '../framework/command.ts';

/** Shows a broadcast and its progress. */
export const run: Run = (invocation) =>
  withContext(invocation, async (context) => {
    const named = await keptBroadcast(context);
    const { id } = named;
    if (invocation.options['watch'] === true) await watchBroadcast(context, named);
    const row = (await findBroadcast(context.store.db, id)) ?? named;
    const json = await broadcastJson(context.store.db, row);
    const texts = (await textsOf(context.store.db, id)).map(({ language, said }) => ({ language, text: said }));
    const about = facts([
      ['id', json.short],
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
