import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { networkSeries } from '../../db/queries/day-figures.ts';
import { findInstance } from '../../db/queries/find-instance.ts';
import { findMove } from '../../db/queries/find-move.ts';
import { createTestDatabase, type TestDatabase } from '../support/postgres.ts';
import { runCli } from '../support/run-cli.ts';
import { hostName } from '../support/visit-records.ts';
import { createTrust, names, serve } from './net/harness.ts';

/**
 * One Mastodon at server.town whose accounts are `@somebody@other.social`, which answers at www.server.town too; and a
 * second server at third.social, which says that its accounts are there as well. Crawled by the command, over TLS.
 */
const instance = { usage: 812, posts: 40_000, accountDomain: 'other.social' };
const impostor = { usage: 3, posts: 12, accountDomain: 'other.social' };

function documentAt(host: string, path: string): unknown {
  const server = host === 'third.social' ? impostor : instance;
  switch (path) {
    case '/.well-known/nodeinfo':
      return {
        links: [
          {
            rel: 'http://nodeinfo.diaspora.software/ns/schema/2.0',
            href: `https://${host}/nodeinfo/2.0`,
          },
        ],
      };
    case '/nodeinfo/2.0':
      return {
        version: '2.0',
        software: { name: 'mastodon', version: '4.5.1' },
        usage: { users: { total: server.usage }, localPosts: server.posts },
        openRegistrations: true,
      };
    case '/api/v2/instance':
      return { domain: server.accountDomain, title: host, registrations: { enabled: true }, rules: [] };
    default:
      return undefined;
  }
}

let database: TestDatabase;
let summary: { readonly outcomes: Record<string, number> };
beforeAll(async () => {
  database = await createTestDatabase();
  const trust = await createTrust();
  const folder = await mkdtemp(join(tmpdir(), 'fedicensus-aliases-'));
  await writeFile(join(folder, 'ca.pem'), trust.authority.certificatePem);
  await using server = await serve(trust, (request, response) => {
    const { host = '', url = '' } = { host: request.headers.host, url: request.url };
    const isAccountDomain = host === 'other.social';
    const hostMeta =
      '<XRD><Link rel="lrdd" template="https://server.town/.well-known/webfinger?resource={uri}"/></XRD>';
    if (isAccountDomain && url === '/.well-known/host-meta') {
      response.end(hostMeta);
      return;
    }
    const document = isAccountDomain ? undefined : documentAt(host, url);
    response.writeHead(document === undefined ? 404 : 200, { 'content-type': 'application/json' });
    response.end(JSON.stringify(document ?? {}));
  });
  const crawl = async (now: string) => {
    const { code, stdout, stderr } = await runCli(
      [
        ...['crawl', '--once', '--json', '--now', now, '--concurrency', '1'],
        ...['--connect-to', `${server.host}:${server.port}`, '--ca', join(folder, 'ca.pem')],
        ...['--seed', ...names],
      ],
      { DATABASE_URL: database.url },
    );
    if (code !== 0) throw new Error(stderr);
    return JSON.parse(stdout.trim().split('\n').at(-1) ?? '');
  };
  summary = await crawl('2026-03-01T12:00:00Z');
  // A name that nobody had claimed when it was first asked is asked where its accounts are at its next visit.
  summary = await crawl('2026-03-03T12:00:00Z');
  await rm(folder, { recursive: true });
}, 300_000);
afterAll(async () => database[Symbol.asyncDispose]());

test('case 32: the server is counted once, under the name that answers for it', async () => {
  const [today] = (await networkSeries(database.db)).slice(-1);
  expect(today).toMatchObject({ day: '2026-03-03', servers_observed: 2, users_total: 815 });
  expect(await findInstance(database.db, hostName('server.town'))).toMatchObject({
    status: 'up',
    account_domain: 'other.social',
    users_total: 812,
  });
});

test('case 32: its other web name has moved to it', async () => {
  expect(await findInstance(database.db, hostName('www.server.town'))).toMatchObject({
    status: 'moved',
    moved_to: 'server.town',
  });
});

test('its account domain, which is no instance, leads to it', async () => {
  expect(summary.outcomes.moved).toBe(1);
  expect(await findInstance(database.db, hostName('other.social'))).toBeUndefined();
  expect(await findMove(database.db, hostName('other.social'))).toBe('server.town');
});

test('case 70: another server that claims the same account domain is kept, with figures of its own', async () => {
  expect(await findInstance(database.db, hostName('third.social'))).toMatchObject({
    status: 'up',
    users_total: 3,
  });
});
