import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { sql } from 'kysely';
import { expect, onTestFinished, test } from 'vitest';
import { createDatabase } from '../../../db/client.ts';
import { createApiListener } from '../../../web/api/listener.ts';
import { describeApi } from '../../../web/api/openapi.ts';
import { fillSmallCensus, smallCensusNow } from '../../crawler/archive/small-census.ts';
import { nothingPublished } from '../../support/nothing-published.ts';
import { createTestDatabase } from '../../support/postgres.ts';

test('costly facts are asked once in a while, whether the database answers at every request', async () => {
  await using database = await createTestDatabase();
  await fillSmallCensus(database.db);
  await using hasty = createDatabase(database.url, { statementTimeoutMs: 300 });
  let nowMs = smallCensusNow.getTime();
  const bugs: unknown[] = [];
  const listener = createApiListener({
    database: hasty,
    siteUrl: 'https://census.invalid/',
    published: nothingPublished,
    description: describeApi({ siteUrl: 'https://census.invalid/', contact: null }),
    now: () => new Date(nowMs),
    keepMs: 10_000,
    state: () => 0,
    reportBug: (error) => bugs.push(error),
  });
  const server = createServer(listener).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const ask = () => fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}/api/v1/health`);
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
  expect(bugs).toEqual([]);
});
