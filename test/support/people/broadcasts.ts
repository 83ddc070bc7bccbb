import type { Insertable } from 'kysely';
import type { Store } from '../../../src/db/open.ts';
import type { BroadcastKind, PersonTable } from '../../../src/db/schema/index.ts';
import { centreWithId } from '../../../src/domain/centres/centres.ts';
import { meetContacts } from '../../../src/domain/centres/people.ts';
import { listBroadcasts, type BroadcastWish } from '../../../src/domain/broadcasts/broadcasts.ts';
import { previewBroadcast, type Preview } from '../../../src/service/broadcasts/preview.ts';
import { launchBroadcast } from '../../../src/service/broadcasts/launch.ts';
import { composeTexts } from '../../../src/service/broadcasts/texts.ts';
import { outcomeOf } from '../../../src/domain/broadcasts/outcome.ts';
import { countsOf, repliesOf, whoAnswered } from '../../../src/domain/broadcasts/report.ts';
import { writtenOut } from '../../../src/domain/segments/saved-segments.ts';
import type { TestApp } from '../app.ts';
import { momentOf, type App } from '../../../src/service/engine/scene.ts';

const THEN = '2026-11-01T08:00:00.000Z';

/** A person at the centre of Arendal; a volunteer when `interests` is set. */
export interface Somebody extends Partial<Insertable<PersonTable>> {
  id: string;
  number: string;
  interests?: string;
  consents?: ('requested' | 'campaign')[];
}

/** Adds people to the database, as volunteers when they have interests. */
export async function putPeople(store: Store, people: readonly Somebody[], centreId = 'arendal'): Promise<void> {
  await store.write(async (tx) => {
    for (const { interests, consents = [], ...person } of people) {
      const nothing = { language: 'nb', language_chosen: 0, first_seen_at: THEN };
      await tx
        .insertInto('person')
        .values({ ...nothing, centre_id: centreId, ...person })
        .execute();
      for (const kind of consents)
        await tx
          .insertInto('consent')
          .values({ centre_id: centreId, person_id: person.id, kind, since: THEN, how: 'test' })
          .execute();
      if (interests === undefined) continue;
      const blank = { languages: '', times: '', notes: '', extra: '{}', car: 0, created_at: THEN, changed_at: THEN };
      await tx
        .insertInto('volunteer')
        .values({ ...blank, id: `v-${person.id}`, centre_id: centreId, person_id: person.id, interests })
        .execute();
    }
  });
}

export interface Wanted {
  to?: string[];
  text?: string;
  texts?: Record<string, string>;
  kind?: BroadcastKind;
  collects?: 'yes';
  sendAt?: string;
  long?: boolean;
}

/** A broadcast request as the command line makes it. */
export async function wishFor(app: App, wanted: Wanted, centreId = 'arendal'): Promise<BroadcastWish> {
  const { db } = app.store;
  const centre = await db.selectFrom('centre').selectAll().where('id', '=', centreId).executeTakeFirstOrThrow();
  const [kind, long] = [wanted.kind ?? 'service', wanted.long ?? false];
  const written = { [centre.language]: wanted.text ?? 'Kafeen er stengt i morgen.', ...wanted.texts };
  return {
    centreId,
    kind,
    wanted: await writtenOut(db, centreId, wanted.to ?? ['all']),
    texts: composeTexts(app, centre, { kind, texts: written, long }),
    collects: wanted.collects ?? null,
    long,
    sendAt: wanted.sendAt ?? null,
    staff: 'Anne',
  };
}

export async function previewOf(app: App, wanted: Wanted, centreId = 'arendal'): Promise<Preview> {
  const wish = await wishFor(app, wanted, centreId);
  const centre = await app.store.db
    .selectFrom('centre')
    .selectAll()
    .where('id', '=', centreId)
    .executeTakeFirstOrThrow();
  return previewBroadcast(app, centre, wish);
}

/** Previews a broadcast and launches it unchanged; returns its id. */
export async function send(app: App, wanted: Wanted, centreId = 'arendal'): Promise<string> {
  const [wish, preview] = [await wishFor(app, wanted, centreId), await previewOf(app, wanted, centreId)];
  const gone = await launchBroadcast(app, { wish, preview, second: null }, () => Promise.resolve());
  if (gone.outcome === 'already sent') throw new Error(`already sent as ${gone.twin.id}`);
  return gone.row.id;
}

/**
 * Staff actions in a transcript: `broadcast [collect] [requested] <text>` to all (`text // nynorsk // English`),
 * `broadcast organisers <text>` to organisers, and `report`, which shows the outcome of the last broadcast. Undefined
 * for any other action.
 */
export async function broadcastDeed(
  app: TestApp,
  verb: string,
  words: readonly string[],
): Promise<string[] | undefined> {
  if (verb === 'broadcast') {
    const text = words.filter((word) => !['collect', 'requested', 'organisers'].includes(word)).join(' ');
    const [said = '', nn, en] = text.split(' // ');
    if (words.includes('organisers')) await meet(app);
    await send(app.service.app, {
      text: said,
      texts: { ...(nn === undefined ? {} : { nn }), ...(en === undefined ? {} : { en }) },
      ...(words.includes('organisers') ? { to: ['role=organiser'] } : {}),
      ...(words.includes('collect') ? { collects: 'yes' } : {}),
      ...(words.includes('requested') ? { kind: 'requested' } : {}),
    });
    return [];
  }
  if (verb !== 'report') return undefined;
  const { db } = app.store;
  const [row] = (await listBroadcasts(db, null)).slice(0, 1);
  if (row === undefined) throw new Error('There is no broadcast yet');
  const { yes, no, thanks, question } = await repliesOf(db, row.id);
  const items = await db.selectFrom('inbox_item').select(['reason', 'body']).where('about', '=', row.id).execute();
  const { optOuts, rungInstead } = await outcomeOf(db, row, { price_ore: 60, price_foreign_ore: 120 });
  const { sent, delivered, failed, calls } = await countsOf(db, row);
  return [
    `= ${row.status}: ${yes} yes, ${no} no, ${thanks} thanks, ${question} questions, ${optOuts} opted out`,
    ...(calls === 0
      ? []
      : [
          `= ${sent} sent (${delivered} delivered), ${failed} failed; ${calls} by call, ${rungInstead} of them rung instead`,
        ]),
    ...(await whoAnswered(db, row.id, 'yes')).map((a) => `= yes: ${a.name ?? a.number}`),
    ...items.map((i) => `= inbox: ${i.reason}: ${i.body}`),
  ];
}

/** Adds the organisers as persons, as the command line does before it sends them a message. */
async function meet({ store, service }: TestApp): Promise<void> {
  await store.write(async (tx) => {
    const centre = (await centreWithId(tx, 'arendal'))!;
    await meetContacts(tx, momentOf(service.app), centre);
  });
}
