import { beforeAll, describe, expect, test } from 'vitest';
import { maxKeptBytes } from '../../../db/model/kept-robots.ts';
import type { HostState } from '../../../db/queries/hosts.ts';
import { createTrust, type Trust } from '../net/harness.ts';
import { healthy, now, type Replies, serverOf, visit, withRobots } from './visiting.ts';

/** What robots.txt, X-Robots-Tag and Retry-After make of a visit to a real server. */
let trust: Trust;
beforeAll(async () => {
  trust = await createTrust();
});

const hoursAgo = (hours: number) => new Date(now.getTime() - hours * 3_600_000);
const nodeInfoPair = ['/.well-known/nodeinfo', '/nodeinfo/2.0'];
const withoutApi = { rules: [['disallow', '/api']], crawl_delay_seconds: null };
const kept = (hours: number, robots: unknown = withoutApi): Partial<HostState> => ({
  robots: { readAt: hoursAgo(hours), robots },
});
const failing = (status: number, headers: Record<string, string> = {}): Replies => ({
  ...healthy,
  '/robots.txt': { status, headers },
});

describe('case 40: robots.txt is kept for a day', () => {
  test('a visit leaves what to keep of it', async () => {
    const { record } = await visit(trust, withRobots('User-agent: *\nDisallow: /api\nCrawl-delay: 2\n'));
    expect(record.robots).toEqual({
      readAt: now,
      robots: { rules: [['disallow', '/api']], crawl_delay_seconds: 2 },
    });
  });

  test('that there is none is kept, too', async () => {
    const { record } = await visit(trust, healthy);
    expect(record.robots?.robots).toEqual({ rules: [], crawl_delay_seconds: null });
  });

  test('of a file that is too long nothing is kept, and its rules hold all the same', async () => {
    const rules = Array.from({ length: maxKeptBytes / 20 }, (_, index) => `Disallow: /page-${index}/`);
    const text = ['User-agent: *', ...rules, 'Disallow: /api', ''].join('\n');
    const { record, asked } = await visit(trust, withRobots(text));
    expect(record.robots).toEqual({ readAt: now, robots: null });
    expect(asked).toEqual(['/robots.txt', ...nodeInfoPair]);
  });

  test('a visit within 20 hours asks by the copy, and saves the request', async () => {
    const { record, asked } = await visit(trust, withRobots('User-agent: *\nDisallow: /\n'), kept(19.9));
    expect(asked).toEqual(nodeInfoPair);
    expect(record).toMatchObject({ outcome: 'up', requests: 2, robots: null });
  });

  test('the daily visit reads it afresh, so that a change holds from then on', async () => {
    const { record, asked } = await visit(trust, withRobots('User-agent: *\nDisallow: /\n'), kept(20));
    expect(asked).toEqual(['/robots.txt']);
    expect(record).toMatchObject({ outcome: 'robots-denied', robots: { readAt: now } });
  });

  test('a copy that cannot be read, or of a later time, is none', async () => {
    const unreadable: readonly Partial<HostState>[] = [
      kept(1, { rules: 'all' }),
      kept(1, { rules: [['forbid', '/']], crawl_delay_seconds: null }),
      kept(-1),
    ];
    for (const state of unreadable) expect((await visit(trust, healthy, state)).asked[0]).toBe('/robots.txt');
  });

  test.for([500, 503, 429])('a copy of less than 24 hours stands in for a %s', async (status) => {
    const { record, asked } = await visit(trust, failing(status), kept(23.9));
    expect(asked).toEqual(['/robots.txt', ...nodeInfoPair]);
    expect(record).toMatchObject({ outcome: 'up', robots: null });
  });

  test.for([
    ['an older copy does not', kept(24), 503, {}, 'robots-unreachable'],
    ['no copy means not now', {}, 500, {}, 'robots-unreachable'],
    ['429 without a copy means not now', {}, 429, {}, 'rate-limited'],
    [
      'a server that says when to come back is left alone',
      kept(21),
      503,
      { 'retry-after': '60' },
      'rate-limited',
    ],
  ] as const)('%s', async ([, state, status, headers, outcome]) => {
    const { record, asked } = await visit(trust, failing(status, headers), state);
    expect(asked).toEqual(['/robots.txt']);
    expect(record).toMatchObject({ outcome, robots: null });
  });

  test.for([401, 403, 404, 410])('a %s is no prohibition', async (status) => {
    expect((await visit(trust, failing(status))).record.outcome).toBe('up');
  });

  test('a redirect to plain http cannot be followed, and means not now', async () => {
    const { record, asked } = await visit(
      trust,
      failing(301, { location: 'http://server.town/robots.txt' }),
      kept(21),
    );
    expect(asked).toEqual(['/robots.txt']);
    expect(record).toMatchObject({ outcome: 'redirect-refused', detail: 'not-https' });
  });
});

describe('case 42: redirects of robots.txt', () => {
  test('what a file on another host says is kept for the host that sent us there', async () => {
    const replies: Replies = {
      ...healthy,
      '/robots.txt': { status: 302, headers: { location: 'https://other.social/shared-robots.txt' } },
      '/shared-robots.txt': { body: 'User-agent: *\nDisallow: /api\n' },
    };
    const { record, asked } = await visit(trust, replies);
    expect(asked).toEqual(['/robots.txt', '/shared-robots.txt', ...nodeInfoPair]);
    expect(record.robots?.robots).toEqual(withoutApi);
  });

  test('a redirect to a private address is refused, and nothing else is asked', async () => {
    const { record, asked } = await visit(
      trust,
      failing(302, { location: 'https://169.254.169.254/robots.txt' }),
    );
    expect(asked).toEqual(['/robots.txt']);
    expect(record).toMatchObject({ outcome: 'redirect-refused', detail: 'bad-host' });
  });
});

test('case 41: a web page in place of robots.txt has no rules', async () => {
  const page = {
    body: '<!doctype html>\nUser-agent: *\nDisallow: /\n',
    headers: { 'content-type': 'text/html' },
  };
  const { record } = await visit(trust, { ...healthy, '/robots.txt': page });
  expect(record).toMatchObject({ outcome: 'up', robots: { robots: { rules: [] } } });
});

test('case 43: the robots.txt that GoToSocial has by default is a refusal; no number is taken', async () => {
  const text = [
    '# Rules for everything else.',
    'User-agent: *',
    'Crawl-delay: 500',
    'Disallow: /api/',
    '# Disallow nodeinfo',
    'Disallow: /.well-known/nodeinfo',
    'Disallow: /nodeinfo/',
  ].join('\n');
  const { record, asked } = await visit(trust, withRobots(text, serverOf('gotosocial')));
  expect(asked).toEqual(['/robots.txt']);
  expect(record).toMatchObject({ outcome: 'robots-denied', status: 'refused', instance: null, peers: null });
});

test('case 44: an API that is forbidden is not asked; NodeInfo is read', async () => {
  const { record, asked } = await visit(trust, withRobots('User-agent: *\nDisallow: /api\n'));
  expect(asked).toEqual(['/robots.txt', ...nodeInfoPair]);
  expect(record).toMatchObject({
    outcome: 'up',
    instance: { figures: { users_total: { value: 12 } }, rulesUnread: 'forbidden' },
    peers: { unread: 'forbidden' },
  });
});

describe('case 45: Crawl-delay', () => {
  const everything = [...nodeInfoPair, '/api/v2/instance', '/api/v1/instance/peers'];
  const delay = (value: string) => withRobots(`User-agent: *\nCrawl-delay: ${value}\n`);

  test.for([
    ['0.5', 500],
    ['10', 10_000],
  ] as const)('%s seconds are kept between all requests, from robots.txt on', async ([value, ms]) => {
    const { asked, slept } = await visit(trust, delay(value));
    expect(asked).toEqual(['/robots.txt', ...everything]);
    expect(slept).toEqual([ms, ms, ms, ms]);
  });

  test.for(['-5', '1e309', 'abc', '0'])('"%s" asks for no pause', async (value) => {
    const { asked, slept } = await visit(trust, delay(value));
    expect(asked).toEqual(['/robots.txt', ...everything]);
    expect(slept).toEqual([]);
  });

  test.for(['10.5', '3600', '99999999999'])(
    '%s seconds leave the NodeInfo pair, once a day',
    async (value) => {
      const { record, asked } = await visit(trust, delay(value));
      expect(asked).toEqual(['/robots.txt', ...nodeInfoPair]);
      expect(record).toMatchObject({
        outcome: 'up',
        instance: { rulesUnread: 'forbidden' },
        peers: { unread: 'forbidden' },
      });
    },
  );

  test('a redirect is a request like any other', async () => {
    const replies: Replies = {
      ...delay('2'),
      '/.well-known/nodeinfo': { status: 302, headers: { location: '/discovery' } },
      '/discovery': healthy['/.well-known/nodeinfo'] ?? {},
    };
    const { asked, slept } = await visit(trust, replies);
    expect(asked.slice(0, 3)).toEqual(['/robots.txt', '/.well-known/nodeinfo', '/discovery']);
    expect(slept).toEqual(new Array(asked.length - 1).fill(2_000));
  });

  test('before the first request of a visit that uses the copy there is nothing to wait for', async () => {
    const { asked, slept } = await visit(trust, healthy, kept(3, { rules: [], crawl_delay_seconds: 2 }));
    expect(asked).toEqual(everything);
    expect(slept).toEqual([2_000, 2_000, 2_000]);
  });
});

describe('case 36: Retry-After of any answer sets the next visit', () => {
  const hours = (count: number) => new Date(now.getTime() + count * 3_600_000);
  const busy = (path: string, status: number, value: string) => ({
    ...healthy,
    [path]: { status, headers: { 'retry-after': value } },
  });

  test.for([
    ['/robots.txt', 429, 'rate-limited'],
    ['/robots.txt', 503, 'rate-limited'],
    ['/.well-known/nodeinfo', 503, 'rate-limited'],
    ['/nodeinfo/2.0', 429, 'rate-limited'],
    ['/nodeinfo/2.0', 502, 'http-status'],
    ['/api/v2/instance', 429, 'up'],
    ['/api/v2/instance', 503, 'up'],
    ['/api/v1/instance/peers', 429, 'up'],
  ] as const)('%s answers %s', async ([path, status, outcome]) => {
    const { record, asked } = await visit(trust, busy(path, status, '172800'));
    expect(record).toMatchObject({ outcome, nextVisitAt: hours(48) });
    // It said that it wants to be left alone.
    expect(asked.at(-1)).toBe(path);
  });

  test.for([
    ['1000000000000', hours(7 * 24)],
    ['Fri, 01 Jan 2100 00:00:00 GMT', hours(7 * 24)],
    ['0', hours(21.75)],
    ['tomorrow', hours(21.75)],
  ] as const)('"%s" cannot send us away for ever, nor call us back early', async ([value, nextVisitAt]) => {
    const { record } = await visit(trust, busy('/api/v2/instance', 429, value));
    expect(record).toMatchObject({ outcome: 'up', status: 'up', nextVisitAt });
  });
});
