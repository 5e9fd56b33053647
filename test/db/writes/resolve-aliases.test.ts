import { afterAll, beforeAll, expect, test } from 'vitest';
import { utcDayOf } from '../../../db/model/utc-day.ts';
import type { InstanceReading } from '../../../db/model/visit-record.ts';
import { networkSeries } from '../../../db/queries/day-figures.ts';
import { findInstance } from '../../../db/queries/find-instance.ts';
import { hostStates } from '../../../db/queries/hosts.ts';
import { addHosts } from '../../../db/writes/add-hosts.ts';
import { recordVisits } from '../../../db/writes/record-visits.ts';
import { rollUpDay } from '../../../db/writes/roll-up-days.ts';
import { createTestDatabase, type TestDatabase } from '../../support/postgres.ts';
import { figuresOf, hostName, reading, visitOf } from '../../support/visit-records.ts';

/** One instance under several names is counted once; two instances under one name are counted twice. */
let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(async () => database[Symbol.asyncDispose]());

const morning = '2026-03-01T08:00:00Z';
const evening = '2026-03-01T20:00:00Z';
const later = '2026-04-05T08:00:00Z';

async function visited(host: string, at: string, departures: Partial<InstanceReading> = {}): Promise<void> {
  await addHosts(database.db, [hostName(host)], { source: 'seed', at: new Date(morning) });
  const visit = visitOf(host, at, { instance: reading(departures) });
  await database.db.transaction().execute((trx) => recordVisits(trx, [visit]));
}

const claims = (name: string, users = 500) => ({
  accountDomain: hostName(name),
  figures: figuresOf({ users_total: users, local_posts: users * 10 }),
});

const statusOf = async (host: string) => {
  const { status, moved_to, users_total } = (await findInstance(database.db, hostName(host))) ?? {};
  return { status, moved_to, users_total };
};

test.for([
  ['the alias first', ['www.alias-first.org', 'alias-first.org']],
  ['the instance first', ['instance-first.org', 'www.instance-first.org']],
] as const)('case 32: www. before a name that answers the same is an alias, %s', async ([, hosts]) => {
  const name = hosts[0].replace('www.', '');
  for (const host of hosts) await visited(host, morning, claims(name));
  expect(await statusOf(`www.${name}`)).toMatchObject({ status: 'moved', moved_to: name });
  expect(await statusOf(name)).toMatchObject({ status: 'up', moved_to: null });
});

test('case 32: a www. that claims no name, of a software that has no way to, is an alias too', async () => {
  const same = { software: 'wordpress', figures: figuresOf({ users_total: 2, local_posts: 40 }) };
  await visited('www.blog-town.org', morning, same);
  await visited('blog-town.org', morning, same);
  expect(await statusOf('www.blog-town.org')).toMatchObject({ status: 'moved', moved_to: 'blog-town.org' });
});

test('case 69: a mirror that copies all answers of a server on another site is an alias of it', async () => {
  await visited('original.social', morning, claims('original.social', 10_000));
  await visited('mirror.example.com', morning, claims('original.social', 10_003));
  expect(await statusOf('mirror.example.com')).toMatchObject({
    status: 'moved',
    moved_to: 'original.social',
  });
});

test('case 70: another server at the account domain stays: neither overwrites the other', async () => {
  await visited('wordpress-town.org', morning, {
    software: 'wordpress',
    figures: figuresOf({ users_total: 3 }),
  });
  await visited('social.wordpress-town.org', morning, claims('wordpress-town.org'));
  expect(await statusOf('social.wordpress-town.org')).toMatchObject({ status: 'up', users_total: 500 });
  expect(await statusOf('wordpress-town.org')).toMatchObject({ status: 'up', users_total: 3 });
});

test('case 70: an impostor with figures of its own that claims a name neither takes it nor loses its own', async () => {
  await visited('honest.social', morning, claims('honest.social', 800));
  await visited('impostor.social', morning, claims('honest.social', 5));
  expect(await statusOf('honest.social')).toMatchObject({ status: 'up', users_total: 800 });
  expect(await statusOf('impostor.social')).toMatchObject({ status: 'up', users_total: 5 });
});

test('two servers that claim a third name that is no instance are both kept', async () => {
  await visited('one.claimed-town.org', morning, claims('claimed-town.org', 10));
  await visited('two.claimed-town.org', morning, claims('claimed-town.org', 11));
  expect(await statusOf('one.claimed-town.org')).toMatchObject({ status: 'up' });
  expect(await statusOf('two.claimed-town.org')).toMatchObject({ status: 'up' });
});

test('a second web name of a server whose accounts have another domain is an alias of the first', async () => {
  await visited('web-town.org', morning, claims('accounts-town.org'));
  await visited('www.web-town.org', morning, claims('accounts-town.org'));
  expect(await statusOf('www.web-town.org')).toMatchObject({ status: 'moved', moved_to: 'web-town.org' });
  // The account domain itself leads there: any other name that claims it is an alias of the place it leads to.
  await addHosts(database.db, [hostName('accounts-town.org')], { source: 'peer', at: new Date(morning) });
  const moved = visitOf('accounts-town.org', morning, {
    outcome: 'moved',
    status: 'moved',
    movedTo: hostName('web-town.org'),
    instance: null,
  });
  await database.db.transaction().execute((trx) => recordVisits(trx, [moved]));
  await visited('mirror-town.net', evening, claims('accounts-town.org'));
  expect(await statusOf('mirror-town.net')).toMatchObject({ status: 'moved', moved_to: 'web-town.org' });
  expect(await statusOf('web-town.org')).toMatchObject({ status: 'up' });
});

test('case 70: two hosts that claim each other are both kept: neither is what the other says', async () => {
  await visited('castor.social', morning, claims('pollux.social'));
  await visited('pollux.social', morning, claims('castor.social'));
  expect(await statusOf('castor.social')).toMatchObject({ status: 'up' });
  expect(await statusOf('pollux.social')).toMatchObject({ status: 'up' });
});

test('an alias stays one at its next visit, since when does not change; a server of its own comes back', async () => {
  await visited('steady-town.org', morning, claims('steady-town.org'));
  await visited('m.steady-town.org', morning, claims('steady-town.org'));
  const movedAt = async () =>
    await database.db
      .selectFrom('host')
      .select(['moved_at', 'next_visit_at'])
      .where('name', '=', 'm.steady-town.org')
      .executeTakeFirstOrThrow();
  expect(await movedAt()).toEqual({
    moved_at: new Date(morning),
    next_visit_at: new Date('2026-03-31T08:00:00Z'),
  });
  await visited('m.steady-town.org', evening, claims('steady-town.org'));
  expect((await movedAt()).moved_at).toEqual(new Date(morning));
  await visited('m.steady-town.org', later, claims('m.steady-town.org', 77));
  expect(await statusOf('m.steady-town.org')).toMatchObject({
    status: 'up',
    moved_to: null,
    users_total: 77,
  });
  expect((await movedAt()).moved_at).toBeNull();
});

test('cases 32, 69: an alias is in no total', async () => {
  await using own = await createTestDatabase();
  await addHosts(own.db, ['sum.social', 'www.sum.social'].map(hostName), {
    source: 'seed',
    at: new Date(morning),
  });
  const visits = ['sum.social', 'www.sum.social'].map((host) =>
    visitOf(host, morning, { instance: reading(claims('sum.social', 100)) }),
  );
  await own.db.transaction().execute((trx) => recordVisits(trx, visits));
  await own.db.transaction().execute((trx) => rollUpDay(trx, utcDayOf(new Date(morning)), new Date(evening)));
  const [day] = await networkSeries(own.db);
  expect(day).toMatchObject({ servers_observed: 1, users_total: 100 });
});

test('a name counts as claimed when another server says that its accounts have it, not by its own word', async () => {
  await visited('claims-itself.org', morning, claims('claims-itself.org'));
  await visited('web.claimed-elsewhere.org', morning, claims('claimed-elsewhere.org'));
  await addHosts(database.db, [hostName('claimed-elsewhere.org')], { source: 'peer', at: new Date(morning) });
  const names = ['claims-itself.org', 'web.claimed-elsewhere.org', 'claimed-elsewhere.org'].map(hostName);
  const states = await hostStates(database.db, names);
  expect(names.map((name) => states.get(name)?.isClaimed)).toEqual([false, false, true]);
});
