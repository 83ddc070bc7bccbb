import { expect, test } from 'vitest';
import { openContext, type Desk } from '../../support/cli.ts';

/** A centre in Kvinesdal with the register of the whole country. */
async function openKvinesdal(): Promise<Desk> {
  const context = openContext();
  const name = ['--name', 'Frivilligsentralen Kvinesdal', '--number', '+4738000001', '--postcode', '4480'];
  expect((await context.run('centre', 'add', ...name)).code).toBe(0);
  return context;
}
const placeIn = async (context: Desk, text: string): Promise<string | undefined> =>
  (await context.run('explain', text, '--json')).json<{ slots: { place?: string } }>().slots.place;

test('A15: the place near the centre is meant, and small words are no places', async () => {
  const context = await openKvinesdal();
  const near = ['Hva skjer i Liknes?', 'noe å finne på i liknes', "What's on in Liknes?", 'kva skjer i Liknes'];
  for (const text of near) expect(await placeIn(context, text), text).toBe('Liknes');
  expect(await placeIn(context, 'hva skjer i Øye')).toBe('Øye');
  expect(await placeIn(context, 'tur nær Flekefjord')).toBe('Flekkefjord');
  const none = [
    'hva skjer i høst',
    'hva skjer i vår',
    'noe i sommer',
    'jeg fikk nummeret av Anne',
    'bussen sto stille',
    'hei, er det noe på onsdag',
    'eg vil vere med på strikking i haust',
    'is there anything this autumn',
    'kan jeg ta med hunden',
  ];
  for (const text of none) expect(await placeIn(context, text), text).toBeUndefined();
});

test('a place that is far away and meant is found, with how far it is', async () => {
  const context = await openKvinesdal();
  expect(await placeIn(context, 'hva skjer i Tromsø')).toBe('Tromsø');
  expect((await context.run('places', 'find', 'Liknes', '--json')).json()).toMatchObject([{ postcode: '4480' }]);
  expect((await context.run('places', 'find', 'Lekness', '--json')).json()).toEqual([]);
});

test('a family name in a note is no place, though there is one of that name', async () => {
  const context = await openKvinesdal();
  const note = async (line: string) =>
    (await context.run('note', line, '--json')).json<{ understood: { name: string | null; place: unknown } }>()
      .understood;
  expect(await note('ring Kari Lund 91000301')).toMatchObject({ name: 'Kari Lund', place: null });
  expect(await note('ring Ola Strand 91000302')).toMatchObject({ name: 'Ola Strand', place: null });
  expect(await note('ring Per Moi i Feda 91000303')).toMatchObject({ place: { postcode: '4485' } });
});
