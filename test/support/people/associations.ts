import { upsertAssociation } from '../../../src/domain/associations/write-associations.ts';
import { momentOf } from '../../../src/service/engine/scene.ts';
import { PEOPLE, type TestApp } from '../app.ts';

/** "Ola of Arendal Husflidslag direct": Ola answers for the association from today on. The last word is the trust. */
export async function answersFor({ store, service }: TestApp, [who = '', , ...rest]: readonly string[]): Promise<void> {
  const trust = rest.at(-1) === 'direct' ? 'direct' : 'approve';
  const name = rest.slice(0, -1).join(' ');
  const contact = { name: who, number: PEOPLE[who] ?? '' };
  await store.write((tx) =>
    upsertAssociation(tx, momentOf(service.app), { centreId: 'arendal', name, trust, contact }),
  );
}
