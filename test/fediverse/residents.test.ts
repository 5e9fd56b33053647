import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parseHostName, registrableDomain } from '../../db/model/host-name.ts';
import { addDays } from '../../db/model/utc-day.ts';
import { ask, askJson } from '../support/fediverse.ts';
import { aliasKinds } from './aliases.ts';
import type { PopulationOptions } from './options.ts';
import { listPeers } from './peers.ts';
import { createPopulation } from './population.ts';
import { type Fediverse, startFediverse } from './start.ts';
import { truthOf } from './truth.ts';

const options: PopulationOptions = {
  hosts: 120,
  seed: 6,
  latencyMedianMs: 0,
  faults: 'all',
  providers: [
    { instances: 40, unknownNames: 'refused' },
    { instances: 25, unknownNames: 'not-found' },
  ],
  aliases: 3,
};
const natives = createPopulation({ ...options, providers: [], aliases: 0 });

let fediverse: Fediverse;
beforeAll(async () => {
  fediverse = await startFediverse(options);
});
afterAll(() => fediverse.close());

function domainOf(host: string): string {
  const parsed = parseHostName(host);
  if (!parsed.ok) throw new Error(host);
  return registrableDomain(parsed.value);
}

const residentsOf = (domain: string) =>
  fediverse.truth().hosts.filter(({ host }) => host.endsWith(`.${domain}`));

describe('at a hosting domain', () => {
  test.for([
    ['hosting-1.net', 40],
    ['hosting-2.net', 25],
  ] as const)('%s, %d servers answer, healthy on any day', async ([domain, count]) => {
    expect(residentsOf(domain)).toHaveLength(count);
    for (const day of [0, 364]) {
      const truth = fediverse.truth(addDays(fediverse.day, day));
      const found = truth.hosts.filter(({ host }) => host.endsWith(`.${domain}`));
      expect(found.every(({ condition, isReachable }) => condition === 'healthy' && isReachable)).toBe(true);
    }
    const [{ host, figures } = { host: '', figures: null }] = residentsOf(domain);
    expect(await askJson(fediverse, host, '/nodeinfo/2.0')).toMatchObject({
      usage: { users: { total: figures?.usersTotal } },
    });
  });

  test('each server is listed by three others of different domains, none of them at the hosting domain', () => {
    const { population, day } = fediverse;
    const lists = population.hosts
      .filter(({ fault, host }) => fault === null && !/\.hosting-\d\.net$/.test(host))
      .map((host) => ({ host: host.host, names: new Set(listPeers(population, host, day)) }));
    for (const { host } of residentsOf('hosting-1.net')) {
      const by = lists.filter(({ names }) => names.has(host)).map((list) => domainOf(list.host));
      expect(new Set(by).size, host).toBeGreaterThanOrEqual(3);
    }
  });

  test.for(['unknown.hosting-1.net', 'x1.hosting-1.net', 'y2.hosting-1.net', 'a.b.hosting-1.net'])(
    'a name that no customer has is refused by an alert: %s',
    async (name) => {
      await expect(ask(fediverse, name, '/')).rejects.toThrow(/unrecognized name/);
    },
  );

  test('with wildcard names and certificates, it is answered with 404 everywhere', async () => {
    for (const path of ['/robots.txt', '/.well-known/nodeinfo', '/'])
      expect(await ask(fediverse, 'unknown.hosting-2.net', path)).toMatchObject({ status: 404 });
  });
});

describe('a server with two names', () => {
  const aliasOf = (kind: (typeof aliasKinds)[number]) => {
    const alias = fediverse.truth().aliases.find((each) => each.kind === kind);
    if (alias === undefined) throw new Error(kind);
    return alias;
  };

  test.for(aliasKinds)('is one server in the truth: %s', (kind) => {
    const { host, of } = aliasOf(kind);
    const { hosts } = fediverse.truth();
    expect(hosts.filter((each) => each.host === host)).toEqual([]);
    expect(hosts.find((each) => each.host === of)).toMatchObject({ condition: 'healthy', isReachable: true });
  });

  test.for(aliasKinds)('is listed by others under both: %s', (kind) => {
    const { host, of } = aliasOf(kind);
    const { population, day } = fediverse;
    const listed = new Set(
      population.hosts.flatMap((publisher) => [...listPeers(population, publisher, day)]),
    );
    expect([listed.has(host), listed.has(of)]).toEqual([true, true]);
  });

  test.for(['www-to-apex', 'apex-to-www'] as const)(
    'is at its first, where the second leads: %s',
    async (kind) => {
      const { host, of } = aliasOf(kind);
      expect(await ask(fediverse, host, '/.well-known/nodeinfo')).toMatchObject({
        status: 301,
        headers: { location: `https://${of}/.well-known/nodeinfo` },
      });
      expect(await askJson(fediverse, of, '/api/v1/instance')).toMatchObject({ uri: of });
    },
  );

  test('is at its first, and says that its accounts are at the second: account-domain', async () => {
    const { host, of } = aliasOf('account-domain');
    expect(await askJson(fediverse, of, '/api/v1/instance')).toMatchObject({ uri: host });
    expect(await ask(fediverse, host, '/.well-known/nodeinfo')).toMatchObject({ status: 404 });
    const { body } = await ask(fediverse, host, '/.well-known/host-meta');
    expect(body).toContain(`https://${of}/.well-known/webfinger?resource={uri}`);
  });
});

test('residents come on top of the others, who stay who they are', () => {
  const { population, day } = fediverse;
  expect(population.hosts).toHaveLength(120 + 40 + 25 + 3);
  expect(population.hosts.slice(0, 120)).toEqual(natives.hosts);
  expect(population.deadNames).toEqual(natives.deadNames);
  const own = truthOf(natives, natives.settings.firstDay);
  expect(fediverse.truth(day).totals.servers).toBe(own.totals.servers + 40 + 25 + 3);
});
