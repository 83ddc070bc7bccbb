import { openStore } from '../../src/db/open.ts';
import { openArendal, type Desk } from './cli.ts';
import { assignmentOf, offerOf, personOf, volunteerOf } from './people/many-volunteers.ts';

/** The recipient of the visits, whose name must not appear in any output. */
export const SENTINEL = 'Borghild Sentinel';

/** Arendal with two volunteers, a future visit and a past one. */
export async function openWithVolunteers(): Promise<Desk> {
  const context = await openArendal();
  const centre_id = 'arendal';
  const store = await openStore(`sqlite:${context.file}`);
  await store.write(async (tx) => {
    const people = [
      personOf({ id: 'person of kari', number: '+4790000001', name: 'Kari <i>Nilsen</i> & "co"', centre_id }),
      personOf({ id: 'person of ola', number: '+4790000002', name: 'Ola', language: 'nn', centre_id }),
    ];
    const visits = [
      assignmentOf({ centre_id, title: 'Besøk hos en som er alene' }),
      assignmentOf({ centre_id, id: 'past', starts_at: '2026-11-20T11:00', kind: 'drive' }),
    ];
    await tx.insertInto('person').values(people).execute();
    await tx
      .insertInto('volunteer')
      .values([
        volunteerOf({ id: 'kari', interests: 'besøk', centre_id }),
        volunteerOf({ id: 'ola', met_on: null, centre_id }),
      ])
      .execute();
    await tx.insertInto('assignment').values(visits).execute();
    const secret = { recipient: SENTINEL, address: `${SENTINEL} 1`, phone: '+4790000099', details: SENTINEL };
    await tx
      .insertInto('assignment_secret')
      .values([
        { assignment_id: 'visit', ...secret },
        { assignment_id: 'past', ...secret },
      ])
      .execute();
    await tx
      .insertInto('offer')
      .values(offerOf({ centre_id, assignment_id: 'past', volunteer_id: 'kari', status: 'confirmed', said: 'yes' }))
      .execute();
  });
  await store.close();
  return context;
}

/** The same, after both volunteers have reported hours. */
export async function openWithHours(): Promise<Desk> {
  const context = await openWithVolunteers();
  await context.run('volunteers', 'hours', 'kari', '--hours', '1,5', '--assignment', 'past');
  await context.run('volunteers', 'hours', 'kari', '--hours', '2', '--on', '2026-10-05', '--kind', 'besøk');
  await context.run('volunteers', 'hours', 'ola', '--minutes', '45', '--on', '2026-10-05');
  return context;
}
