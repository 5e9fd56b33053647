import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { apexDomain, parseHostName, registrableDomain } from '../../db/model/host-name.ts';
import { ask, askJson } from '../support/fediverse.ts';
import type { PopulationOptions } from './options.ts';
import { createPopulation } from './population.ts';
import { type Fediverse, startFediverse } from './start.ts';
import { truthOf } from './truth.ts';

const options: PopulationOptions = { hosts: 60, seed: 4, latencyMedianMs: 0, traps: 3, privateTraps: 2 };
const domains = ['trap-lantern.town', 'trap-copper.club', 'trap-willow.space', 'repl.co', 'ngrok.app'];

let fediverse: Fediverse;
beforeAll(async () => {
  fediverse = await startFediverse(options);
});
afterAll(() => fediverse.close());

const peersOf = async (host: string) =>
  (await askJson(fediverse, host, '/api/v1/instance/peers')) as readonly string[];

const isTrapped = (name: unknown) => domains.some((domain) => String(name).endsWith(`.${domain}`));

test.for(domains)('any name below %s is a large Mastodon with a good certificate', async (domain) => {
  for (const name of [`anything.${domain}`, `a.b.c.${domain}`]) {
    expect(await ask(fediverse, name, '/robots.txt')).toMatchObject({ status: 200 });
    const document = await askJson(fediverse, name, '/nodeinfo/2.0');
    expect(document).toMatchObject({ software: { name: 'mastodon' } });
    const { usage } = document as { usage: { users: { total: number; activeMonth: number } } };
    expect(usage.users.total).toBeGreaterThan(50_000);
    expect(await askJson(fediverse, name, '/api/v2/instance')).toMatchObject({ domain: name });
  }
});

test('the domain of a trap itself answers nothing', async () => {
  await expect(ask(fediverse, 'trap-lantern.town', '/')).rejects.toThrow();
});

test('a list of a trap names a hundred new names below it, other traps, and honest servers', async () => {
  const list = await peersOf('anything.trap-lantern.town');
  const own = list.filter((name) => name.endsWith('.trap-lantern.town'));
  expect(new Set(own).size).toBe(100);
  expect(own.some((name) => name.split('.').length > 3)).toBe(true);
  expect(list.filter((name) => isTrapped(name) && !own.includes(name))).toHaveLength(4);
  const honest = list.filter((name) => !isTrapped(name));
  expect(honest).toHaveLength(10);
  expect(honest.filter((name) => !fediverse.population.byName.has(name))).toEqual([]);
  expect(list.filter((name) => !parseHostName(name).ok)).toEqual([]);
  const [next = ''] = own;
  expect((await peersOf(next)).filter((name) => own.includes(name))).toEqual([]);
  expect(await peersOf('anything.trap-lantern.town')).toEqual(list);
});

test.for(domains)('a handful of honest servers list a name below %s', (domain) => {
  const { population } = fediverse;
  const publishers = [...population.mentions].filter(([, names]) =>
    names.some((name) => name.endsWith(`.${domain}`)),
  );
  expect(publishers).toHaveLength(5);
  for (const [index] of publishers) expect(population.hosts[index]?.fault).toBeNull();
});

test('what an honest server lists of a trap is in the list that it publishes', async () => {
  const found = [...fediverse.population.mentions].flatMap(([index, names]) => {
    const host = fediverse.population.hosts[index];
    return host === undefined ? [] : [{ host: host.host, names }];
  });
  const [publisher] = found;
  if (publisher === undefined) throw new Error('Nobody lists a trap.');
  expect(await peersOf(publisher.host)).toEqual(expect.arrayContaining([...publisher.names]));
});

test('below a private suffix every label is a domain of its own, elsewhere all labels are one', () => {
  const domainsOf = (name: string) => {
    const parsed = parseHostName(name);
    return parsed.ok ? [registrableDomain(parsed.value), apexDomain(parsed.value)] : [];
  };
  expect(domainsOf('x.repl.co')).toEqual(['x.repl.co', 'repl.co']);
  expect(domainsOf('x.trap-copper.club')).toEqual(['trap-copper.club', 'trap-copper.club']);
});

describe('the truth', () => {
  const withTraps = createPopulation(options);
  const without = createPopulation({ ...options, traps: 0, privateTraps: 0 });
  const day = withTraps.settings.firstDay;

  test('names the domains and counts nothing below them', () => {
    const truth = truthOf(withTraps, day);
    expect(truth.traps).toEqual(domains);
    expect(truth.hosts.filter(({ host }) => isTrapped(host))).toEqual([]);
    expect(truth.totals).toEqual(truthOf(without, day).totals);
  });

  test('of everybody else is the same with and without traps, but for the length of some lists', () => {
    const others = (population: typeof without) =>
      truthOf(population, day).hosts.map(({ peersCount: _, ...host }) => host);
    expect(others(withTraps)).toEqual(others(without));
  });
});

test.for([
  [{ traps: -1 }, 'traps'],
  [{ privateTraps: 99 }, 'privateTraps'],
] as const)('refuses %j, naming %s', ([wrong, name]) => {
  expect(() => createPopulation(wrong)).toThrow(RangeError);
  expect(() => createPopulation(wrong)).toThrow(new RegExp(name));
});
