import { execFileSync } from 'node:child_process';
import { closeSync, constants, mkdtempSync, openSync, readFileSync, readSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { openLogOutput } from '../src/log-output.ts';
import { warnOfStranger } from '../src/service/engine/strangers.ts';

const folder = (): string => {
  const made = mkdtempSync(join(tmpdir(), 'ringerunde-log-'));
  onTestFinished(() => rmSync(made, { recursive: true, force: true }));
  return made;
};

describe('a log output', () => {
  test('writes every line of a file in order', async () => {
    const file = join(folder(), 'log');
    const output = openLogOutput(openSync(file, 'w'));
    const lines = Array.from({ length: 1000 }, (_, n) => `line ${n}\n`);
    for (const line of lines) output.write(line);
    await output.close(5000);
    expect(readFileSync(file, 'utf8')).toBe(lines.join(''));
    expect(output.dropped).toBe(0);
  });

  test('drops and counts what a full disk does not take', async () => {
    const output = openLogOutput(openSync('/dev/full', constants.O_WRONLY));
    for (let n = 0; n < 1000; n++) output.write(`line ${n}\n`);
    await output.close(5000);
    expect(output.dropped).toBe(1000);
  });

  test('keeps a megabyte for a slow reader, drops and counts the rest, and tells the reader', async () => {
    const path = join(folder(), 'pipe');
    execFileSync('mkfifo', [path]);
    const reader = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
    const output = openLogOutput(openSync(path, constants.O_WRONLY));
    const line = `${'x'.repeat(999)}\n`;
    for (let n = 0; n < 5000; n++) output.write(line);
    expect(output.dropped).toBeGreaterThan(3000);
    const droppedThen = output.dropped;
    let read = '';
    const chunk = Buffer.alloc(65_536);
    const readAll = async (): Promise<void> => {
      for (let quiet = 0; quiet < 20;) {
        try {
          read += chunk.subarray(0, readSync(reader, chunk)).toString();
          quiet = 0;
        } catch {
          quiet++;
          await new Promise((wake) => setTimeout(wake, 5));
        }
      }
    };
    await readAll();
    output.write('the last\n');
    await readAll();
    await output.close(1000);
    closeSync(reader);
    expect(read.split('\n').filter((l) => l.length === 999)).toHaveLength(5000 - droppedThen);
    expect(read).toContain(`"lines":${droppedThen},"msg":"log lines were dropped"`);
    expect(read.endsWith('the last\n')).toBe(true);
  });

  test('is not waited for when it is closed', async () => {
    const path = join(folder(), 'pipe');
    execFileSync('mkfifo', [path]);
    const reader = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
    const output = openLogOutput(openSync(path, constants.O_WRONLY));
    for (let n = 0; n < 5000; n++) output.write(`${'x'.repeat(999)}\n`);
    const begun = performance.now();
    await output.close(100);
    expect(performance.now() - begun).toBeLessThan(1000);
    closeSync(reader);
  });
});

describe('warnings about strangers', () => {
  afterEach(() => vi.useRealTimers());

  test('one line a minute for each message, with the count', () => {
    vi.useFakeTimers();
    const lines: string[] = [];
    const note = (details: object, message: string): void => void lines.push(`${message} ${JSON.stringify(details)}`);
    const log = { info: note, warn: note, error: note };
    for (let n = 0; n < 1000; n++) warnOfStranger(log, { path: '/a' }, 'unsigned');
    warnOfStranger(log, { arrival: 'SM1' }, 'no centre');
    expect(lines).toEqual(['unsigned {"path":"/a","count":1}', 'no centre {"arrival":"SM1","count":1}']);
    vi.advanceTimersByTime(60_000);
    expect(lines.slice(2)).toEqual(['unsigned {"path":"/a","count":999}']);
    vi.advanceTimersByTime(120_000);
    warnOfStranger(log, { path: '/b' }, 'unsigned');
    expect(lines.slice(3)).toEqual(['unsigned {"path":"/b","count":1}']);
  });
});
