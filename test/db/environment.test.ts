import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { environmentVariables, parseEnvironment, siteUrlOf } from '../../db/environment.ts';

test('without variables, everything runs on this machine alone', () => {
  expect(parseEnvironment({}, '/srv/census')).toEqual({
    ok: true,
    value: {
      databaseUrl: null,
      databaseReadUrl: null,
      dataFolder: '/srv/census/.data',
      port: 3000,
      host: '127.0.0.1',
      contact: null,
      siteUrl: 'http://127.0.0.1:3000/',
      simulated: false,
      pseudoLocale: false,
      keepsPages: true,
      logLevel: null,
      metricsPort: null,
      metricsHost: '127.0.0.1',
      rateLimit: 600,
      trustedProxies: [],
    },
  });
});

test('an empty variable is an absent one', () => {
  const empty = Object.fromEntries(environmentVariables.map(({ name }) => [name, ' ']));
  expect(parseEnvironment(empty, '/srv')).toEqual(parseEnvironment({}, '/srv'));
});

test.for([
  ['DATABASE_URL', 'postgres://u:p@db.example:5433/census?sslmode=require', 'databaseUrl'],
  ['DATABASE_URL', 'postgresql://localhost/census', 'databaseUrl'],
  ['DATABASE_URL', 'postgresql:///census?host=/run/postgresql', 'databaseUrl'],
  ['DATABASE_READ_URL', 'postgresql://[::1]:5432/census', 'databaseReadUrl'],
  ['FEDICENSUS_DATA', '/srv/a b/ö', 'dataFolder'],
  ['HOST', '0.0.0.0', 'host'],
  ['HOST', '::1', 'host'],
  ['HOST', 'census.example', 'host'],
  ['FEDICENSUS_CONTACT', 'ops@census.example', 'contact'],
  ['FEDICENSUS_CONTACT', 'https://census.example/about', 'contact'],
] as const)('%s takes %s as it stands', ([name, text, key]) => {
  const result = parseEnvironment({ [name]: text }, '/srv');
  expect(result.ok ? result.value[key] : result.problems).toBe(text);
});

test.for([
  [{ PORT: '0' }, { port: 0 }],
  [{ PORT: '65535' }, { port: 65_535 }],
  [{ FEDICENSUS_DATA: 'here/there' }, { dataFolder: join('/srv', 'here', 'there') }],
  [{ FEDICENSUS_CONTACT: 'mailto:ops@census.example' }, { contact: 'ops@census.example' }],
  [{ FEDICENSUS_SITE_URL: 'https://Census.example' }, { siteUrl: 'https://census.example/' }],
  [{ HOST: '0.0.0.0', PORT: '8080' }, { siteUrl: 'http://localhost:8080/' }],
  [{ HOST: '::1', PORT: '80' }, { siteUrl: 'http://[::1]/' }],
  [{ FEDICENSUS_SIMULATED: '1' }, { simulated: true }],
  [{ FEDICENSUS_SIMULATED: '0' }, { simulated: false }],
  [{ FEDICENSUS_OFFLINE: '0' }, { keepsPages: false }],
  [{ FEDICENSUS_OFFLINE: '1' }, { keepsPages: true }],
  [{ FEDICENSUS_LOG: 'silent' }, { logLevel: 'silent' }],
  [{ FEDICENSUS_LOG: 'debug' }, { logLevel: 'debug' }],
  [{ FEDICENSUS_METRICS_PORT: '0' }, { metricsPort: 0 }],
  [
    { FEDICENSUS_METRICS_PORT: '9464', FEDICENSUS_METRICS_HOST: '::' },
    { metricsPort: 9464, metricsHost: '::' },
  ],
  [{ FEDICENSUS_RATE_LIMIT: '0' }, { rateLimit: 0 }],
  [{ FEDICENSUS_RATE_LIMIT: '60' }, { rateLimit: 60 }],
  [
    { FEDICENSUS_TRUSTED_PROXIES: '192.0.2.7, 2001:db8::/32' },
    {
      trustedProxies: [
        { address: '192.0.2.7', prefix: 32 },
        { address: '2001:db8::', prefix: 32 },
      ],
    },
  ],
] as const)('%j means %j', ([env, expected]) => {
  const result = parseEnvironment(env, '/srv');
  expect(result.ok ? result.value : result.problems).toMatchObject(expected);
});

test.for([
  ['DATABASE_URL', 'mysql://localhost/census', 'postgres:// or postgresql:// URL'],
  ['DATABASE_URL', 'localhost:5432', 'postgres:// or postgresql:// URL'],
  ['DATABASE_URL', 'postgres://localhost:port/census', 'postgres:// or postgresql:// URL'],
  ['DATABASE_READ_URL', 'postgres://u:half#other@localhost/census', 'postgres:// or postgresql:// URL'],
  ['FEDICENSUS_DATA', 'a\0b', 'path of a folder'],
  ['PORT', '65536', '0 to 65535'],
  ['FEDICENSUS_RATE_LIMIT', '-1', 'whole number'],
  ['FEDICENSUS_RATE_LIMIT', '10000000', 'whole number'],
  ['FEDICENSUS_TRUSTED_PROXIES', 'proxy.example', 'addresses and networks'],
  ['FEDICENSUS_TRUSTED_PROXIES', '10.0.0.0/33', 'addresses and networks'],
  ['FEDICENSUS_TRUSTED_PROXIES', '10.0.0.0/8/8', 'addresses and networks'],
  ['FEDICENSUS_TRUSTED_PROXIES', 'loopback,,private', 'addresses and networks'],
  ['PORT', '-1', '0 to 65535'],
  ['PORT', '3000.5', '0 to 65535'],
  ['PORT', '0x50', '0 to 65535'],
  ['HOST', 'http://localhost', 'IP address or a host name'],
  ['HOST', '300.1.1.1', 'IP address or a host name'],
  ['HOST', '1.2.3.0x500', 'IP address or a host name'],
  ['HOST', 'a..b', 'IP address or a host name'],
  ['FEDICENSUS_CONTACT', 'http://census.example', 'https URL or a mail address'],
  ['FEDICENSUS_CONTACT', 'ops', 'https URL or a mail address'],
  ['FEDICENSUS_CONTACT', 'ops@census.example)\r\nx: y', 'https URL or a mail address'],
  ['FEDICENSUS_CONTACT', 'https://user:pass@census.example', 'https URL or a mail address'],
  ['FEDICENSUS_SITE_URL', 'census.example', 'http or https URL'],
  ['FEDICENSUS_SITE_URL', 'ftp://census.example', 'http or https URL'],
  ['FEDICENSUS_SITE_URL', 'https://census.example/below', 'http or https URL'],
  ['FEDICENSUS_SIMULATED', 'yes', '1 (yes) or 0 (no)'],
  ['FEDICENSUS_OFFLINE', 'never', '1 (yes) or 0 (no)'],
  ['FEDICENSUS_LOG', 'loud', 'silent, error, warn, info, debug'],
  ['FEDICENSUS_LOG', 'DEBUG', 'silent, error, warn, info, debug'],
  ['FEDICENSUS_METRICS_PORT', '70000', '0 to 65535'],
  ['FEDICENSUS_METRICS_HOST', 'a b', 'IP address or a host name'],
] as const)('%s refuses %j in one line that names both and says what is allowed', ([name, text, allowed]) => {
  const result = parseEnvironment({ [name]: text }, '/srv');
  expect(result.ok).toBe(false);
  const [problem = '', ...more] = result.ok ? [] : result.problems;
  expect(more).toEqual([]);
  expect(problem).toMatch(new RegExp(`^${name} is ".*", but must be `));
  expect(problem).toContain(allowed);
  expect(problem).not.toMatch(/[\n\0]/);
});

test('all bad values are told at once', () => {
  const result = parseEnvironment(
    { PORT: 'x', HOST: 'y z', FEDICENSUS_SIMULATED: '2', DATABASE_URL: 'z' },
    '/srv',
  );
  expect(result.ok ? [] : result.problems.map((line) => line.split(' ')[0])).toEqual([
    'PORT',
    'HOST',
    'DATABASE_URL',
    'FEDICENSUS_SIMULATED',
  ]);
});

test.for([
  'mysql://reader:hunter2@db.example/census',
  'postgres://reader:hunter2@db.example:x/census',
  'postgres://reader:hunter2@@db.example:x/census',
  'postgres://reader:hunter2/census',
  'postgres://reader:hunter2#x@db.example/census',
  'reader:hunter2@db.example/census',
  'host=db.example password=hunter2 user=reader',
  'mysql://db.example/census?password=hunter2',
  'postgres://db.example:x/census?user=reader&password=hunter2#1',
])('a problem of the database URL %s does not tell the password', (url) => {
  const result = parseEnvironment({ DATABASE_URL: url }, '/srv');
  expect(result.ok).toBe(false);
  expect(JSON.stringify(result)).not.toContain('hunter2');
});

test('a long value is cut', () => {
  const result = parseEnvironment({ HOST: 'x.'.repeat(5_000) }, '/srv');
  expect(result.ok ? 0 : result.problems.join().length).toBeLessThan(400);
});

test('every variable that is read is in the table of variables', () => {
  const asked = new Set<string>();
  parseEnvironment(new Proxy({}, { get: (_, name) => void asked.add(String(name)) }), '/srv');
  expect([...asked].sort()).toEqual(environmentVariables.map(({ name }) => name).sort());
});

test('a site on every interface is reached as localhost', () => {
  expect([siteUrlOf('::', 3000), siteUrlOf('0.0.0.0', 0), siteUrlOf('fe80::1%eth0', 8080)]).toEqual([
    'http://localhost:3000/',
    'http://localhost:0/',
    'http://[fe80::1]:8080/',
  ]);
});

test('whatever the variables hold, the answer is settings or problems, a line each', () => {
  const anything = fc.record(
    Object.fromEntries(
      environmentVariables.map(({ name }) => [name, fc.oneof(fc.string(), fc.webUrl(), fc.ipV6())]),
    ),
    { requiredKeys: [] },
  );
  fc.assert(
    fc.property(anything, (env) => {
      const result = parseEnvironment(env, '/srv');
      if (result.ok) expect(URL.canParse(result.value.siteUrl)).toBe(true);
      else
        for (const problem of result.problems) expect(problem).toMatch(/^[A-Z_]+ is ".*", but must be .*\.$/);
    }),
  );
});
