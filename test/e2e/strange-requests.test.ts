import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { notableServers } from '../support/notable-servers.ts';
import { readPage } from './page-structure.ts';
import { askRaw } from './raw-request.ts';
import { type Site, startSite } from './site.ts';
import { openPreparedDatabase } from './site-tests.ts';

let site: Site;
const stack = new AsyncDisposableStack();

beforeAll(async () => {
  const database = stack.use(await openPreparedDatabase('census'));
  site = stack.use(await startSite(database.url, { FEDICENSUS_DATA: database.dataFolder }));
});

afterAll(() => stack.disposeAsync());

const ask = (path: string, headers: Readonly<Record<string, string>> = {}) =>
  askRaw(site.origin, path, { headers });

/** Where an answer leads, on this site or out of it; null when it leads nowhere. */
const leadsTo = (location: string | undefined) =>
  location === undefined ? null : new URL(location, site.origin);

test('case 91: no picture is fetched, scaled or passed on, of others or of ours', async () => {
  const asked: string[] = [];
  const other = createServer((request, response) => {
    asked.push(request.url ?? '');
    response.setHeader('content-type', 'image/svg+xml').end('<svg xmlns="http://www.w3.org/2000/svg"/>');
  }).listen(0, '127.0.0.1');
  stack.defer(() => void other.close());
  await new Promise((resolve) => other.once('listening', resolve));
  const { port } = other.address() as AddressInfo;
  for (const url of [
    'http://169.254.169.254/latest/meta-data/',
    `http://127.0.0.1:${port}/a.svg`,
    `//127.0.0.1:${port}/a.svg`,
    `\\\\127.0.0.1:${port}\\a.svg`,
    `/\\127.0.0.1:${port}/a.svg`,
    `${site.origin}/icons/icon-192.png`,
    '/icons/icon-192.png',
    '/icon.svg',
    '/_next/image?url=/icons/icon-192.png&w=64&q=75',
    '/pictures/en/home.png',
    `/@http://127.0.0.1:${port}/a.svg`,
    'data:image/svg+xml,<svg onload="alert(1)"/>',
    'file:///etc/passwd',
  ])
    for (const rest of ['&w=64&q=75', '&w=1080&q=75', '&w=1&q=1', '']) {
      const { status } = await ask(`/_next/image?url=${encodeURIComponent(url)}${rest}`);
      expect([url, [400, 404].includes(status)]).toEqual([url, true]);
    }
  expect(asked).toEqual([]);
});

test.for([
  '/en/servers/..%2f..%2f..%2fetc%2fpasswd',
  '/en/servers/%2e%2e%2f%2e%2e%2fetc',
  '/en/servers/%252e%252e%252fetc',
  '/en/servers/a.net%00.html',
  '/en/servers/%00',
  '/en/servers/a.net%0d%0aset-cookie:%20a=b',
  '/en/..%5c..%5cetc',
  '/../../../etc/passwd',
  '/en/../../etc/passwd',
  '/_next/static/..%2f..%2fpackage.json',
  '/_next/static/%2e%2e/%2e%2e/server/pages-manifest.json',
  '/_next/data/build/en.json',
  '/pictures/en/..%2f..%2f..%2fpackage.json',
  '/sitemaps/..%2f..%2fpackage.json',
  '/data/growth/..%2f..%2fpackage.json',
  '/exports/..%2f..%2f..%2fetc%2fpasswd',
  '/exports/../../package.json',
  '/feeds/..%2f..%2fpackage.json',
  '/icons/..%2f..%2fpackage.json',
  '/%63onstructor',
  '/__proto__/servers',
  '/en/servers/__proto__',
  '/.env',
  '/.git/config',
  '/.next/BUILD_ID',
])('case 105: %s is not found', async (path) => {
  const { status, headers, body } = await ask(path);
  expect([400, 404]).toContain(status);
  expect(headers.location).toBeUndefined();
  expect(headers['set-cookie']).toBeUndefined();
  expect(body).not.toMatch(/root:x:0|"devDependencies"|"pages\//);
});

test.for(['/en/%c0%ae%c0%ae%c0%afetc', '/en/servers/%c0%af', '/en/%ff', '/%', '/en/servers/%e0%80%af'])(
  'case 105: %s is no UTF-8, and is refused',
  async (path) => {
    expect((await ask(path)).status).toBe(400);
  },
);

const { idn, largest } = notableServers;
test.for([
  [`/en/servers/${largest.toUpperCase()}`, `/en/servers/${largest}`],
  [`/en/servers/${largest}.`, `/en/servers/${largest}`],
  [`/en/servers/${encodeURIComponent('büchermoor.net')}`, `/en/servers/${idn}`],
  [`/en/servers/${encodeURIComponent('BÜCHERMOOR.NET')}`, `/en/servers/${idn}`],
  // Full-width letters and an ideographic full stop: UTS #46 maps them.
  [`/en/servers/${encodeURIComponent('ｂücherｍoor。net')}`, `/en/servers/${idn}`],
] as const)('case 105: %s leads to the one address of its server', async ([path, target]) => {
  const { status, headers } = await ask(path);
  expect(status).toBe(308);
  expect(leadsTo(headers.location)?.href).toBe(`${site.origin}${target}`);
});

test('case 105: no address leads out of the site', async () => {
  const ways = [
    '//evil.invalid',
    'https://evil.invalid/',
    '/\\evil.invalid',
    '%2f%2fevil.invalid',
    'javascript:alert(1)',
  ];
  const paths = ways.flatMap((way) => [
    ...['next', 'url', 'return', 'redirect', 'callbackUrl'].map(
      (name) => `/?${name}=${encodeURIComponent(way)}`,
    ),
    ...['/crawler', '/en', '/en/servers', '/en/removal/request'].map(
      (path) => `${path}?next=${encodeURIComponent(way)}`,
    ),
    `/${way}`,
  ]);
  const more = [
    ...[
      '//evil.invalid/',
      '//evil.invalid/..',
      '//evil.invalid/en/',
      '///evil.invalid',
      '/\\evil.invalid/',
      '/%5cevil.invalid/',
    ],
    ...['//evil.invalid/%2e%2e', '/en//evil.invalid/', '/en/servers//evil.invalid/', '/%2f%2fevil.invalid/'],
    ...[
      'http://evil.invalid/',
      'http://evil.invalid/crawler',
      'http://evil.invalid//evil.invalid/',
      '/;@evil.invalid/',
    ],
    ...['/en/servers/%2f%2fevil.invalid%2f', '//crawler', '//', '///', '/en/servers/@evil.invalid/'],
  ];
  for (const path of [...paths, ...more]) {
    const { status, headers } = await ask(path);
    expect([path, status < 500]).toEqual([path, true]);
    expect([path, leadsTo(headers.location)?.origin ?? site.origin]).toEqual([path, site.origin]);
    // A browser takes what begins with two slashes, of either kind, for a host.
    expect([path, /^[\\/]{2}/.test(headers.location ?? '')]).toEqual([path, false]);
  }
});

/** Headers by which a request calls the site, its address or its reader something else. */
const forged = {
  'x-forwarded-host': 'evil.invalid',
  'x-forwarded-proto': 'javascript',
  'x-forwarded-port': '666',
  'x-forwarded-prefix': '/evil',
  'x-forwarded-server': 'evil.invalid',
  forwarded: 'host=evil.invalid;proto=evil',
  'x-host': 'evil.invalid',
  'x-original-url': '/evil',
  'x-rewrite-url': '/evil',
  'x-original-host': 'evil.invalid',
  'x-invoke-path': '/evil',
  'x-invoke-query': '%7B%22evil%22%3A1%7D',
  'x-matched-path': '/evil',
  'x-middleware-rewrite': '/evil',
  'x-middleware-redirect': 'https://evil.invalid/',
  'x-middleware-set-cookie': 'evil=1',
  'x-nextjs-data': '1',
  'x-now-route-matches': '1=evil',
  'x-prerender-revalidate': 'evil',
  'x-nonce': 'evil',
  'content-security-policy': "script-src 'nonce-evil' 'unsafe-inline' evil.invalid",
  'next-url': '/evil',
  'next-router-state-tree': '%5B%22evil%22%5D',
  'accept-language': 'evil',
  origin: 'https://evil.invalid',
  referer: 'https://evil.invalid/',
  cookie: 'NEXT_LOCALE=evil; __prerender_bypass=evil',
} as const;

const without = (text: string) => text.replaceAll(/'?nonce-[^'"\s]+'?|nonce="[^"]*"|"nonce":"[^"]*"/g, '');

test('case 109: nothing by which a request calls the site something else is given back, or changes the answer', async () => {
  for (const path of [
    ...[
      '/',
      '/crawler',
      '/en',
      '/en/',
      '/en/servers',
      `/en/servers/${largest}`,
      '/en/rules?topic=spam',
      '/en/method',
    ],
    ...['/en/nowhere', '/sitemap.xml', '/robots.txt', '/en/manifest.webmanifest', '/feeds/rule-changes.atom'],
    ...['/data/growth.csv', '/en/removal/request', '/en/offline', '/_next/static/nothing.js'],
  ]) {
    const plain = await ask(path);
    const answer = await ask(path, forged);
    expect([path, answer.status]).toEqual([path, plain.status]);
    expect([path, answer.headers.location]).toEqual([path, plain.headers.location]);
    expect([path, JSON.stringify(answer.headers).includes('evil')]).toEqual([path, false]);
    expect([path, /.{0,60}evil.{0,60}/.exec(answer.body)?.[0]]).toEqual([path, undefined]);
    const policies = [answer, plain].map(({ headers }) =>
      without(String(headers['content-security-policy'])),
    );
    expect([path, policies[0]]).toEqual([path, policies[1]]);
  }
});

test('case 109: a Host that is not ours stands in no page, list or address', async () => {
  for (const path of [
    '/en',
    `/en/servers/${largest}`,
    '/sitemap.xml',
    '/robots.txt',
    '/feeds/rule-changes.atom',
    '/crawler',
  ]) {
    const { body, headers } = await ask(path, { host: 'evil.invalid' });
    expect([path, /.{0,60}evil.{0,60}/.exec(body)?.[0]]).toEqual([path, undefined]);
    const origin = leadsTo(headers.location)?.origin ?? site.origin;
    expect([path, origin]).toEqual([path, site.origin]);
  }
});

test('case 109: no shared cache keeps a page, whatever it is asked with', async () => {
  const variants: readonly (readonly [string, Readonly<Record<string, string>>])[] = [
    ['', {}],
    ['?_rsc=evil', {}],
    ['?_rsc=evil', { rsc: '1' }],
    ['', { rsc: '1' }],
    ['', { rsc: '1', 'next-router-prefetch': '1' }],
    ['', { 'next-action': 'evil' }],
    ['?__nextDefaultLocale=evil&__nextLocale=evil&nxtPdomain=evil', {}],
  ];
  for (const path of ['/en', '/en/servers', `/en/servers/${largest}`, '/en/method'])
    for (const [query, headers] of variants) {
      const answer = await ask(`${path}${query}`, headers);
      const name = `${path}${query} ${JSON.stringify(headers)}`;
      expect([name, answer.status < 500]).toEqual([name, true]);
      if (answer.status === 307) {
        // To the address that the answer to such a request has; what is no page is kept by nobody unless told to.
        expect([name, answer.headers.location]).toEqual([
          name,
          expect.stringMatching(/^\/en[a-z/.-]*\?_rsc(?:=[\w-]{16})?$/),
        ]);
        expect(answer.headers.location).not.toContain('evil');
        continue;
      }
      expect([name, answer.headers['cache-control']]).toEqual([
        name,
        expect.stringMatching(/private|no-store/),
      ]);
      const type = String(answer.headers['content-type']);
      if (!type.startsWith('text/html')) continue;
      const nonce = /'nonce-([^']+)'/.exec(String(answer.headers['content-security-policy']))?.[1] ?? '';
      const url = `${site.origin}${path}${query}`;
      expect([name, readPage({ url, html: answer.body, nonce }).offences]).toEqual([name, []]);
    }
});

test('case 108: whatever is asked, the log of the site has no word of it', async () => {
  const signs = '%1b[2J%1b[31mred%0aforged%20line%0d%00%c2%9b31m%e2%80%ae';
  for (const path of [
    ...['/en/', '/en/servers/', '/en/servers?q=', '/en/rules?q=', '/en/rules?after=', '/en/compare?server='],
    ...[
      '/feeds/new-servers.atom?software=',
      '/en/crawler/host?host=',
      '/en/choose?language=',
      '/pictures/en/',
      '/sitemaps/',
      '/data/growth/',
      '/feeds/',
    ],
    ...['/exports/', '/api/v1/instances?search=', '/api/v1/instances/', '/_next/image?url='],
  ]) {
    const { status } = await ask(`${path}${signs}`);
    expect([path, status < 500]).toEqual([path, true]);
  }
  expect(site.log()).toBe('');
});
