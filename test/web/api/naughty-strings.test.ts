import { afterAll, beforeAll, expect, test } from 'vitest';
import { cleanLine, cleanText, textLimits } from '../../../db/model/text.ts';
import { addHosts } from '../../../db/writes/add-hosts.ts';
import { recordVisits } from '../../../db/writes/record-visits.ts';
import { createTestDatabase, type TestDatabase } from '../../support/postgres.ts';
import { hasSharedData, readSharedJson } from '../../support/shared-data.ts';
import { hostName, reading, ruleOf, visitOf } from '../../support/visit-records.ts';
import { type ApiServer, startApi } from './api-server.ts';

/** Texts that break programs, from what a server says to what the API says. */
const odd = [
  'lone \ud800 surrogate',
  '\u202egnp.exe',
  'zero\u200bwidth\u200d\ufeff',
  `${'Z\u0351\u036b\u0343'.repeat(200_000)}`,
  '👨‍👩‍👧‍👦'.repeat(40),
  '\u2067isolated\u2069',
  'nul\0nul',
  '</script><script>alert(1)</script>',
  '{"__proto__":{"isAdmin":true}}',
  '\\u0000 \\ud800',
];
const naughty = hasSharedData ? (readSharedJson('corpora/strings/blns.json') as readonly string[]) : [];
const texts = [...odd, ...naughty];
const hosts = texts.map((_, index) => hostName(`s${index}.naughty.social`));

let database: TestDatabase;
let api: ApiServer;
beforeAll(async () => {
  database = await createTestDatabase();
  api = await startApi(database.db);
  const at = new Date('2026-11-23T12:00:00Z');
  await addHosts(database.db, [...hosts, hostName('xn--80ak6aa92e.com')], { source: 'seed', at });
  const visits = texts.map((text, index) => {
    const rule = cleanText(text, textLimits.rule);
    const instance = reading({
      name: cleanLine(text, textLimits.name),
      description: cleanText(text, textLimits.description),
      rules:
        rule === null
          ? []
          : [{ ...ruleOf(rule), hint: rule, translations: { fr: { text: rule, hint: null } } }],
    });
    return visitOf(hosts[index] ?? '', at.toISOString(), { instance });
  });
  await database.db.transaction().execute((trx) => recordVisits(trx, visits));
  const homograph = visitOf('xn--80ak6aa92e.com', at.toISOString());
  await database.db.transaction().execute((trx) => recordVisits(trx, [homograph]));
});
afterAll(async () => {
  await api[Symbol.asyncDispose]();
  await database[Symbol.asyncDispose]();
});

async function expectRoundTrip(text: string, host: string): Promise<void> {
  const record = await api.json(`/api/v1/instances/${host}`);
  expect(record.name).toBe(cleanLine(text, textLimits.name));
  expect(record.description).toBe(cleanText(text, textLimits.description));
  const rule = cleanText(text, textLimits.rule);
  const { data } = await api.json(`/api/v1/instances/${host}/rules`);
  expect(data.map((each: { text: string; hint: string }) => [each.text, each.hint])).toEqual(
    rule === null ? [] : [[rule, rule]],
  );
}

test('case 59: odd texts come out of the API as they went into the database', async () => {
  for (const [index, text] of odd.entries()) await expectRoundTrip(text, hosts[index] ?? '');
  expect(api.bugs).toEqual([]);
});

test.skipIf(!hasSharedData)(
  'case 59: the 515 naughty strings come out of the API as they went into the database (skipped without shared data)',
  async () => {
    expect(naughty).toHaveLength(515);
    for (const [index, text] of naughty.entries())
      await expectRoundTrip(text, hosts[odd.length + index] ?? '');
    expect(api.bugs).toEqual([]);
  },
);

test.skipIf(!hasSharedData)(
  'case 59: of the naughty strings nothing is lost but controls, overrides and blanks (skipped without shared data)',
  () => {
    for (const text of naughty) {
      const kept = (cleanText(text, textLimits.description) ?? '').replace(/\s/g, '');
      const expected = text.replace(/[\p{Cc}\u202a-\u202e\ufeff\s]/gu, '');
      expect(kept).toBe(expected);
    }
  },
);

test('case 12: a homograph has no letters of its own in the API', async () => {
  expect(await api.json('/api/v1/instances/xn--80ak6aa92e.com')).toMatchObject({
    domain: 'xn--80ak6aa92e.com',
    unicode_domain: 'xn--80ak6aa92e.com',
  });
});
