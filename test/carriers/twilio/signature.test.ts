import { describe, expect, test } from 'vitest';
import { createHmac } from 'node:crypto';
import { createSignatureCheck } from '../../../src/carriers/twilio/signature.ts';
import type { Fields } from '../../../src/carriers/base/webhooks.ts';
import { parseForm } from '../../../src/web/base/form.ts';

const FIELDS = { Body: 'Hei æøå 😀 ', From: '+4791234567', To: '+4759440000', MessageSid: 'SM0' };
const SIGNATURE = 'ZWsLcy2JDGvHPslnra4ctJbb55I=';
const TARGET = '/sms/inbound?org=1';

const twilio = {
  accountSid: 'AC',
  authToken: 'tok',
  oldAuthToken: null,
  apiUrl: null,
  network: 'twilio' as const,
  messagingServiceSid: null,
};
const check = createSignatureCheck(twilio, 'https://example.no');
const signed = (how: { signature?: string; target?: string; fields?: Fields } = {}): boolean =>
  check({ signature: SIGNATURE, target: TARGET, fields: FIELDS, ...how });

/** The rule as Twilio writes it, by hand. */
const byHand = (token: string, url: string, fields: Record<string, string>): string =>
  createHmac('sha1', token)
    .update(
      url +
        Object.keys(fields)
          .toSorted()
          .map((k) => k + fields[k])
          .join(''),
    )
    .digest('base64');

describe('the signature of Twilio', () => {
  test('is the one of the known example', () => {
    expect(signed()).toBe(true);
    expect(byHand('tok', `https://example.no${TARGET}`, FIELDS)).toBe(SIGNATURE);
  });

  test.each([
    ['none', { signature: '' }],
    ['another', { signature: 'AAAAAAAAAAAAAAAAAAAAAAAAAAA=' }],
    ['one of another length', { signature: `${SIGNATURE}=` }],
    ['one that is no base64', { signature: 'ærlig talt' }],
    ['a trimmed body', { fields: { ...FIELDS, Body: FIELDS.Body.trim() } }],
    ['a changed body', { fields: { ...FIELDS, Body: 'JA' } }],
    ['a changed sender', { fields: { ...FIELDS, From: '+4791234568' } }],
    ['one field more', { fields: { ...FIELDS, OptOutType: 'STOP' } }],
    ['one field less', { fields: { Body: FIELDS.Body, From: FIELDS.From, To: FIELDS.To } }],
    ['no fields at all', { fields: {} }],
    ['another query', { target: '/sms/inbound?org=2' }],
    ['no query', { target: '/sms/inbound' }],
    ['another path', { target: '/sms/status?org=1' }],
    ['a path that climbs', { target: '/x/../sms/inbound?org=1&a' }],
  ])('refuses %s', (_what, how) => {
    expect(signed(how)).toBe(false);
  });

  test('is over the public address: http is not https, another host is another host', () => {
    for (const publicUrl of ['http://example.no', 'https://evil.example', 'https://example.no.evil.example']) {
      expect(createSignatureCheck(twilio, publicUrl)({ signature: SIGNATURE, target: TARGET, fields: FIELDS })).toBe(
        false,
      );
    }
  });

  test('bears the usual port of the address, named or not', () => {
    const named = createSignatureCheck(twilio, 'https://example.no:443');
    expect(named({ signature: SIGNATURE, target: TARGET, fields: FIELDS })).toBe(true);
  });

  test('may stand on the old token while the token is being changed', () => {
    const rotating = createSignatureCheck({ ...twilio, authToken: 'new', oldAuthToken: 'tok' }, 'https://example.no');
    expect(rotating({ signature: SIGNATURE, target: TARGET, fields: FIELDS })).toBe(true);
    expect(
      rotating({ signature: byHand('new', `https://example.no${TARGET}`, FIELDS), target: TARGET, fields: FIELDS }),
    ).toBe(true);
    expect(
      rotating({ signature: byHand('other', `https://example.no${TARGET}`, FIELDS), target: TARGET, fields: FIELDS }),
    ).toBe(false);
  });

  test('is never good without a token', () => {
    const closed = createSignatureCheck(null, 'https://example.no');
    expect(
      closed({ signature: byHand('', `https://example.no${TARGET}`, FIELDS), target: TARGET, fields: FIELDS }),
    ).toBe(false);
  });
});

describe('a form', () => {
  test('keeps every value as it was sent', () => {
    expect({ ...parseForm('Body=+Hei+%C3%A6+&From=%2B4791234567&Empty=&Bare') }).toEqual({
      Body: ' Hei æ ',
      From: '+4791234567',
      Empty: '',
      Bare: '',
    });
  });

  test('makes a list of a field that comes twice, and an ordinary field of a strange one', () => {
    const fields = parseForm('a=1&a=2&__proto__=x&constructor=y&a[]=3');
    expect(fields?.['a']).toEqual(['1', '2']);
    expect(fields?.['__proto__']).toBe('x');
    expect(fields?.['constructor']).toBe('y');
    expect(({} as Record<string, unknown>)['x']).toBeUndefined();
  });

  test.each(['a=%', 'a=%E6', 'a=%zz', 'a=%C3%28', Array.from({ length: 101 }, (_, i) => `k${i}=`).join('&')])(
    'is refused whole where it is broken: %s',
    (text) => {
      expect(parseForm(text)).toBeNull();
    },
  );
});
