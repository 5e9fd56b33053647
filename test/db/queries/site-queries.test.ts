import { afterAll, beforeAll, expect, test } from 'vitest';
import type { RegistrationMode } from '../../../db/model/status.ts';
import { commonRules, countRules } from '../../../db/queries/common-rules.ts';
import { countByFacet } from '../../../db/queries/count-by-facet.ts';
import { newestNetworkDay } from '../../../db/queries/day-figures.ts';
import { instanceProvenance } from '../../../db/queries/instance-provenance.ts';
import { instanceSizes } from '../../../db/queries/instance-sizes.ts';
import { listDirectoryPage } from '../../../db/queries/list-directory-page.ts';
import { quirkSoftware } from '../../../db/queries/quirk-software.ts';
import { fillCensus } from '../../support/census.ts';
import { notableServers } from '../../support/notable-servers.ts';
import { createTestDatabase, type TestDatabase } from '../../support/postgres.ts';
import { hostName } from '../../support/visit-records.ts';

let census: TestDatabase;

beforeAll(async () => {
  census = await createTestDatabase(fillCensus);
});

afterAll(() => census[Symbol.asyncDispose]());

test('filters offer every way to get an account that any server states', async () => {
  const { registrations } = await countByFacet(census.db, {});
  const modes: RegistrationMode[] = ['approval', 'closed', 'invite', 'open'];
  expect(registrations.map(({ value }) => value).toSorted()).toEqual(modes);
});

test('the dots are the servers that count on the newest day, with the same people in all', async () => {
  const sizes = await instanceSizes(census.db, 10_000);
  const newest = await newestNetworkDay(census.db);
  expect(sizes).toHaveLength((newest?.servers_observed ?? 0) + (newest?.servers_carried ?? 0));
  expect(sizes.reduce((sum, { users_active_month }) => sum + (users_active_month ?? 0), 0)).toBe(
    newest?.users_active_month,
  );
});

test('the largest servers come first, and a quarantined one is none of them', async () => {
  const sizes = await instanceSizes(census.db, 5);
  expect(sizes).toHaveLength(5);
  expect(sizes[0]?.domain).toBe(notableServers.largest);
  expect(sizes.map(({ domain }) => domain)).not.toContain(notableServers.quarantined);
});

test('nobody gets to the top of the directory with a figure that is quarantined', async () => {
  const ask = (direction: 'asc' | 'desc', limit: number) =>
    listDirectoryPage(census.db, {
      filter: {},
      order: { by: 'users_active_month', direction },
      limit,
      offset: 0,
    });
  expect((await ask('desc', 1)).instances.map(({ domain }) => domain)).toEqual([notableServers.largest]);
  for (const direction of ['asc', 'desc'] as const) {
    const { instances, total } = await ask(direction, 10_000);
    expect(instances).toHaveLength(total);
    const last = instances.slice(-3).map(({ domain }) => domain);
    expect(last.toSorted()).toEqual(
      [notableServers.quarantined, notableServers.relay, notableServers.silent].toSorted(),
    );
  }
});

test('pages of the directory neither repeat nor lose a server', async () => {
  const order = { by: 'users_active_month', direction: 'desc' } as const;
  const whole = await listDirectoryPage(census.db, { filter: {}, order, limit: 10_000, offset: 0 });
  const pages = await Promise.all(
    Array.from({ length: Math.ceil(whole.total / 50) }, (_, page) =>
      listDirectoryPage(census.db, { filter: {}, order, limit: 50, offset: page * 50 }),
    ),
  );
  expect(pages.flatMap(({ instances }) => instances)).toEqual(whole.instances);
});

test('the most shared rules come first, each with the number of servers that have it', async () => {
  const rules = await commonRules(census.db, 3);
  expect(rules).toHaveLength(3);
  const rows = await census.db
    .selectFrom('rule')
    .innerJoin('rule_set', 'rule_set.rule_set_id', 'rule.rule_set_id')
    .innerJoin('host', 'host.host_id', 'rule_set.host_id')
    .select(['rule.text', 'host.status'])
    .where('rule_set.valid_to', 'is', null)
    .execute();
  const inForce = rows.filter(({ status }) => status === 'up' || status === 'failing');
  for (const { text, instances } of rules)
    expect([text, inForce.filter((row) => row.text === text).length]).toEqual([text, instances]);
  const counts = rules.map(({ instances }) => instances);
  expect(counts).toEqual(counts.toSorted((left, right) => right - left));
  expect((await countRules(census.db)).rules).toBe(inForce.length);
});

test('a sentence that only one owner has is not shown as a common one', async () => {
  const rules = await commonRules(census.db, 10_000);
  expect(rules.map(({ text }) => text)).not.toContain('javascript:alert(1)');
});

test('provenance says which figures were stated', async () => {
  expect(await instanceProvenance(census.db, hostName(notableServers.largest))).toMatchObject({
    users_active_month: 'reported',
    local_comments: 'absent',
  });
  expect(await instanceProvenance(census.db, hostName(notableServers.silent))).toMatchObject({
    users_active_month: 'absent',
  });
  expect(await instanceProvenance(census.db, hostName('nobody-knows-this.net'))).toBeUndefined();
});

test('each quirk names the software at which it holds, with as many servers as have it', async () => {
  const rows = await quirkSoftware(census.db);
  expect(rows.length).toBeGreaterThan(0);
  const instances = await census.db
    .selectFrom('instance')
    .innerJoin('host', 'host.host_id', 'instance.host_id')
    .innerJoin('release', 'release.release_id', 'instance.release_id')
    .innerJoin('software', 'software.software_id', 'release.software_id')
    .select(['software.name', 'instance.quirks'])
    .where('host.status', 'in', ['up', 'failing'])
    .execute();
  for (const { quirk, software, instances: count } of rows) {
    const held = instances.filter(({ name, quirks }) => name === software && quirks.includes(quirk));
    expect([quirk, software, held.length]).toEqual([quirk, software, count]);
  }
});
