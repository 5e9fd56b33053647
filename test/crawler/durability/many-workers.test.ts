import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { startFediverse } from '../../fediverse/start.ts';
import { startCrawl } from '../../support/crawl-fediverse.ts';
import { createEmptyDatabase } from '../../support/postgres.ts';
import { expectWholeDay } from '../../support/whole-day.ts';

const day = '2026-01-01';

test('five crawls that start at once on an empty database make schema and queue together and share one census', async () => {
  await using fediverse = await startFediverse({ hosts: 80, seed: 5, faults: 'none' });
  await using database = await createEmptyDatabase();
  const workers = Array.from({ length: 5 }, () =>
    startCrawl(fediverse, database, { now: `${day}T12:00:00Z`, concurrency: 4 }),
  );
  const ends = await Promise.all(workers.map(({ finished }) => finished));
  for (const { code, stderr } of ends) {
    expect(code, stderr).toBe(0);
    expect(stderr).not.toContain('"level"');
  }
  await expectWholeDay(database.db, fediverse, day);
  for (const { host, maxConcurrentRequests } of fediverse.log().hosts)
    expect(maxConcurrentRequests, host).toBeLessThanOrEqual(1);
  const queues = await sql`select name, policy from pgboss.queue where name = 'visit'`.execute(database.db);
  expect(queues.rows).toEqual([{ name: 'visit', policy: 'exclusive' }]);
}, 120_000);
