import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Store } from '../../../src/db/open.ts';
import {
  addCentre,
  centreByNumber,
  centreByVoiceNumber,
  changeCentre,
  listCentres,
  showCentre,
  theCentre,
  type CentreFields,
  type NewCentre,
} from '../../../src/domain/centres/centres.ts';
import { changeCountOf } from '../../../src/domain/base/change-counter.ts';
import { countedIds, START } from '../../support/outbox.ts';
import { ENGINES } from '../../support/store.ts';

const moment = { now: START, ids: countedIds() };
const arendal: NewCentre = { name: 'Frivilligsentralen Arendal', number: '45 60 00 01' };

describe.each(ENGINES)('centres on $engine', ({ open }) => {
  let store: Store;
  beforeEach(async () => void (store = await open()));
  afterEach(() => store.close());
  const add = (wish: NewCentre) => store.write((tx) => addCentre(tx, moment, wish));

  test('a centre needs a name and a number; the rest is as usual', async () => {
    const { outcome, centre } = await add(arendal);
    expect(outcome).toBe('added');
    expect(showCentre(centre)).toEqual({
      id: 'arendal',
      name: 'Frivilligsentralen Arendal',
      number: '+4745600001',
      voiceNumber: null,
      postcode: null,
      staffPhone: null,
      emergencyPhone: null,
      opening: 'Mon-Fri 09:00-15:00',
      language: 'nb',
      asksMax: 4,
      maxDayCostOre: null,
      maxMonthCostOre: null,
      priceOre: 60,
      priceForeignOre: 120,
      perSecond: null,
      languagesOff: [],
      noticesMax: 5,
    });
    expect(await centreByNumber(store.db, '+4745600001')).toEqual(centre);
    expect(await centreByNumber(store.db, '+4745600009')).toBeUndefined();
    expect(await changeCountOf(store.db, 'centres')).toBe(1);
  });

  test('adding the same again changes nothing', async () => {
    await add(arendal);
    expect((await add({ ...arendal, number: '+47 45 60 00 01' })).outcome).toBe('already there');
    expect(await listCentres(store.db)).toHaveLength(1);
    expect(await changeCountOf(store.db, 'centres')).toBe(1);
  });

  test('what stands about a centre is changed; what is left out stays', async () => {
    const { centre } = await add({ ...arendal, voiceNumber: '37 00 00 01', postcode: '4836', staffPhone: '45600002' });
    const change = (fields: CentreFields) => store.write((tx) => changeCentre(tx, { id: 'arendal', ...fields }));
    expect(await change({})).toEqual({ outcome: 'already', centre });
    expect(await change({ asksMax: 4, postcode: ' 4836' })).toEqual({ outcome: 'already', centre });
    expect(await changeCountOf(store.db, 'centres')).toBe(1);
    const after = { ...centre, name: 'Nytt navn', asks_max: 2, staff_phone: null };
    expect(await change({ name: 'Nytt  navn', asksMax: 2, staffPhone: '' })).toEqual({
      outcome: 'changed',
      centre: after,
    });
    expect(await theCentre(store.db)).toEqual(after);
    expect(await changeCountOf(store.db, 'centres')).toBe(2);
    for (const [wrong, why] of [
      [{ asksMax: 0 }, '1 to 100 times'],
      [{ asksMax: 1.5 }, '1 to 100 times'],
      [{ opening: 'ofte' }, 'Write for example'],
      [{ staffPhone: 'x' }, 'no telephone number'],
    ] as const)
      await expect(change(wrong)).rejects.toThrow(why);
    expect(await theCentre(store.db)).toEqual(after);
  });

  test('a call finds the centre by its voice number, or by the one it shares', async () => {
    await add({ ...arendal, voiceNumber: '37 00 00 01' });
    await add({ name: 'Kvinesdal', number: '45600003' });
    expect((await centreByVoiceNumber(store.db, '+4737000001'))?.id).toBe('arendal');
    expect((await centreByVoiceNumber(store.db, '+4745600003'))?.id).toBe('kvinesdal');
    expect(await centreByVoiceNumber(store.db, '+4737000009')).toBeUndefined();
  });

  test('what cannot be is refused with a sentence, and nothing is written', async () => {
    await add({ ...arendal, voiceNumber: '37000001' });
    const wrong: [Partial<NewCentre>, string][] = [
      [{ name: 'Another' }, 'already the number of Frivilligsentralen Arendal'],
      [{ number: '45600002' }, 'The id arendal is already'],
      [{ name: 'B', number: '45600002', voiceNumber: '37000001' }, 'already answers calls'],
      [{ name: ' ', number: '45600002' }, 'needs a name'],
      [{ name: '???', number: '45600002' }, 'Give one with --id'],
      [{ name: 'B', number: 'none' }, 'none is no telephone number'],
      [{ name: 'B', number: '45600002', postcode: '48' }, '48 is no postcode'],
      [{ name: 'B', number: '45600002', opening: 'always' }, 'Write for example'],
      [{ name: 'B', number: '45600002', language: 'Norsk' }, 'no language code'],
      [{ name: 'B', number: '45600002', id: 'B 2' }, 'B 2 is no id'],
    ];
    for (const [change, why] of wrong) await expect(add({ ...arendal, ...change })).rejects.toThrow(why);
    expect(await listCentres(store.db)).toHaveLength(1);
  });

  test('a command is for the only centre, or for the one it names', async () => {
    await expect(theCentre(store.db)).rejects.toThrow('Add one with: ringerunde centre add');
    await add(arendal);
    expect((await theCentre(store.db)).id).toBe('arendal');
    await add({ name: 'Kvinesdal Frivilligsentral', number: '+4759440000' });
    await expect(theCentre(store.db)).rejects.toThrow('arendal, kvinesdal. Say which with --centre');
    await expect(theCentre(store.db, 'oslo')).rejects.toThrow(
      'There is no centre oslo. Choose one of: arendal, kvinesdal',
    );
    expect((await theCentre(store.db, 'kvinesdal')).number).toBe('+4759440000');
  });
});
