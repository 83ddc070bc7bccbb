import fc from 'fast-check';
import type { Line } from '../../../src/conversation/ask.ts';
import { changeCentre } from '../../../src/domain/centres/centres.ts';
import type { App } from '../../../src/service/engine/scene.ts';
import { openTestApp, PEOPLE, testClock, type TestApp } from '../../support/app.ts';
import { addVolunteer, assignmentDeed } from '../../support/people/assignments.ts';
import { sqliteStore } from '../../support/store.ts';
import { EMERGENCY, STAFF } from './end.ts';

/** Inside opening hours, in the evening, in the morning, at night at the weekend. */
const HOURS = ['2026-11-23T10:00', '2026-11-25T20:00', '2026-11-26T09:30', '2026-11-28T22:00'] as const;

export interface Setting {
  at: (typeof HOURS)[number];
  language: 'nb' | 'nn' | 'en';
  emergency: boolean;
  /** Whether Kari, who has a mobile, wants to be rung. */
  prefersCalls: boolean;
  staff: 'mobile' | 'landline' | 'none';
  /** What the carrier does not do: take texts to a phone, at once or by a later report, or anything for a while. */
  broken:
    | 'nothing'
    | 'staff phone'
    | 'staff phone, later'
    | 'emergency phone'
    | 'emergency phone, later'
    | 'Kari'
    | 'all';
}

export const setting: fc.Arbitrary<Setting> = fc.record({
  at: fc.constantFrom(...HOURS),
  language: fc.constantFrom('nb' as const, 'nn' as const, 'en' as const),
  emergency: fc.boolean(),
  prefersCalls: fc.constantFrom(false, false, true),
  staff: fc.constantFrom('mobile' as const, 'mobile' as const, 'landline' as const, 'none' as const),
  broken: fc.constantFrom(
    ...(['nothing', 'nothing', 'nothing', 'nothing', 'staff phone', 'staff phone, later'] as const),
    ...(['emergency phone', 'emergency phone, later', 'Kari', 'all'] as const),
  ),
});

export interface World extends TestApp {
  /** What was said in calls since it was last emptied. */
  spoken: Line[];
  /** Calls so far, for their ids. */
  calls: number;
}

/** A centre with volunteers, of whom one has a landline, an assignment tomorrow and one that was offered. */
export async function openWorld({ at, language, emergency, prefersCalls, staff, broken }: Setting): Promise<World> {
  const app = await openTestApp({ store: await sqliteStore(), clock: testClock(at) });
  await app.store.write((tx) =>
    changeCentre(tx, {
      id: 'arendal',
      language,
      emergencyPhone: emergency ? EMERGENCY : '',
      ...(staff === 'mobile' ? {} : { staffPhone: staff === 'landline' ? '+4737000001' : '' }),
    }),
  );
  for (const name of ['Kari', 'Ola', 'Liv']) await addVolunteer(app, name, { language });
  await app.store.db
    .updateTable('person')
    .set({ prefers: 'call' })
    .where('number', 'in', [PEOPLE['Liv'] ?? '', ...(prefersCalls ? [PEOPLE['Kari'] ?? ''] : [])])
    .execute();
  await app.after(() => assignmentDeed(app, 'assignment', ['Følge', 'til', 'lege', '2026-11-30T11:00']));
  if (at < '2026-11-28') await app.after(() => assignmentDeed(app, 'offer', ['Kari,Liv', 'size=2']));
  breakNetwork(app, broken);
  const spoken: Line[] = [];
  listenTo(app.service.app, spoken);
  return Object.assign(app, { spoken, calls: 0 });
}

const AT_ONCE = '21614';
const LATER = '30006';

function breakNetwork({ textless, network }: TestApp, broken: Setting['broken']): void {
  const code = broken.endsWith('later') ? LATER : AT_ONCE;
  if (broken.startsWith('staff')) textless.set(STAFF, code);
  if (broken.startsWith('emergency')) textless.set(EMERGENCY, code);
  if (broken === 'Kari') textless.set(PEOPLE['Kari'] ?? '', code);
  if (broken === 'all') network.is = 'down';
}

/** Keeps every line that is put into spoken words: calls leave no other trace of what was said. */
function listenTo(app: App, spoken: Line[]): void {
  const { spoken: words } = app;
  Object.assign(app, {
    spoken: (language: string) => (line: Line) => {
      spoken.push(line);
      return words(language)(line);
    },
  });
}
