import { afterAll, beforeAll, expect, test } from 'vitest';
import type { FediverseLog } from '../fediverse/request-log.ts';
import { type Fediverse, startFediverse } from '../fediverse/start.ts';
import { startCrawl } from '../support/crawl-fediverse.ts';
import { createTestDatabase, type TestDatabase } from '../support/postgres.ts';

/** Two crawls at once, a hundred visits at a time each, of 200 servers that list each other: what the servers saw. */
let fediverse: Fediverse;
let database: TestDatabase;
let log: FediverseLog;
beforeAll(async () => {
  fediverse = await startFediverse({
    hosts: 200,
    seed: 46,
    faults: 'none',
    birthShare: 0,
    latencyMedianMs: 40,
  });
  database = await createTestDatabase();
  const options = { now: '2026-01-01T12:00:00Z', concurrency: 100 };
  const crawls = [startCrawl(fediverse, database, options), startCrawl(fediverse, database, options)];
  for (const { code, stderr } of await Promise.all(crawls.map(({ finished }) => finished)))
    if (code !== 0) throw new Error(stderr);
  log = fediverse.log();
}, 300_000);
afterAll(async () => {
  await database[Symbol.asyncDispose]();
  await fediverse.close();
});

test('case 46: many servers are asked at the same time', () => {
  expect(log.hosts.length).toBeGreaterThan(190);
  expect(log.maxConcurrentRequests).toBeGreaterThan(10);
});

test('case 46: no server is asked for two things at a time, whoever names it and whichever process visits it', () => {
  const overlapping = log.hosts.filter(({ maxConcurrentRequests }) => maxConcurrentRequests > 1);
  expect(overlapping.map(({ host }) => host)).toEqual([]);
});

test('case 46: each is visited once, robots.txt first and nothing twice', () => {
  // On a machine that is very busy a connection may come too late; such a host was not asked at all.
  const asked = log.hosts.filter(({ requestCount }) => requestCount > 0);
  expect(asked.length).toBeGreaterThan(150);
  for (const { host, requests } of asked) {
    const paths = requests.map(({ path }) => path);
    expect(paths[0], host).toBe('/robots.txt');
    expect(new Set(paths).size, host).toBe(paths.length);
    expect(paths.length, host).toBeLessThanOrEqual(8);
  }
});
