import { existsSync, readFileSync } from 'node:fs';
import { Agent } from 'node:https';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parseNodeInfo } from '../../crawler/nodeinfo/nodeinfo.ts';
import { parseNodeInfo2 } from '../../crawler/nodeinfo/nodeinfo2.ts';
import { interpretFigures } from '../../crawler/software/quirks.ts';
import type { FigureName, Figures } from '../../db/model/figures.ts';
import { ask, askJson } from '../support/fediverse.ts';
import { startControl } from './control.ts';
import { type Fediverse, startFediverse } from './start.ts';
import type { HostTruth, Truth } from './truth.ts';

let fediverse: Fediverse;
beforeAll(async () => {
  fediverse = await startFediverse({
    hosts: 120,
    seed: 5,
    latencyMedianMs: 0,
    faults: { 'dead-name': 0.1 },
    ruleChangeShare: 0.9,
  });
});
afterAll(() => fediverse.close());

const healthyHosts = (truth: Truth) =>
  truth.hosts.filter(({ condition, isReachable }) => condition === 'healthy' && isReachable);

function someHost(fits: (host: HostTruth) => boolean): HostTruth {
  const host = fediverse.truth().hosts.find(fits);
  if (host === undefined) throw new Error('No server fits.');
  return host;
}

/** Reads NodeInfo as its protocol says, by nothing but the answers, and of its figures what a census makes of them. */
async function readFigures(host: string): Promise<Figures> {
  const { status, body } = await ask(fediverse, host, '/.well-known/nodeinfo');
  const reading = status === 404 ? await readNodeInfo2(host) : await readLinked(JSON.parse(body));
  if (!reading.ok) throw new Error(`${host}: ${reading.reason}`);
  return interpretFigures(reading.value).figures;
}

async function readLinked({ links }: { readonly links: readonly { readonly href: string }[] }) {
  const { hostname, pathname } = new URL(links[0]?.href ?? '');
  return parseNodeInfo(await askJson(fediverse, hostname, pathname));
}

const readNodeInfo2 = async (host: string) =>
  parseNodeInfo2(await askJson(fediverse, host, '/.well-known/x-nodeinfo2'), host);

async function recount(hosts: readonly HostTruth[]) {
  const all = await Promise.all(hosts.map(({ host }) => readFigures(host)));
  const sum = (name: FigureName) => all.reduce((total, figures) => total + (figures[name].value ?? 0), 0);
  return {
    servers: all.length,
    usersTotal: sum('users_total'),
    usersActiveMonth: sum('users_active_month'),
    usersActiveHalfYear: sum('users_active_half_year'),
    localPosts: sum('local_posts'),
  };
}

test.for(['2026-01-01', '2026-03-15', '2026-12-31'])(
  'on %s the truth is what a recount over TLS finds',
  async (day) => {
    fediverse.setDay(day);
    const truth = fediverse.truth();
    expect(truth.day).toBe(day);
    expect(await recount(healthyHosts(truth))).toEqual(truth.totals);
    const mastodon = healthyHosts(truth).filter(({ software }) => software === 'mastodon');
    expect(await recount(mastodon)).toEqual(truth.bySoftware.mastodon);
    const parts = Object.values(truth.bySoftware).reduce((sum, { servers }) => sum + servers, 0);
    expect(parts).toBe(truth.totals.servers);
  },
);

test('what a server states is what the truth says of it', async () => {
  fediverse.setDay('2026-02-01');
  const mastodon = healthyHosts(fediverse.truth()).filter(({ family }) => family === 'mastodon');
  expect(mastodon.length).toBeGreaterThan(20);
  for (const host of mastodon) {
    const document = (await askJson(fediverse, host.host, '/api/v1/instance')) as Record<string, unknown>;
    expect(document).toMatchObject({
      uri: host.host,
      title: host.title,
      version: host.version,
      languages: host.languages,
      approval_required: host.registrations === 'approval',
    });
    const rules = document.rules as { text: string; hint?: string }[];
    expect(rules.map(({ text, hint }) => [text, hint ?? ''])).toEqual(
      host.rules?.map(({ text, hint }) => [text, hint]),
    );
    const { status, body } = await ask(fediverse, host.host, '/api/v1/instance/peers');
    expect(status === 200 ? JSON.parse(body).length : null).toBe(host.peersCount);
  }
});

test('days change what is there: births, deaths, users, versions, rules', () => {
  const [first, last] = [fediverse.truth('2026-01-01'), fediverse.truth('2026-12-31')];
  const before = new Map(first.hosts.map((host) => [host.host, host]));
  expect(last.hosts.filter(({ host }) => !before.has(host)).length).toBeGreaterThan(3);
  const pairs = last.hosts.flatMap((host) => {
    const earlier = before.get(host.host);
    return earlier === undefined ? [] : [[earlier, host] as const];
  });
  const changed = (differs: (one: HostTruth, other: HostTruth) => boolean) =>
    pairs.filter(([one, other]) => differs(one, other)).length;
  expect(changed((one, other) => one.condition === 'healthy' && other.condition === 'dead')).toBeGreaterThan(
    0,
  );
  expect(changed((one, other) => one.figures.usersTotal !== other.figures.usersTotal)).toBeGreaterThan(10);
  expect(changed((one, other) => one.version !== other.version)).toBeGreaterThan(10);
  expect(changed((one, other) => JSON.stringify(one.rules) !== JSON.stringify(other.rules))).toBeGreaterThan(
    0,
  );
});

test('a server that dies is refused from that day on, and one that is born answers from its day on', async () => {
  const dying = someHost(({ diesOn, condition }) => diesOn !== null && condition === 'healthy');
  const late = fediverse.population.hosts.find(
    ({ growth, fault }) => growth.bornAfterDays > 0 && fault === null,
  );
  fediverse.setDay(dying.diesOn ?? '');
  await expect(ask(fediverse, dying.host, '/robots.txt')).rejects.toThrow();
  fediverse.setDay('2026-01-01');
  await expect(ask(fediverse, dying.host, '/robots.txt')).resolves.toMatchObject({ status: 200 });
  await expect(ask(fediverse, late?.host ?? '', '/robots.txt')).rejects.toThrow();
  fediverse.setDay(late?.bornOn ?? '');
  await expect(ask(fediverse, late?.host ?? '', '/robots.txt')).resolves.toMatchObject({ status: 200 });
});

test('days that are none, or lie before the first one, are refused and change nothing', () => {
  fediverse.setDay('2026-05-05');
  for (const day of ['2025-12-31', '2026-02-30', 'tomorrow', ''])
    expect(() => fediverse.setDay(day)).toThrow(RangeError);
  expect(fediverse.day).toBe('2026-05-05');
});

describe('names', () => {
  test('that nobody serves are refused in the TLS handshake, by an alert or by a reset', async () => {
    const names = [...fediverse.population.deadNames.slice(0, 20), 'nobody.org', 'never-heard-of.net'];
    const ends = await Promise.all(
      names.map((name) =>
        ask(fediverse, name, '/').then(
          () => 'answered',
          ({ code, message }: { code: string; message: string }) =>
            /unrecognized name/.test(message) ? 'unrecognized name' : code,
        ),
      ),
    );
    expect(new Set(ends)).toEqual(new Set(['ECONNRESET', 'unrecognized name']));
  });

  test('of hosts with a dead name are refused too', async () => {
    const dead = someHost(({ fault }) => fault === 'dead-name');
    await expect(ask(fediverse, dead.host, '/')).rejects.toThrow();
  });

  test('have a certificate of their own, which nobody trusts by default', async () => {
    const [seed = ''] = fediverse.seeds;
    await expect(ask({ ...fediverse, caPem: '' }, seed, '/robots.txt')).rejects.toThrow();
    expect(readFileSync(fediverse.caFile, 'utf8')).toBe(fediverse.caPem);
  });

  test('in the Host header have to fit the handshake', async () => {
    const [one = '', other = ''] = fediverse.seeds;
    expect((await ask(fediverse, one, '/nodeinfo/2.0', { hostHeader: other })).status).toBe(421);
  });
});

test('paths that the software does not know, and methods other than GET, are refused as it would', async () => {
  const [seed = ''] = fediverse.seeds;
  expect(await ask(fediverse, seed, '/api/v3/site')).toMatchObject({ status: 404 });
  expect(await ask(fediverse, seed, '/nodeinfo/2.0', { method: 'POST' })).toMatchObject({ status: 405 });
  expect(await ask(fediverse, seed, '/nodeinfo/2.0', { method: 'HEAD' })).toMatchObject({
    status: 200,
    body: '',
  });
  expect(await ask(fediverse, seed, '/nodeinfo/2.0?x=1')).toMatchObject({ status: 200 });
});

describe('the log', () => {
  test('tells who asked for what, and forgets when asked to', async () => {
    const [seed = ''] = fediverse.seeds;
    fediverse.clearLog();
    await ask(fediverse, seed, '/robots.txt?a=1', { userAgent: 'census/3' });
    await ask(fediverse, fediverse.population.deadNames[0] ?? '', '/').catch(() => {});
    const { hosts, requestCount, connectionCount } = fediverse.log();
    expect({ requestCount, connectionCount }).toEqual({ requestCount: 1, connectionCount: 2 });
    expect(hosts.find(({ host }) => host === seed)).toMatchObject({
      requests: [{ method: 'GET', path: '/robots.txt?a=1', userAgent: 'census/3' }],
      requestCount: 1,
      maxConcurrentRequests: 1,
      connectionCount: 1,
      refusedCount: 0,
    });
    expect(hosts.find(({ refusedCount }) => refusedCount > 0)?.host).toBe(fediverse.population.deadNames[0]);
  });

  test('tells requests at once from requests one after the other', async () => {
    const [seed = ''] = fediverse.seeds;
    fediverse.clearLog();
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    for (let turn = 0; turn < 20; turn += 1) await ask(fediverse, seed, '/nodeinfo/2.0', { agent });
    agent.destroy();
    expect(fediverse.log()).toMatchObject({ maxConcurrentRequests: 1, requestCount: 20, connectionCount: 1 });
    // The second request arrives long before the answer to the first.
    await using slow = await startFediverse({ hosts: 2, faults: 'none', latencyMedianMs: 1_000 });
    const [one = ''] = slow.seeds;
    const asked = [ask(slow, one, '/robots.txt'), ask(slow, one, '/nodeinfo/2.0')];
    await expect.poll(() => slow.log().hosts[0]?.maxConcurrentRequests).toBe(2);
    await Promise.all(asked);
  });
});

test('another process can turn the calendar and read the truth', async () => {
  await using control = await startControl(fediverse);
  const read = async (path: string, init: RequestInit = {}) => {
    const response = await fetch(control.url + path, init);
    return { status: response.status, body: (await response.json()) as Record<string, unknown> };
  };
  expect(await read('/day', { method: 'POST', body: '{"day":"2026-04-01"}' })).toMatchObject({ status: 200 });
  expect(fediverse.day).toBe('2026-04-01');
  expect((await read('/day')).body).toEqual({ day: '2026-04-01' });
  expect((await read('/truth?day=2026-02-01')).body).toEqual(
    JSON.parse(JSON.stringify(fediverse.truth('2026-02-01'))),
  );
  expect((await read('/truth')).body.day).toBe('2026-04-01');
  expect((await read('/')).body).toMatchObject({ seeds: fediverse.seeds, address: fediverse.address });
  expect((await read('/log')).body.requestCount).toBe(fediverse.log().requestCount);
  expect((await read('/log', { method: 'DELETE' })).status).toBe(200);
  expect(fediverse.log().requestCount).toBe(0);
  expect((await read('/day', { method: 'POST', body: '2020-01-01' })).status).toBe(400);
  expect((await read('/truth?day=soon')).status).toBe(400);
  expect((await read('/elsewhere')).status).toBe(404);
  expect((await read('/truth', { method: 'POST' })).status).toBe(405);
});

test('closing ends everything, requests without an answer included, and removes the certificate', async () => {
  const other = await startFediverse({ hosts: 8, faults: { stall: 1 }, latencyMedianMs: 0 });
  const stalling = other.population.hosts.find(({ fault }) => fault === 'stall')?.host ?? '';
  const waiting = ask(other, stalling, '/robots.txt').then(
    () => 'answered',
    () => 'cut off',
  );
  await expect.poll(() => other.log().requestCount).toBe(1);
  await other.close();
  expect(await waiting).toBe('cut off');
  expect(existsSync(other.caFile)).toBe(false);
  await expect(ask(other, other.seeds[0] ?? '', '/')).rejects.toMatchObject({ code: 'ECONNREFUSED' });
});
