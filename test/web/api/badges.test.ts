import { afterAll, beforeAll, expect, test } from 'vitest';
import { cleanLine, textLimits } from '../../../db/model/text.ts';
import { addHosts } from '../../../db/writes/add-hosts.ts';
import { recordVisits } from '../../../db/writes/record-visits.ts';
import { fillSmallCensus, smallCensus, smallCensusNow } from '../../crawler/archive/small-census.ts';
import { createTestDatabase, type TestDatabase } from '../../support/postgres.ts';
import { hostName, reading, visitOf } from '../../support/visit-records.ts';
import { type ApiServer, startApi } from './api-server.ts';

let database: TestDatabase;
let api: ApiServer;

beforeAll(async () => {
  database = await createTestDatabase(fillSmallCensus);
  api = await startApi(database.db);
});

afterAll(async () => {
  expect(api.bugs).toEqual([]);
  await api[Symbol.asyncDispose]();
  await database[Symbol.asyncDispose]();
});

const { birch, idn, silent, quarantined, moved } = smallCensus;
const badge = (domain: string, query = '') => api.json(`/api/v1/instances/${domain}/badge${query}`);

test('without a parameter, a badge has the active users, in the shape that shields.io reads', async () => {
  expect(await badge(birch)).toEqual({
    ...{ schemaVersion: 1, label: 'active users', message: '300', color: 'blue', cacheSeconds: 300 },
  });
});

test.for([
  [birch, 'users_total', 'accounts', '1,002'],
  [birch, 'version', 'version', '4.5.1'],
  [birch, 'registrations', 'sign-up', 'open'],
  [birch, 'rules_count', 'rules', '1'],
  [birch, 'uptime_30d', 'uptime in 30 days', '100%'],
  [idn, 'users_active_month', 'active users', '0'],
  [idn, 'rules_count', 'rules', '0'],
  [idn, 'registrations', 'sign-up', 'by approval'],
  [silent, 'users_active_month', 'active users', 'not stated'],
  [silent, 'version', 'version', 'not stated'],
  [silent, 'registrations', 'sign-up', 'not stated'],
  [silent, 'rules_count', 'rules', 'not read'],
  [quarantined, 'users_active_month', 'active users', 'quarantined'],
  [quarantined, 'users_total', 'accounts', 'quarantined'],
  [quarantined, 'version', 'version', '4.5.1'],
  [moved, 'users_active_month', 'active users', 'moved'],
  [moved, 'version', 'version', 'moved'],
] as const)('the badge of %s with %s says "%s: %s"', async ([domain, metric, label, message]) => {
  expect(await badge(domain, `?metric=${metric}`)).toMatchObject({ label, message });
  const image = await (await api.get(`/api/v1/instances/${domain}/badge.svg?metric=${metric}`)).text();
  expect(image).toContain(`<title>${label}: ${message}</title>`);
});

test('an uptime is a percentage, greener the higher', async () => {
  const said = async (share: number | null) => {
    await database.db.updateTable('instance').set({ uptime_30d: share }).execute();
    const { message, color } = await badge(birch, '?metric=uptime_30d');
    return [message, color];
  };
  expect(await said(1)).toEqual(['100%', 'green']);
  expect(await said(0.9567)).toEqual(['95.6%', 'yellow']);
  expect(await said(0.9999)).toEqual(['99.9%', 'green']);
  expect(await said(0)).toEqual(['0%', 'red']);
  expect(await said(null)).toEqual(['not known', 'lightgrey']);
});

test('the image has a name for who does not see it, and grows with its text', async () => {
  const image = async (metric: string) =>
    (await api.get(`/api/v1/instances/${birch}/badge.svg?metric=${metric}`)).text();
  const whole = await image('users_total');
  expect(whole).toMatch(/^<svg [^>]*role="img" aria-label="accounts: 1,002">/);
  const width = (text: string) => Number(/^<svg [^>]*width="(\d+)"/.exec(text)?.[1]);
  expect(width(whole)).toBeGreaterThan(width(await image('rules_count')));
});

test('cases 95, 96: another metric is a bad request, and the answer names those that there are', async () => {
  for (const path of ['badge', 'badge.svg'])
    for (const query of [
      'metric=name',
      'metric=users_total&metric=version',
      'metric=%00',
      `metric=${'x'.repeat(10_000)}`,
    ]) {
      const response = await api.get(`/api/v1/instances/${birch}/${path}?${query}`);
      expect([query.slice(0, 40), response.status]).toEqual([query.slice(0, 40), 400]);
      expect((await response.json()) as object).toMatchObject({ errors: [{ parameter: 'metric' }] });
    }
});

test.for([...smallCensus.hidden, 'nobody-ever-named.net'])('%s has no badge', async (domain) => {
  for (const path of ['badge', 'badge.svg'])
    expect((await api.get(`/api/v1/instances/${domain}/${path}`)).status).toBe(404);
});

test('whatever a server calls its version, the image is one document with that text', async () => {
  const host = hostName('hostile-version.social');
  await addHosts(database.db, [host], { source: 'seed', at: smallCensusNow });
  const versions = [
    '</title><script>alert(1)</script>',
    '"/><image href="https://x.invalid/"',
    '&amp;&lt;&#0;]]>',
    '4.5\u0001\u001b[31m\u0085',
    '4.5\ufffe\uffff',
    '\u202e5.4',
    '🦆'.repeat(60),
    '٣٫٤',
  ];
  for (const [index, raw] of versions.entries()) {
    const at = new Date(smallCensusNow.getTime() + index * 60_000).toISOString();
    const visit = visitOf(host, at, { instance: reading({ version: cleanLine(raw, textLimits.version) }) });
    await database.db.transaction().execute((trx) => recordVisits(trx, [visit]));
    const { message } = await badge(host, '?metric=version');
    expect(message).not.toBe('');
    expect(message.length).toBeLessThanOrEqual(40);
    const image = await (await api.get(`/api/v1/instances/${host}/badge.svg?metric=version`)).text();
    // biome-ignore lint/suspicious/noControlCharactersInRegex: XML has none of them.
    expect(image).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u202a-\u202e\ufffe\uffff]/);
    const elements = [...image.matchAll(/<(\w+)/g)].map(([, name]) => name);
    expect(elements.filter((name) => name === 'script' || name === 'image')).toEqual([]);
    const text = /<title>version: ([^<]*)<\/title>/.exec(image)?.[1] ?? '';
    const entities: Readonly<Record<string, string>> = { lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' };
    expect(text.replace(/&(\w+);/g, (_, name: string) => entities[name] ?? '?')).toBe(message);
  }
});
