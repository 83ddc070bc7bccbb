import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { makeCarrier } from '../../carriers/index.ts';
import { recordingsOf } from '../../domain/calls/recordings.ts';
import { Refusal } from '../../domain/base/refusal.ts';
import { audit } from '../framework/audit.ts';
import { rowGiven } from '../framework/arguments.ts';
import { withContext } from '../framework/run.ts';
import type { Run } from '../framework/command.ts';

/** Fetches the messages that a caller left, as files that only their owner may read. */
export const run: Run = (invocation) =>
  withContext(invocation, async (context) => {
    const { id, short } = await rowGiven(context, 'callback');
    const recordings = await recordingsOf(context.store.db, [id]);
    if (recordings.length === 0) throw new Refusal(`No message was left with ${short}, or it has been erased.`);
    const { carrier: whose, publicUrl } = context.config;
    const nothing = (): Promise<void> => Promise.resolve();
    const carrier = (await makeCarrier(whose, publicUrl))(nothing, nothing);
    const files: string[] = [];
    for (const recording of recordings) {
      const sound = await carrier.fetchRecording?.(recording.id);
      if (sound === undefined || sound === null) continue;
      const file = resolve(`${recording.id.replace(/[^\w-]/g, '')}.mp3`);
      await writeFile(file, sound, { mode: 0o600, flag: 'wx' }).catch((error: unknown) => {
        const there = error instanceof Error && 'code' in error && error.code === 'EEXIST';
        throw there ? new Refusal(`${file} is there already. Delete it when you have listened.`) : error;
      });
      files.push(file);
    }
    await context.store.write((tx) =>
      audit(context, tx, { verb: 'callbacks play', object: id, detail: { files: files.length } }),
    );
    if (files.length === 0)
      throw new Refusal('The carrier has no sound for it. Calls that are simulated are not recorded.');
    return { json: { id, short, files }, text: `Saved. Delete them when you have listened:\n${files.join('\n')}` };
  });
