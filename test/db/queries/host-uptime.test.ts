import { afterAll, beforeAll, expect, test } from 'vitest';
import type { VisitRecord } from '../../../db/model/visit-record.ts';
import { hostUptime } from '../../../db/queries/host-uptime.ts';
import { addHosts } from '../../../db/writes/add-hosts.ts';
import { recordVisits } from '../../../db/writes/record-visits.ts';
import { refreshUptime } from '../../../db/writes/refresh-uptime.ts';
import { createTestDatabase, type TestDatabase } from '../../support/postgres.ts';
import { failedVisit, hostName, visitOf } from '../../support/visit-records.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(async () => database[Symbol.asyncDispose]());

const start = Date.parse('2026-03-01T00:00:00Z');
const at = (days: number) => new Date(start + days * 86_400_000).toISOString();

async function record(host: string, visits: readonly VisitRecord[]): Promise<void> {
  await addHosts(database.db, [hostName(host)], { source: 'seed', at: new Date(start) });
  for (const visit of visits) await database.db.transaction().execute((trx) => recordVisits(trx, [visit]));
}

test('the shorter span is what the record says, the longer one looks back further', async () => {
  const host = 'steady.social';
  const visits = Array.from({ length: 80 }, (_, day) =>
    day >= 10 && day < 20 ? failedVisit(host, at(day)) : visitOf(host, at(day)),
  );
  await record(host, visits);
  const now = new Date(at(80));
  await database.db.transaction().execute((trx) => refreshUptime(trx, now));
  const { uptime_30d } = await database.db
    .selectFrom('instance')
    .innerJoin('host', 'host.host_id', 'instance.host_id')
    .select('uptime_30d')
    .where('host.name', '=', host)
    .executeTakeFirstOrThrow();
  const { month, season } = await hostUptime(database.db, hostName(host), now);
  expect(month.share).toBeCloseTo(uptime_30d ?? -1, 6);
  expect(month.share).toBe(1);
  expect(season.share).toBeCloseTo(70 / 80, 6);
  expect(season.knownDays).toBeCloseTo(80, 6);
});

test('our own gaps are time that nobody knows of, neither up nor down', async () => {
  const host = 'rested.social';
  await record(host, [visitOf(host, at(0)), failedVisit(host, at(10)), visitOf(host, at(10.5))]);
  const { month } = await hostUptime(database.db, hostName(host), new Date(at(11)));
  // 26 hours up, a gap of nearly nine days, 12 hours down, 12 hours up.
  expect(month.share).toBeCloseTo((26 + 12) / (26 + 12 + 12), 6);
  expect(month.knownDays).toBeCloseTo((26 + 12 + 12) / 24, 6);
});

test('of a host that is not listed, or that was not visited of late, nothing is known', async () => {
  const nothing = { share: null, knownDays: 0 };
  await record('quiet.social', [visitOf('quiet.social', at(0))]);
  for (const host of ['quiet.social', 'nobody-knows-this.net']) {
    const uptime = await hostUptime(database.db, hostName(host), new Date(at(200)));
    expect(uptime).toEqual({ month: { days: 30, ...nothing }, season: { days: 90, ...nothing } });
  }
});
