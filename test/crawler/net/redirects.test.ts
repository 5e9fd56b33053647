import { beforeAll, describe, expect, test } from 'vitest';
import type { GetOptions } from '../../../crawler/net/fetch.ts';
import {
  accept,
  createTrust,
  getOnce,
  httpTo,
  inShort,
  serve,
  serveRaw,
  type Trust,
  textOf,
  town,
} from './harness.ts';

let trust: Trust;
beforeAll(async () => {
  trust = await createTrust();
});

/** Follows a map of redirects from a path of server.town; every other place answers with its own address. */
async function follow(
  map: Readonly<Record<string, readonly [status: number, location: string]>>,
  options: Partial<GetOptions> = {},
  start = '/start',
) {
  const asked: string[] = [];
  await using server = await serve(trust, (request, response) => {
    const place = `${request.headers.host}${request.url}`;
    asked.push(place);
    const redirect = map[place] ?? map[request.url ?? ''];
    if (redirect === undefined) response.end(place);
    else response.writeHead(redirect[0], { location: redirect[1] }).end('see there');
  });
  const session = httpTo(trust, server).open(town);
  const result = await session.get(start, { accept, ...options });
  await session.close();
  await expect.poll(() => server.openConnections).toBe(0);
  return { result, asked };
}

test.for([301, 302, 303, 307, 308])('a %s within the host is followed and told', async (status) => {
  const { result } = await follow({ '/start': [status, '/end?x=1'] });
  expect(textOf(result)).toBe('server.town/end?x=1');
  expect(result).toMatchObject({ redirects: [{ status, target: { path: '/end?x=1' } }] });
});

test('a redirect within the site is followed over a connection of its own', async () => {
  const { result } = await follow({ '/start': [301, 'https://www.server.town/end'] });
  expect(textOf(result)).toBe('www.server.town/end');
  expect(result.ok && result.target.host).toBe('www.server.town');
});

test('case 30: at most three redirects are followed', async () => {
  const chain = { '/start': [302, '/1'], '/1': [302, '/2'], '/2': [302, '/3'] } as const;
  expect(textOf((await follow(chain)).result)).toBe('server.town/3');
  const { result, asked } = await follow({ ...chain, '/3': [302, '/4'] });
  expect(inShort(result)).toBe('redirect-refused too-many-redirects');
  expect(asked).toHaveLength(4);
});

test('case 30: a loop ends like any chain that is too long', async () => {
  const { result, asked } = await follow({ '/start': [301, '/other'], '/other': [301, '/start'] });
  expect(inShort(result)).toBe('redirect-refused too-many-redirects');
  expect(asked).toHaveLength(4);
});

describe('a redirect to another site', () => {
  test.for([301, 308] as const)('case 30: that is permanent (%s) is a move, not followed', async (status) => {
    const { result, asked } = await follow({ '/start': [status, 'https://Other.social/start'] });
    expect(result).toMatchObject({ ok: false, kind: 'moved', target: 'other.social', status });
    expect(asked).toEqual(['server.town/start']);
  });

  test('case 30: that is temporary anywhere on the way is refused', async () => {
    const away = [301, 'https://other.social/'] as const;
    for (const map of [{ '/start': [302, away[1]] }, { '/start': [307, '/x'], '/x': away }] as const)
      expect(inShort((await follow(map)).result)).toBe('redirect-refused other-site');
    expect((await follow({ '/start': [301, '/x'], '/x': away })).result).toMatchObject({ kind: 'moved' });
  });

  test('is followed when the caller says so', async () => {
    const { result } = await follow({ '/start': [302, 'https://other.social/end'] }, { follow: 'anywhere' });
    expect(textOf(result)).toBe('other.social/end');
  });
});

test.for([
  ['http://server.town/', 'not-https'],
  ['http://169.254.169.254/latest/meta-data', 'not-https'],
  ['http://127.0.0.1:5432', 'not-https'],
  ['https://127.0.0.1/', 'bad-host'],
  ['https://[::ffff:10.0.0.1]/', 'bad-host'],
  ['https://localhost/', 'bad-host'],
  ['https://server.town:8443/', 'other-port'],
  ['https://user@server.town/', 'credentials'],
  ['file:///etc/passwd', 'not-https'],
  ['data:text/plain,hello', 'not-https'],
  ['javascript:alert(1)', 'not-https'],
  ['ftp://server.town/', 'not-https'],
  ['gopher://server.town/', 'not-https'],
  ['ws://server.town/', 'not-https'],
  ['wss://server.town/', 'not-https'],
  ['blob:https://server.town/1', 'not-https'],
  ['mailto:root@server.town', 'not-https'],
  ['//127.0.0.1/', 'bad-host'],
  ['https://2130706433/', 'bad-host'],
  ['https://', 'bad-url'],
  [`/${'x'.repeat(10_000)}`, 'target-too-long'],
] as const)(
  'cases 5, 14, 30: a redirect to %s is refused as %s, wherever redirects may lead',
  async ([location, reason]) => {
    for (const mode of ['site', 'anywhere'] as const) {
      const { result, asked } = await follow({ '/start': [301, location] }, { follow: mode });
      expect(inShort(result)).toBe(`redirect-refused ${reason}`);
      expect(asked).toHaveLength(1);
    }
  },
);

test('case 30: a redirect without a place, or with two, is an answer', async () => {
  await using server = await serve(trust, (request, response) => {
    if (request.url === '/two') response.setHeader('location', ['/a', '/b']);
    response.writeHead(302).end('odd');
  });
  const session = httpTo(trust, server).open(town);
  expect(inShort(await session.get('/none', { accept }))).toBe(302);
  expect(inShort(await session.get('/two', { accept }))).toBe(302);
  await session.close();
});

test('the caller may refuse a redirect before it is followed', async () => {
  const judged: string[] = [];
  const { result, asked } = await follow(
    { '/start': [302, '/nodeinfo/2.0#x'] },
    {
      mayFollow: ({ url }) => {
        judged.push(url);
        return false;
      },
    },
  );
  expect(inShort(result)).toBe('redirect-refused not-permitted');
  expect(judged).toEqual(['https://server.town/nodeinfo/2.0']);
  expect(asked).toEqual(['server.town/start']);
});

test('a long body of a redirect is not waited for', async () => {
  await using server = await serve(trust, (request, response) => {
    if (request.url === '/end') response.end('here');
    else {
      response.writeHead(302, { location: '/end' });
      response.write('x'.repeat(1_000_000));
    }
  });
  const session = httpTo(trust, server).open(town);
  expect(textOf(await session.get('/start', { accept }))).toBe('here');
  expect(session.bytes).toBeLessThan(200_000);
  await session.close();
});

test.for([
  ['a line break', '/a\rb', /^protocol-error /],
  ['a blank and a fragment', '/a b#c d', '/a%20b'],
  ['letters beyond ASCII', '/\u00e9', '/%C3%A9'],
  ['nothing', '', '/start'],
] as const)(
  'case 30: a Location with %s is read as the URL standard says, or not at all',
  async ([, location, expected]) => {
    const asked: string[] = [];
    await using server = await serveRaw(trust, (socket, path) => {
      asked.push(path);
      const isOver = asked.length > 1;
      socket.write(
        `HTTP/1.1 ${isOver ? 200 : 302} Found\r\nlocation: ${location}\r\ncontent-length: 0\r\n\r\n`,
      );
    });
    const result = await getOnce(httpTo(trust, server), '/start');
    if (typeof expected === 'string') expect([inShort(result), asked]).toEqual([200, ['/start', expected]]);
    else expect([inShort(result), asked]).toEqual([expect.stringMatching(expected), ['/start']]);
  },
);
