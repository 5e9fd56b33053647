import { expect, test } from 'vitest';
import { addHosts } from '../../../db/writes/add-hosts.ts';
import { recordVisits } from '../../../db/writes/record-visits.ts';
import { spreadHours, spreadOverdue } from '../../../db/writes/spread-overdue.ts';
import { createTestDatabase, type TestDatabase } from '../../support/postgres.ts';
import { hostName, visitOf } from '../../support/visit-records.ts';

const hosts = Array.from({ length: 1_200 }, (_, index) => `server-${index}.social`);
const visitedAt = '2026-03-01T12:00:00Z';
const hourMs = 3_600_000;

async function census(): Promise<TestDatabase> {
  const database = await createTestDatabase();
  await addHosts(database.db, hosts.map(hostName), { source: 'seed', at: new Date(visitedAt) });
  await database.db.transaction().execute((trx) =>
    recordVisits(
      trx,
      hosts.map((host) => visitOf(host, visitedAt)),
    ),
  );
  return database;
}

async function dueHours(database: TestDatabase, since: Date): Promise<readonly number[]> {
  const rows = await database.db.selectFrom('host').select('next_visit_at').execute();
  return rows.map((row) => ((row.next_visit_at?.getTime() ?? 0) - since.getTime()) / hourMs);
}

test('case 48: after three days without a visit, overdue hosts are spread over some hours, evenly', async () => {
  await using database = await census();
  const restartedAt = new Date('2026-03-04T12:00:00Z');
  expect(await spreadOverdue(database.db, restartedAt)).toBe(hosts.length);
  const due = await dueHours(database, restartedAt);
  const perHour = Array.from(
    { length: spreadHours },
    (_, hour) => due.filter((at) => at >= hour && at < hour + 1).length,
  );
  expect(perHour.reduce((sum, count) => sum + count)).toBe(hosts.length);
  // Chi-square with five degrees of freedom: 25 is exceeded by chance once in seven thousand times.
  const expected = hosts.length / spreadHours;
  const chiSquare = perHour.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
  expect(chiSquare).toBeLessThan(25);
});

test('while visits go on, nothing is spread; names that were never visited stay due', async () => {
  await using database = await census();
  const soon = new Date('2026-03-01T13:00:00Z');
  await database.db
    .updateTable('host')
    .set({ next_visit_at: new Date('2026-03-01T12:30:00Z') })
    .execute();
  expect(await spreadOverdue(database.db, soon)).toBe(0);
  const later = new Date('2026-03-05T12:00:00Z');
  await addHosts(database.db, [hostName('new.social')], { source: 'peer', at: later });
  await spreadOverdue(database.db, later);
  const fresh = await database.db
    .selectFrom('host')
    .select('next_visit_at')
    .where('name', '=', 'new.social')
    .executeTakeFirstOrThrow();
  expect(fresh.next_visit_at).toEqual(later);
});
