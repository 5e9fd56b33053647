import { expect, test } from 'vitest';
import { addHosts } from '../../../db/writes/add-hosts.ts';
import { pruneVisits, visitsKeptDays } from '../../../db/writes/prune-visits.ts';
import { recordVisits } from '../../../db/writes/record-visits.ts';
import { createTestDatabase } from '../../support/postgres.ts';
import { hostName, visitOf } from '../../support/visit-records.ts';

test('visits of the last hundred days stay, older ones go, and history keeps what they found', async () => {
  await using database = await createTestDatabase();
  const { db } = database;
  const now = new Date('2026-11-29T12:00:00Z');
  const before = (ms: number) => new Date(now.getTime() - visitsKeptDays * 86_400_000 - ms).toISOString();
  await addHosts(db, [hostName('kept.social')], { source: 'seed', at: new Date('2026-01-01') });
  for (const at of [before(86_400_000), before(1), before(0), now.toISOString()])
    await db.transaction().execute((trx) => recordVisits(trx, [visitOf('kept.social', at)]));
  expect(await pruneVisits(db, now)).toBe(2);
  expect(await pruneVisits(db, now)).toBe(0);
  const visits = await db.selectFrom('visit').select('visited_at').orderBy('visited_at').execute();
  expect(visits.map(({ visited_at }) => visited_at.toISOString())).toEqual([before(0), now.toISOString()]);
  const days = await db.selectFrom('snapshot').select('day').orderBy('day').execute();
  expect(days).toHaveLength(3);
});
