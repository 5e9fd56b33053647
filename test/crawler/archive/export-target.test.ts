import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { afterEach, beforeEach, expect, test } from 'vitest';
import {
  type WritePart,
  writeExportFile,
  writeExportStream,
} from '../../../crawler/archive/export-target.ts';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'fedicensus-export-'));
});

afterEach(() => rm(folder, { recursive: true, force: true }));

const hello = async (write: WritePart) => {
  await write('hello ');
  await write('world\n');
  return 2;
};

test('a file holds everything that was written, and nothing else is left', async () => {
  const file = join(folder, 'out.csv');
  expect(await writeExportFile(file, hello)).toEqual({ kind: 'written', result: 2 });
  expect(await readFile(file, 'utf8')).toBe('hello world\n');
  expect(await readdir(folder)).toEqual(['out.csv']);
});

test('while a file is written, an older one of its name stays as it was', async () => {
  const file = join(folder, 'out.csv');
  await writeFile(file, 'older');
  await writeExportFile(file, async (write) => {
    await write('newer');
    expect(await readFile(file, 'utf8')).toBe('older');
  });
  expect(await readFile(file, 'utf8')).toBe('newer');
});

test('when the writing fails, the older file stays and no part is left', async () => {
  const file = join(folder, 'out.csv');
  await writeFile(file, 'older');
  const failure = new Error('the database went away');
  const writing = writeExportFile(file, async (write) => {
    await write('half');
    throw failure;
  });
  await expect(writing).rejects.toBe(failure);
  expect(await readFile(file, 'utf8')).toBe('older');
  expect(await readdir(folder)).toEqual(['out.csv']);
});

test('an abort ends the writing and leaves nothing', async () => {
  const stop = new AbortController();
  const writing = writeExportFile(
    join(folder, 'out.csv'),
    async (write) => {
      await write('half');
      stop.abort(new Error('stopped'));
      await write('other half');
    },
    stop.signal,
  );
  await expect(writing).rejects.toThrow('stopped');
  expect(await readdir(folder)).toEqual([]);
});

test('a symbolic link is followed, not replaced', async () => {
  await writeFile(join(folder, 'real.csv'), 'older');
  await symlink('real.csv', join(folder, 'link.csv'));
  await writeExportFile(join(folder, 'link.csv'), hello);
  expect(await readFile(join(folder, 'real.csv'), 'utf8')).toBe('hello world\n');
});

test('a device is written to, not replaced by a file', async () => {
  expect(await writeExportFile('/dev/null', hello)).toEqual({ kind: 'written', result: 2 });
  expect((await stat('/dev/null')).isCharacterDevice()).toBe(true);
});

test('a missing folder and a folder in the place of the file are told in a sentence', async () => {
  const missing = join(folder, 'no', 'out.csv');
  expect(await writeExportFile(missing, hello)).toEqual({
    kind: 'failed',
    problem: `${missing} cannot be written: its folder does not exist (ENOENT).`,
  });
  await mkdir(join(folder, 'sub'));
  expect(await writeExportFile(join(folder, 'sub'), hello)).toEqual({
    kind: 'failed',
    problem: `${join(folder, 'sub')} cannot be written: it is a folder.`,
  });
});

test.skipIf(!existsSync('/dev/full'))(
  'a full device is told in a sentence (skipped without /dev/full)',
  async () => {
    const end = await writeExportFile('/dev/full', hello);
    expect(end).toEqual({
      kind: 'failed',
      problem: '/dev/full cannot be written: the disk is full (ENOSPC).',
    });
  },
);

test('a slow stream is never given more than it has room for', async () => {
  let waiting = 0;
  let most = 0;
  const slow = new Writable({
    highWaterMark: 10,
    write: (part: Buffer, _encoding, done) => {
      waiting -= part.length;
      setImmediate(done);
    },
  });
  const end = await writeExportStream(slow, async (write) => {
    for (let part = 0; part < 100; part += 1) {
      waiting += 10;
      most = Math.max(most, waiting);
      await write('0123456789');
    }
  });
  expect(end).toEqual({ kind: 'written', result: undefined });
  expect(most).toBeLessThanOrEqual(20);
  expect(waiting).toBe(0);
});

test('a reader that goes away ends the writing quietly, and the writer stops', async () => {
  const child = spawn('head', ['-n', '1'], { stdio: ['pipe', 'pipe', 'ignore'] });
  let parts = 0;
  const end = await writeExportStream(child.stdin, async (write) => {
    for (; parts < 100_000; parts += 1) await write(`${'x'.repeat(1_000)}\n`);
  });
  expect(end).toEqual({ kind: 'reader-gone' });
  expect(parts).toBeLessThan(100_000);
  if (child.exitCode === null) await once(child, 'exit');
});

test('a stream that fails for another reason is told in a sentence', async () => {
  const full = new Writable({
    write: (_part, _encoding, done) => done(Object.assign(new Error('full'), { code: 'ENOSPC' })),
  });
  expect(await writeExportStream(full, hello)).toEqual({
    kind: 'failed',
    problem: 'The output cannot be written: the disk is full.',
  });
});
