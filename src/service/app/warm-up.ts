import { placeRegister } from '../../domain/places/places.ts';
import { activityIndex } from '../../domain/search/search.ts';
import { read } from '../../understanding/read.ts';
import { momentOf, type App } from '../engine/scene.ts';

/**
 * Loads the word lists, the places and each centre's activities into memory, so that the first text does not wait for
 * them. Optional, and safe while texts arrive.
 */
export async function warmUp(app: App): Promise<void> {
  const { db } = app.store;
  const register = await placeRegister(db);
  const places = (words: string): ReturnType<Parameters<typeof read>[0]['places']> => register.find(words);
  for (const text of ['aktivitet 4836', 'noe å gjøre på lørdag?', 'jeg vil gjerne være med på strikkekafé']) {
    read({ text, now: momentOf(app).now.slice(0, 16), situation: 'none', places });
  }
  for (const { id } of await db.selectFrom('centre').select('id').execute()) await activityIndex(db, id);
}
