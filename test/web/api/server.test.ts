import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { createServer } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { fillSmallCensus, smallCensus } from '../../crawler/archive/small-census.ts';
import { createEmptyDatabase, createTestDatabase, type TestDatabase } from '../../support/postgres.ts';

const root = join(import.meta.dirname, '../../..');
const isBuilt = existsSync(join(root, 'web/.next/BUILD_ID'));

interface Site {
  readonly child: ChildProcess;
  /** Resolves with the site's address, or rejects with its last words when it ends before it serves. */
  readonly ready: Promise<string>;
  readonly ended: Promise<{ code: number | null; signal: string | null; stdout: string; stderr: string }>;
}

const started: ChildProcess[] = [];
let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase(fillSmallCensus);
});

afterEach(async () => {
  for (const child of started.splice(0)) {
    if (child.exitCode !== null || child.signalCode !== null) continue;
    child.kill('SIGKILL');
    await once(child, 'exit');
  }
});

afterAll(() => database[Symbol.asyncDispose]());

/** Starts the site as its own process, with nothing of this run's settings. */
function startSite(settings: Readonly<Record<string, string>> = {}): Site {
  const { DATABASE_URL: _url, DATABASE_READ_URL: _read, PORT: _port, HOST: _host, ...rest } = process.env;
  const child = spawn(process.execPath, [join(root, 'web/server.ts')], {
    env: { ...rest, DATABASE_URL: database.url, PORT: '0', ...settings },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  started.push(child);
  const output = { stdout: '', stderr: '' };
  child.stdout?.setEncoding('utf8').on('data', (part: string) => {
    output.stdout += part;
  });
  child.stderr?.setEncoding('utf8').on('data', (part: string) => {
    output.stderr += part;
  });
  const ended = once(child, 'close').then(([code, signal]) => ({ code, signal, ...output }));
  const ready = Promise.race([
    once(child, 'message').then(([message]) => (message as { url: string }).url),
    ended.then(({ stderr }) => Promise.reject(new Error(`The site ended: ${stderr}`))),
  ]);
  ready.catch(() => undefined);
  return { child, ready, ended };
}

/** Whether the site takes a new connection. */
async function isOpen(url: string): Promise<boolean> {
  const socket = connect(Number(new URL(url).port), '127.0.0.1');
  const isTaken = await once(socket, 'connect').then(
    () => true,
    () => false,
  );
  socket.destroy();
  return isTaken;
}

test('bad settings are told all at once, a line each, and the exit code is 2', async () => {
  const { code, stdout, stderr } = await startSite({ PORT: 'eighty', FEDICENSUS_SITE_URL: 'ftp://x' }).ended;
  expect([code, stdout]).toEqual([2, '']);
  expect(stderr.trim().split('\n')).toEqual([
    expect.stringMatching(/^PORT is "eighty"/),
    expect.stringMatching(/^FEDICENSUS_SITE_URL is "ftp:\/\/x"/),
  ]);
});

test('a port that is taken is told in one line that says what to do', async () => {
  const other = createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  const { port } = other.address() as AddressInfo;
  const { code, stdout, stderr } = await startSite({ PORT: String(port) }).ended;
  other.close();
  expect([code, stdout, stderr]).toEqual([
    1,
    '',
    `The site cannot listen: port ${port} is taken on 127.0.0.1; set PORT to a free one, or to 0 for any (EADDRINUSE).\n`,
  ]);
});

test.skipIf(isBuilt)(
  'a site that is not built names the command that builds it (skipped with a build)',
  async () => {
    const { code, stderr } = await startSite().ended;
    expect([code, stderr]).toEqual([
      1,
      'The site has not been built yet: run "npm run build", or "npm start", which builds it.\n',
    ]);
  },
);

test.skipIf(!isBuilt)(
  'a database without tables, or that is away, is told in one line (skipped without a build)',
  async () => {
    await using empty = await createEmptyDatabase();
    const lacking = await startSite({ DATABASE_URL: empty.url }).ended;
    expect(lacking).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/^The database lacks tables .*migrate.*\n$/),
    });
    const away = await startSite({ DATABASE_URL: 'postgres://census:hush@127.0.0.1:1/census' }).ended;
    expect(away.code).toBe(1);
    expect(away.stderr).toMatch(/^The database .*127\.0\.0\.1:1.*\(ECONNREFUSED\)\.\n$/);
    expect(away.stderr).not.toContain('hush');
  },
);

test.skipIf(!isBuilt)(
  'case 93: pages and API are served side by side, with security headers on every answer (skipped without a build)',
  async () => {
    const { child, ready, ended } = startSite({ HOST: 'localhost' });
    const url = await ready;
    const addresses = [
      '',
      'en',
      'en/servers',
      'en/nowhere',
      '_next/static/nothing.js',
      'api/v1/instances',
      'api/nothing',
    ];
    for (const address of addresses) {
      const { headers } = await fetch(`${url}${address}`, { redirect: 'manual' });
      expect([address, headers.get('x-content-type-options')]).toEqual([address, 'nosniff']);
      expect(headers.get('content-security-policy')).toMatch(
        /default-src '(none|self)'.*frame-ancestors 'none'/,
      );
      expect(headers.get('content-security-policy')).not.toMatch(/script-src[^;]*'unsafe-(inline|eval)'/);
      expect(headers.get('referrer-policy')).toBe('strict-origin-when-cross-origin');
      expect(headers.get('x-frame-options')).toBe('DENY');
      expect(headers.get('x-powered-by')).toBeNull();
    }
    const list = await (await fetch(`${url}api/v1/instances?limit=1`)).json();
    // The site's own address, though the port was only known when it listened.
    expect(list).toMatchObject({
      links: { next: expect.stringContaining(`${url}api/v1/instances?limit=1&cursor=`) },
    });
    expect(await (await fetch(`${url}en/servers/${smallCensus.birch}`)).text()).toContain(smallCensus.birch);
    child.kill('SIGTERM');
    const { code, stdout, stderr } = await ended;
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toContain(`site ready at ${url}\n`);
  },
);

test.skipIf(!isBuilt)(
  'cases 91, 103, 105: strange requests end and leave the site serving (skipped without a build)',
  async () => {
    const { ready } = startSite();
    const url = await ready;
    const { port } = new URL(url);
    const ask = async (request: string) => {
      const socket = connect(Number(port), '127.0.0.1');
      socket.on('error', () => undefined);
      await once(socket, 'connect');
      socket.write(request);
      return (await text(socket).catch(() => '')).split('\r\n', 1)[0];
    };
    const end = 'Host: x\r\nConnection: close\r\n\r\n';
    expect(await ask(`GET /${'a'.repeat(20_000)} HTTP/1.1\r\n${end}`)).toBe(
      'HTTP/1.1 431 Request Header Fields Too Large',
    );
    // Cut off as soon as they are too long, perhaps before a client that still writes can read why.
    const tooLong = /^$| 431 /;
    expect(await ask(`GET /api/v1/instances?${'a=1&'.repeat(25_000)} HTTP/1.1\r\n${end}`)).toMatch(tooLong);
    expect(await ask(`GET /en HTTP/1.1\r\nX-Long: ${'a'.repeat(1_000_000)}\r\n${end}`)).toMatch(tooLong);
    const many = Array.from({ length: 2_000 }, (_, index) => `a${index}=1`).join('&');
    expect(await ask(`GET /api/v1/instances?${many} HTTP/1.1\r\n${end}`)).toMatch(/ 400 /);
    expect(await ask('NONSENSE\r\n\r\n')).toBe('HTTP/1.1 400 Bad Request');
    for (const path of [
      '/%',
      '/%00',
      '/en/%ff',
      '//evil.invalid/',
      '/..%2f..%2fetc',
      '/_next/image?url=http://127.0.0.1/',
      '*',
    ])
      expect(await ask(`GET ${path} HTTP/1.1\r\n${end}`)).toMatch(/^HTTP\/1\.1 [34]\d\d /);
    await ask(
      'GET /en HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Key: x\r\n\r\n',
    );
    expect((await fetch(`${url}api/v1/health`)).status).toBe(200);
  },
);

test.skipIf(!isBuilt)(
  'the site ends when the process that started it is gone (skipped without a build)',
  async () => {
    const { child, ready } = startSite();
    await ready;
    // What a parent's death closes; 'close' does not come after it, 'exit' does.
    child.disconnect();
    expect(await once(child, 'exit')).toEqual([0, null]);
  },
);

test.skipIf(!isBuilt)(
  'on SIGTERM a request under way is answered before the site ends (skipped without a build)',
  async () => {
    const { child, ready, ended } = startSite();
    const url = await ready;
    const done = Promise.withResolvers<void>();
    const locked = Promise.withResolvers<void>();
    const holding = database.db.transaction().execute(async (trx) => {
      await sql`lock table archive_day in access exclusive mode`.execute(trx);
      locked.resolve();
      await done.promise;
    });
    await locked.promise;
    const answer = fetch(`${url}api/v1/archive`);
    const waiting = () =>
      sql<{
        n: number;
      }>`select count(*) as n from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()`
        .execute(database.db)
        .then(({ rows }) => rows[0]?.n);
    await expect.poll(waiting).toBe(1);
    child.kill('SIGTERM');
    await expect.poll(() => isOpen(url)).toBe(false);
    done.resolve();
    await holding;
    expect((await answer).status).toBe(200);
    expect(await ended).toMatchObject({ code: 0 });
  },
);

test.skipIf(!isBuilt)('a second signal ends the site at once (skipped without a build)', async () => {
  const { child, ready, ended } = startSite();
  const url = await ready;
  // An open request that never ends keeps the first signal waiting.
  const socket = connect(Number(new URL(url).port), '127.0.0.1');
  socket.on('error', () => undefined);
  await once(socket, 'connect');
  socket.write('POST /en HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\n1');
  child.kill('SIGINT');
  await expect.poll(() => isOpen(url)).toBe(false);
  child.kill('SIGINT');
  expect(await ended).toMatchObject({ code: 1 });
  socket.destroy();
});

test.skipIf(!isBuilt)(
  'case 101: the site limits what one client asks of the API, and nothing else (skipped without a build)',
  async () => {
    const site = startSite({ FEDICENSUS_RATE_LIMIT: '2', FEDICENSUS_TRUSTED_PROXIES: 'loopback' });
    const url = await site.ready;
    const ask = async (client: string) =>
      (await fetch(new URL('/api/v1/network', url), { headers: { 'x-forwarded-for': client } })).status;
    expect([await ask('198.51.100.1'), await ask('198.51.100.1'), await ask('198.51.100.1')]).toEqual([
      200, 200, 429,
    ]);
    expect(await ask('198.51.100.2')).toBe(200);
    const page = await fetch(new URL('/en/method', url), { headers: { 'x-forwarded-for': '198.51.100.1' } });
    expect(page.status).toBe(200);
  },
);

test.skipIf(!isBuilt)(
  'case 107: the header by which Next was once made to skip its proxy has no effect (skipped without a build)',
  async () => {
    const url = await startSite().ready;
    const path = 'proxy:src/proxy:web/proxy:middleware:src/middleware';
    const headers = { 'x-middleware-subrequest': `${path}:${path}:${path}:${path}:${path}` };
    const policyOf = async (init: RequestInit) =>
      (await fetch(new URL('/en/method', url), init)).headers.get('content-security-policy') ?? '';
    // Without the proxy the page would have the policy of a file.
    expect(await policyOf({})).toContain("'nonce-");
    expect(await policyOf({ headers })).toContain("'nonce-");
  },
);
