import { afterAll, beforeAll, expect, test } from 'vitest';
import type { VisitRecord } from '../../../db/model/visit-record.ts';
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
const at = (hours: number) => new Date(start + hours * 3_600_000).toISOString();

async function uptimeOf(host: string, visits: readonly VisitRecord[], hours: number): Promise<number | null> {
  await addHosts(database.db, [hostName(host)], { source: 'seed', at: new Date(start) });
  for (const visit of visits) await database.db.transaction().execute((trx) => recordVisits(trx, [visit]));
  await database.db.transaction().execute((trx) => refreshUptime(trx, new Date(at(hours))));
  const row = await database.db
    .selectFrom('instance')
    .innerJoin('host', 'host.host_id', 'instance.host_id')
    .select('uptime_30d')
    .where('host.name', '=', host)
    .executeTakeFirstOrThrow();
  return row.uptime_30d;
}

test('a visit speaks for the time until the next: asking more often while it is down changes nothing', async () => {
  const host = 'restless.social';
  const seldom = await uptimeOf(
    host,
    [visitOf(host, at(0)), failedVisit(host, at(24)), visitOf(host, at(36))],
    48,
  );
  const often = await uptimeOf(
    host,
    [27, 30, 33].map((hour) => failedVisit(host, at(hour))),
    48,
  );
  expect(seldom).toBeCloseTo(36 / 48, 4);
  expect(often).toBe(seldom);
});

test('case 82: days on which we did not ask are unknown, not down and not up', async () => {
  const host = 'patient.social';
  const visits = [visitOf(host, at(0)), failedVisit(host, at(24 * 4)), visitOf(host, at(24 * 4 + 12))];
  // 26 hours up, then a gap of ours, 12 hours down, 12 hours up.
  expect(await uptimeOf(host, visits, 24 * 5)).toBeCloseTo((26 + 12) / (26 + 12 + 12), 4);
});

test('an instance visited this moment has an uptime, one that only refused or moved since has none', async () => {
  expect(await uptimeOf('fresh.social', [visitOf('fresh.social', at(0))], 0)).toBe(1);
  const host = 'turned.social';
  const visits = [
    visitOf(host, at(0)),
    failedVisit(host, at(24 * 31), { outcome: 'robots-denied', status: 'refused' }),
  ];
  await uptimeOf(host, visits.slice(0, 1), 1);
  expect(await uptimeOf(host, visits.slice(1), 24 * 31 + 1)).toBeNull();
});
