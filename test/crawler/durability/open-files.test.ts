import { execFile } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { promisify } from 'node:util';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { affordableConcurrency } from '../../../crawler/run/shortage.ts';
import { type Fediverse, startFediverse } from '../../fediverse/start.ts';
import { startCrawl } from '../../support/crawl-fediverse.ts';
import { createTestDatabase, type TestDatabase } from '../../support/postgres.ts';
import { said } from '../../support/run-cli.ts';
import { expectWholeDay, recorded } from '../../support/whole-day.ts';

const day = '2026-01-01';
let fediverse: Fediverse;
beforeAll(async () => {
  fediverse = await startFediverse({ hosts: 150, seed: 88, faults: 'none', latencyMedianMs: 60 });
});
afterAll(() => fediverse.close());

async function outcomes({ db }: TestDatabase): Promise<unknown[]> {
  const { rows } = await sql<{ outcome: string }>`select distinct outcome from visit order by 1`.execute(db);
  return rows.map(({ outcome }) => outcome);
}

test('case 88: with 256 files at most a crawl with 500 visits at a time lowers that in one line and fails at none', async () => {
  await using database = await createTestDatabase();
  const crawl = startCrawl(fediverse, database, {
    now: `${day}T12:00:00Z`,
    concurrency: 500,
    maxOpenFiles: 256,
  });
  const { code, stderr } = await crawl.finished;
  expect(code, stderr).toBe(0);
  const lines = stderr.split('\n').filter((line) => line.includes('files') || line.includes('EMFILE'));
  expect(lines).toEqual([
    `crawl: this process may open 256 files (ulimit -n): ${affordableConcurrency(500, 256)} visits at a time in place of 500.`,
  ]);
  expect(await outcomes(database)).toEqual(['robots-denied', 'up']);
  await expectWholeDay(database.db, fediverse, day);
}, 120_000);

test('case 88: what fits is not lowered, and one visit at a time is always left', () => {
  expect(affordableConcurrency(500, null)).toBe(500);
  expect(affordableConcurrency(50, 1_024)).toBe(50);
  expect(affordableConcurrency(500, 20)).toBe(1);
});

/** The limit of a running process can be changed with util-linux's program, from below `/proc` its files be seen. */
const prlimit = ['/usr/bin/prlimit', '/bin/prlimit'].find((path) => existsSync(path));
const skipped = prlimit === undefined ? ' (skipped: there is no prlimit here)' : '';

test.skipIf(prlimit === undefined)(
  `case 88: files that run out in the midst of visits are held against no host, and the crawl ends as if nothing had been${skipped}`,
  async () => {
    await using database = await createTestDatabase();
    const crawl = startCrawl(fediverse, database, { now: `${day}T12:00:00Z`, concurrency: 40 });
    const limitTo = (files: number) =>
      promisify(execFile)(prlimit ?? '', ['--pid', `${crawl.pid}`, `--nofile=${files}:`]);
    try {
      await recorded(database.db, 10);
      await limitTo(readdirSync(`/proc/${crawl.pid}/fd`).length - 15);
      await said(crawl, 'No more files can be opened for visits');
      await limitTo(1_024);
      const { code, stderr } = await crawl.finished;
      expect(code, stderr).toBe(0);
      expect(await outcomes(database)).toEqual(['robots-denied', 'up']);
      await expectWholeDay(database.db, fediverse, day);
    } finally {
      crawl.kill('SIGKILL');
    }
  },
  120_000,
);
