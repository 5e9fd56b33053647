import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { createDatabase } from '../../../db/client.ts';
import { fillSmallCensus, smallCensusNow } from '../../crawler/archive/small-census.ts';
import { createTestDatabase } from '../../support/postgres.ts';
import { keptNever, startApi } from './api-server.ts';

test('costly facts are asked once in a while, whether the database answers at every request', async () => {
  await using database = await createTestDatabase(fillSmallCensus);
  await using hasty = createDatabase(database.url, { statementTimeoutMs: 300 });
  let nowMs = smallCensusNow.getTime();
  await using api = await startApi(hasty, {
    now: () => new Date(nowMs),
    keeping: { ...keptNever, changedMs: 10_000 },
  });
  const ask = () => api.get('/api/v1/health');
  const outages = async () => ((await (await ask()).json()) as { own_outages: unknown[] }).own_outages.length;
  expect(await outages()).toBe(0);
  await database.db
    .insertInto('own_outage')
    .values({ began_at: smallCensusNow, ended_at: smallCensusNow, failures: 3 })
    .execute();
  nowMs += 9_000;
  expect(await outages()).toBe(0);
  // The facts are kept, but a database that does not answer is not passed over.
  await database.db.transaction().execute(async (trx) => {
    await sql`lock table host in access exclusive mode`.execute(trx);
    const away = await ask();
    expect([away.status, Number(away.headers.get('retry-after')) > 0]).toEqual([503, true]);
  });
  nowMs += 1_001;
  expect(await outages()).toBe(1);
  expect(api.bugs).toEqual([]);
});
