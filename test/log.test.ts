import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createLog, maskNumbers } from '../src/log.ts';

test('a phone number keeps its last two digits, however it is written', () => {
  for (const number of ['+4790123456', '90123456', '90 12 34 56', '+47 901 23 456', '004790123456']) {
    expect(maskNumbers(`{"msg":"from ${number}."}`)).toBe('{"msg":"from ***56."}');
  }
  expect(maskNumbers('{"deep":{"list":["+4790123456"]}}')).toBe('{"deep":{"list":["***56"]}}');
});

test('an instant, a process and an id stay as they are', () => {
  for (const line of [
    '{"level":30,"time":"2026-11-23T20:58:11.650Z","msg":"ok"}',
    '{"pid":12345678}',
    '{"id":"out_82a98dee9e097b90da3c6531e5a3c097"}',
    '{"sid":"SM00000000000000000000000000000001"}',
  ]) {
    expect(maskNumbers(line)).toBe(line);
  }
});

test('no Norwegian number gets through, wherever it stands', () => {
  const number = fc.integer({ min: 40_000_000, max: 99_999_999 }).map(String);
  const around = fc.constantFrom(' ', '"', ':', ',', '(', '+47', '/');
  fc.assert(
    fc.property(number, around, around, (n, before, after) => {
      expect(maskNumbers(`{"msg":"${before}${n}${after}"}`)).not.toContain(n);
    }),
  );
});

test('D9: an error is logged without the values that it quotes', () => {
  const lines: string[] = [];
  const log = createLog('info', { write: (line) => void lines.push(line) });
  const quoting = Object.assign(new Error('duplicate key: (Kari Nordmann)'), {
    code: '23514',
    detail: 'Failing row contains (out_1, +4790000001, Jeg er så ensom).',
    where: 'insert of Jeg er så ensom',
  });
  log.error({ err: quoting, outboxId: 'out_1' }, 'an outcome could not be written down');
  const [line = ''] = lines;
  expect(line).not.toMatch(/Kari|ensom|90000001/);
  expect(JSON.parse(line)).toMatchObject({ outboxId: 'out_1', err: { type: 'Error', code: '23514' } });
  expect(line).toContain('log.test.ts');
});
