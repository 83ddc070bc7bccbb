import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addressFields, addressFrom } from '../../../src/carriers/smpp/addresses.ts';
import { matchReceipt, plainId, receiptDelivery, receiptIn, sidOf } from '../../../src/carriers/smpp/receipts.ts';

const FORM =
  'id:0123456789 sub:001 dlvrd:001 submit date:2611231200 done date:2611231201 stat:DELIVRD err:000 text:Hei id:1';

describe('a delivery receipt', () => {
  test('is read from its text, whatever order and case that has', () => {
    expect(receiptIn({ esm_class: 4 }, FORM)).toEqual({ id: '0123456789', status: 'DELIVRD', errorCode: null });
    expect(receiptIn({ esm_class: 4 }, 'ID:ab-1 STAT:undeliv ERR:034')).toEqual({
      id: 'ab-1',
      status: 'UNDELIV',
      errorCode: '034',
    });
    expect(receiptIn({ esm_class: 0x24 & 0x3c }, FORM)).toBe(null);
  });

  test('is read from its fields before its text', () => {
    const fields = { esm_class: 4, receipted_message_id: '7B', message_state: 5 };
    expect(receiptIn(fields, FORM)).toMatchObject({ id: '7B', status: 'UNDELIV' });
    expect(receiptIn({ ...fields, esm_class: 0 }, '')).toMatchObject({ id: '7B', status: 'UNDELIV' });
  });

  test('is no text, even where it cannot be read; and a text is no receipt, even where it looks like one', () => {
    expect(receiptIn({ esm_class: 4 }, 'delivered!')).toBe('unreadable');
    expect(receiptIn({ esm_class: 0 }, FORM)).toBeNull();
  });

  test('says in our words what became of the text', () => {
    const said = ['ENROUTE', 'ACCEPTD', 'DELIVRD', 'EXPIRED', 'UNDELIV', 'REJECTD', 'DELETED', 'UNKNOWN', 'HUH'];
    expect(said.map((word) => receiptDelivery(word).state)).toEqual([
      'sent',
      'accepted',
      'delivered',
      'undelivered',
      'undelivered',
      'undelivered',
      'undelivered',
      null,
      null,
    ]);
  });
});

describe('the text of a receipt is found', () => {
  const rows = [{ sid: sidOf('out_2', ['1f', '20']) }, { sid: sidOf('out_1', ['31']) }, { sid: null }, { sid: 'SM1' }];

  test('by the same id, before any other writing of it', () => {
    // 31 is 1f in hexadecimal as well; the text with just that id comes first.
    expect(matchReceipt('31', rows)?.row).toBe(rows[1]);
    expect(matchReceipt('1f', rows)).toEqual({ row: rows[0], others: ['20'] });
  });

  test('where answers are hexadecimal and receipts decimal, or the other way round', () => {
    expect(matchReceipt('32', rows)).toEqual({ row: rows[0], others: ['31'] });
    expect(matchReceipt(plainId('0000004D'), [{ sid: sidOf('out_3', ['77']) }])?.row).toBeDefined();
  });

  test('for every number, however it is written', () => {
    const ids = fc.bigInt({ min: 1n, max: 2n ** 64n });
    fc.assert(
      fc.property(ids, fc.boolean(), fc.nat(12), (id, hexFirst, zeros) => {
        const [hex, decimal] = [id.toString(16).toUpperCase(), id.toString(10)];
        const [answer, receipt] = hexFirst ? [hex, decimal] : [decimal, hex];
        const row = { sid: sidOf('out_1', [answer]) };
        expect(matchReceipt(plainId('0'.repeat(zeros) + receipt), [row])?.row).toBe(row);
      }),
    );
  });

  test('not for another id', () => {
    expect(matchReceipt('99', rows)).toBeNull();
  });
});

describe('an address', () => {
  test('goes out as what it is', () => {
    expect(addressFields('+4759440000')).toEqual({ ton: 1, npi: 1, addr: '4759440000' });
    expect(addressFields('26112')).toEqual({ ton: 0, npi: 1, addr: '26112' });
    expect(addressFields('Sentralen')).toEqual({ ton: 5, npi: 0, addr: 'Sentralen' });
  });

  test.each([
    [1, '4790000001', '+4790000001'],
    [0, '4790000001', '+4790000001'],
    [0, '+4790000001', '+4790000001'],
    [0, '004790000001', '+4790000001'],
    [2, '90000001', '+4790000001'],
    [0, '26112', '26112'],
    [5, 'Posten', 'Posten'],
    [5, '90000001', '90000001'],
    [0, '', ''],
  ])('of type %i, %s, comes in as %s', (ton, addr, e164) => {
    expect(addressFrom(ton, addr)).toBe(e164);
  });
});
