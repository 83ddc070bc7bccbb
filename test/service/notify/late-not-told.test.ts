import { afterEach, expect, test } from 'vitest';
import { openTestApp, PEOPLE, testClock, type TestApp } from '../../support/app.ts';
import { addVolunteer, assignmentDeed } from '../../support/people/assignments.ts';

const { Kari = '' } = PEOPLE;

let app: TestApp | undefined;
afterEach(() => app?.close());

test.each([
  ['nb', '21614', 'blir litt forsinket', 'Jeg gir beskjed til', 'kom ikke fram til Frivilligsentralen Arendal likevel'],
  [
    'nn',
    '30006',
    'eg vert litt forseinka',
    'Eg gir beskjed til',
    'kom ikkje fram til Frivilligsentralen Arendal likevel',
  ],
  ['en', '21614', "I'm running late", 'I am letting', 'did not get through to Frivilligsentralen Arendal after all'],
])(
  'in %s a volunteer who is late hears it where staff were not told after all (%s)',
  async (language, code, said, first, then) => {
    const here = await openTestApp({ clock: testClock('2026-11-23T10:00') });
    app = here;
    await addVolunteer(here, 'Kari', { language });
    await assignmentDeed(here, 'assignment', ['Følge', '2026-11-23T11:00']);
    await here.after(() => assignmentDeed(here, 'offer', ['Kari']));
    await here.text(Kari, language === 'en' ? 'yes' : 'ja');
    await here.after(() => assignmentDeed(here, 'confirm', ['Kari']));
    here.textless.set('+4745600002', code);
    const heard = await here.text(Kari, said);
    heard.push(...(await here.goTo('2026-11-23T10:02')));
    const mine = heard.filter(({ to }) => to === Kari).map(({ body }) => body);
    expect(mine[0]).toContain(first);
    expect(mine[1]).toContain(then);
    expect(mine).toHaveLength(2);
  },
);
