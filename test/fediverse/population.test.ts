import { describe, expect, test } from 'vitest';
import { parseHostName, registrableDomain } from '../../db/model/host-name.ts';
import { figuresOf, quantileAt } from './distributions.ts';
import { createPopulation, type SimulatedHost } from './population.ts';
import { softwareNames } from './software/table.ts';
import { truthOf } from './truth.ts';

const large = createPopulation({ hosts: 2_000, seed: 7 });
const healthy = createPopulation({ hosts: 300, faults: 'none' });

/** Equality to the last byte; quicker than a deep comparison, whose message nobody could read anyway. */
function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

function shareOf(hosts: readonly SimulatedHost[], isCounted: (host: SimulatedHost) => boolean): number {
  return hosts.filter(isCounted).length / hosts.length;
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}

describe('a population', () => {
  test('is the same in every part when its options are the same', () => {
    const [one, other] = [createPopulation({ hosts: 150 }), createPopulation({ hosts: 150 })];
    expect(isSame(one.hosts, other.hosts)).toBe(true);
    expect(isSame(one.names, other.names)).toBe(true);
    const day = one.settings.firstDay;
    expect(isSame(truthOf(one, day), truthOf(other, day))).toBe(true);
  });

  test('is another with another seed', () => {
    const [one, other] = [createPopulation({ hosts: 150 }), createPopulation({ hosts: 150, seed: 2 })];
    const names = new Set(one.hosts.map(({ host }) => host));
    expect(other.hosts.filter(({ host }) => names.has(host)).length).toBeLessThan(15);
  });

  test('begins with the same servers, however many follow', () => {
    const [few, many] = [createPopulation({ hosts: 50 }), createPopulation({ hosts: 120 })];
    expect(isSame(few.hosts, many.hosts.slice(0, 50))).toBe(true);
  });

  test('has only names that a census may contact, each once', () => {
    const names = large.names.map(({ host }) => host);
    expect(new Set(names).size).toBe(names.length);
    for (const name of names) expect(parseHostName(name)).toEqual({ ok: true, value: name });
    expect(names.length).toBe(2_600);
  });

  test('has names in other scripts, and some below hosting domains that the public suffix list tells apart', () => {
    const international = large.hosts.filter(({ host, unicodeHost }) => host !== unicodeHost);
    expect(international.length).toBeGreaterThan(5);
    for (const { host } of international) expect(host).toContain('xn--');
    const hosted = large.hosts.filter(({ host }) => /\.(nohost\.me|noho\.st|ynh\.fr|eu\.org)$/.test(host));
    expect(hosted.length).toBeGreaterThan(10);
    const domains = hosted.map(({ host }) => {
      const parsed = parseHostName(host);
      return parsed.ok ? registrableDomain(parsed.value) : '';
    });
    expect(domains).toEqual(hosted.map(({ host }) => host));
  });

  test('has no registrable domain with so many servers that it looks like a trap', () => {
    const domains = Map.groupBy(large.names, ({ host }) => {
      const parsed = parseHostName(host);
      return parsed.ok ? registrableDomain(parsed.value) : '';
    });
    expect(Math.max(...[...domains.values()].map(({ length }) => length))).toBeLessThan(12);
  });

  test('begins with seeds that are open, healthy and list others', () => {
    const truth = truthOf(large, large.settings.firstDay);
    for (const seed of truth.hosts.slice(0, large.settings.seeds)) {
      expect(seed).toMatchObject({ condition: 'healthy', registrations: 'open', family: 'mastodon' });
      expect(seed.peersCount).toBeGreaterThan(10);
    }
  });

  test('without faults has none, no dead names and no garbage in its lists', () => {
    expect(healthy.deadNames).toEqual([]);
    expect(healthy.hosts.every(({ fault, hasGarbage }) => fault === null && !hasGarbage)).toBe(true);
    const { conditions } = truthOf(healthy, healthy.settings.firstDay);
    expect(Object.keys(conditions).sort()).toEqual(['forbidden', 'healthy']);
  });

  test('is made of what is asked for', () => {
    const { hosts } = createPopulation({ hosts: 40, softwareShares: { lemmy: 1, hometown: 1 } });
    const own = new Set(hosts.slice(3).map(({ software }) => software));
    expect(own).toEqual(new Set(['lemmy', 'hometown']));
  });

  test.for([
    [{ hosts: 0 }, 'hosts'],
    [{ hosts: 1.5 }, 'hosts'],
    [{ firstDay: '2026-02-30' }, 'firstDay'],
    [{ birthShare: 2 }, 'birthShare'],
    [{ faults: { stall: -0.1 } }, 'stall'],
    [{ latencyMedianMs: Number.NaN }, 'latencyMedianMs'],
  ] as const)('refuses %j, naming %s', ([options, name]) => {
    expect(() => createPopulation(options)).toThrow(new RegExp(name));
    expect(() => createPopulation(options)).toThrow(RangeError);
  });
});

describe('2,000 servers', () => {
  const own = (software: string) => large.hosts.slice(3).filter((host) => host.software === software);
  const fitted = figuresOf;

  test('are spread over the software as the field is', () => {
    const total = softwareNames.reduce((sum, name) => sum + fitted(name).share, 0);
    for (const name of softwareNames) {
      const share = own(name).length / 1_997;
      expect(Math.abs(share - fitted(name).share / total), name).toBeLessThan(0.03);
    }
  });

  test.for(['mastodon', 'misskey', 'peertube', 'wordpress'])(
    '%s has the users that the field has',
    (name) => {
      const users = own(name).map(({ growth }) => growth.users);
      const half = quantileAt(fitted(name).users, 0.5);
      expect(median(users)).toBeGreaterThanOrEqual(half * 0.6);
      expect(median(users)).toBeLessThanOrEqual(half * 1.6 + 1);
      const many = quantileAt(fitted(name).users, 0.9);
      const above = users.filter((count) => count > many).length / users.length;
      expect(above).toBeGreaterThan(0.02);
      expect(above).toBeLessThan(0.18);
    },
  );

  test('let people in as the field does', () => {
    const { open, approval, invite } = fitted('mastodon').registrations;
    const mastodon = own('mastodon');
    expect(shareOf(mastodon, ({ registrations }) => registrations === 'open')).toBeCloseTo(open, 1);
    expect(Math.abs(shareOf(mastodon, (host) => host.registrations === 'approval') - approval)).toBeLessThan(
      0.08,
    );
    expect(Math.abs(shareOf(mastodon, (host) => host.registrations === 'invite') - invite)).toBeLessThan(
      0.08,
    );
  });

  test('run the versions that the field runs', () => {
    const [newest] = fitted('mastodon').versions;
    const share = shareOf(own('mastodon'), ({ release }) => release.version === newest?.[0]);
    expect(Math.abs(share - (newest?.[1] ?? 0))).toBeLessThan(0.08);
  });

  test('state rules the more often, the larger they are, as many as the field does', () => {
    const withRules = (minUsers: number, maxUsers: number) =>
      shareOf(
        own('mastodon').filter(({ growth }) => growth.users >= minUsers && growth.users <= maxUsers),
        ({ rules }) => rules.first.length > 0,
      );
    expect(withRules(0, 5)).toBeLessThan(0.1);
    expect(withRules(51, 5_000)).toBeGreaterThan(0.5);
    const counts = large.hosts.flatMap(({ rules }) => rules.first.length || []);
    expect(median(counts)).toBeGreaterThanOrEqual(3);
    expect(median(counts)).toBeLessThanOrEqual(8);
  });

  test('misbehave as often as the options say', () => {
    const { faults } = large.settings;
    expect(shareOf(large.hosts, ({ fault }) => fault === 'dead-name')).toBeCloseTo(faults['dead-name'], 1);
    const unlike = shareOf(large.hosts, ({ fault }) => fault !== null);
    expect(unlike).toBeGreaterThan(0.05);
    expect(unlike).toBeLessThan(0.15);
  });

  test('answer after a lognormal latency with the median asked for', () => {
    const latencies = large.hosts.map(({ latencyMs }) => latencyMs);
    expect(median(latencies)).toBeGreaterThan(16);
    expect(median(latencies)).toBeLessThan(24);
    const mean = latencies.reduce((sum, ms) => sum + ms, 0) / latencies.length;
    expect(mean).toBeGreaterThan(median(latencies));
  });
});
