import { afterAll, beforeAll, expect, test } from 'vitest';
import { networkSeries } from '../../../db/queries/day-figures.ts';
import { createTestDatabase, type TestDatabase } from '../../support/postgres.ts';
import { runCli } from '../../support/run-cli.ts';
import { fillSmallCensus, smallCensus } from '../archive/small-census.ts';

const { birch, quarantined } = smallCensus;

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase(fillSmallCensus);
});
afterAll(() => database[Symbol.asyncDispose]());

const run = (...args: readonly string[]) => runCli(args, { DATABASE_URL: database.url });
const wholeSpan = ['--from', '2026-11-22', '--to', '2026-11-24'] as const;

async function rulesOf(name: string) {
  const rows = await database.db
    .selectFrom('quarantine')
    .innerJoin('host', 'host.host_id', 'quarantine.host_id')
    .select(['rule', 'from_day', 'to_day'])
    .where('name', '=', name)
    .orderBy('from_day')
    .execute();
  return rows.map((row) => `${row.rule} ${row.from_day} ${row.to_day ?? 'now'}`);
}

test('rollup judges what was not judged, and with --judge-anew all of it, and revises the days that this changes', async () => {
  const judged = await run('rollup', ...wholeSpan);
  expect(judged).toMatchObject({ code: 0, stdout: 'Rolled up 3 days: 2026-11-22 to 2026-11-24.\n' });
  const found = await rulesOf(quarantined);
  expect(found).toEqual(['absurd 2026-11-22 now']);
  const before = await networkSeries(database.db);
  // As rules of an earlier release may have had it.
  await database.db.updateTable('quarantine_finding').set({ from_day: '2026-11-23' }).execute();
  expect((await run('rollup', ...wholeSpan)).code).toBe(0);
  expect(await rulesOf(quarantined)).toEqual(['absurd 2026-11-23 now']);
  expect((await networkSeries(database.db))[0]?.servers_quarantined).toBe(0);
  // The day that is named is one, the days that are revised are all.
  const anew = await run('rollup', '--judge-anew', '--from', '2026-11-24', '--to', '2026-11-24');
  expect(anew).toMatchObject({ code: 0 });
  expect(await rulesOf(quarantined)).toEqual(found);
  const after = await networkSeries(database.db);
  expect(after.map((day) => [day.users_total, day.servers_quarantined])).toEqual(
    before.map((day) => [day.users_total, day.servers_quarantined]),
  );
  expect(after[0]?.revised_at).not.toBe(before[0]?.revised_at ?? null);
}, 120_000);

test('quarantine by hand, and lifting it, say what holds now', async () => {
  const set = await run('quarantine', birch, '--reason', 'counts bots');
  expect(set.code).toBe(0);
  expect(set.stdout).toMatch(
    /^birchmoor\.net is quarantined: from \d{4}-\d\d-\d\d on its figures are shown and not counted\.\n$/,
  );
  const lifted = await run('quarantine', birch, '--undo');
  expect(lifted.stdout).toMatch(
    /^birchmoor\.net is not quarantined by hand any more, since .*; the rules hold for it\.\n$/,
  );
  expect(await run('quarantine', birch, '--undo')).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('birchmoor.net is not quarantined.'),
  });
  const counted = await run('quarantine', quarantined, '--undo');
  expect(counted.stdout).toBe(`${quarantined} counts, since 2026-11-22, whatever the rules find.\n`);
  expect(await rulesOf(quarantined)).toEqual([]);
  expect((await networkSeries(database.db))[0]?.servers_quarantined).toBe(0);
}, 120_000);
