import { afterAll, beforeAll, expect, test } from 'vitest';
import { cutText } from '../../../db/model/text.ts';
import { addHosts } from '../../../db/writes/add-hosts.ts';
import { recordVisits } from '../../../db/writes/record-visits.ts';
import { xmlText } from '../../../web/feeds/atom.ts';
import { naughtyStrings, xssPayloads } from '../../support/hostile-texts.ts';
import { createTestDatabase, type TestDatabase } from '../../support/postgres.ts';
import { hasSharedData } from '../../support/shared-data.ts';
import { hostName, reading, ruleOf, visitOf } from '../../support/visit-records.ts';
import { feedsNow, reckonUntil } from './feeds-census.ts';
import { type FeedsServer, startFeeds } from './feeds-server.ts';

/** Texts that break documents. They are put into the database as they are, past all that cleans what servers say. */
const own = [
  Array.from({ length: 32 }, (_, code) => String.fromCharCode(code)).join('x'),
  Array.from({ length: 33 }, (_, code) => String.fromCharCode(0x7f + code)).join('x'),
  'lone \ud800 and \udc00 surrogates',
  'noncharacters \ufffe \uffff \u{1fffe}',
  '\u202egnp.exe \u2066isolated',
  'end of a section ]]> and <![CDATA[ a beginning',
  '<!-- a comment --> <?xml version="1.1"?> <!DOCTYPE a [<!ENTITY b "c">]> &b;',
  '&lt;script&gt; &amp;amp; &#0; &#x1; &#xD800; &nbsp; &',
  '</summary></entry></feed><feed>',
  '<script>alert(1)</script>"\' onload=alert(1) x="',
  'one\r\ntwo\rthree\u2028four\u0085five',
  '{"__proto__":{"isAdmin":true}} \\u0000 \\ud800',
  'x'.repeat(1_000_000),
  '\u0351'.repeat(1_000_000),
  '&<>'.repeat(300_000),
];
const payloads = [...naughtyStrings(), ...xssPayloads()].filter((text) => text !== '');
/** What PostgreSQL takes: no NUL, no lone surrogates. */
const storable = (text: string) => text.toWellFormed().replaceAll('\0', '');
const stored = [...own, ...payloads].map(storable);
const hosts = stored.map((_, index) => hostName(`s${index}.hostile.social`));
/** As many as a feed gives of a day. */
const groupSize = 25;
const groupOf = (index: number) => `software${Math.floor(index / groupSize)}`;
/** As many as an entry tells of a set; ours are in the first. */
const rulesAtOnce = 20;
const ruleSets = Array.from({ length: Math.ceil(stored.length / rulesAtOnce) }, (_, index) => ({
  host: hostName(`r${index}.hostile.social`),
  // The same sentence twice is one rule in two places.
  rules: [...new Set(stored.slice(index * rulesAtOnce, (index + 1) * rulesAtOnce))],
}));

let database: TestDatabase;
let feeds: FeedsServer;
beforeAll(async () => {
  database = await createTestDatabase();
  feeds = await startFeeds(database.db, { now: () => feedsNow });
  const at = new Date('2026-11-20T00:00:00Z');
  await addHosts(database.db, [...hosts, ...ruleSets.map(({ host }) => host)], { source: 'seed', at });
  const named = stored.map((text, index) =>
    visitOf(hosts[index] ?? '', '2026-11-20T08:00:00Z', {
      instance: reading({ name: text, description: text, software: groupOf(index), rules: null }),
    }),
  );
  const before = ruleSets.map(({ host }) => visitOf(host, '2026-11-20T08:00:00Z'));
  const after = ruleSets.map(({ host, rules }) =>
    visitOf(host, '2026-11-21T08:00:00Z', {
      instance: reading({ rules: [ruleOf('Be kind'), ...rules.map(ruleOf)] }),
    }),
  );
  for (const visits of [named, before, after])
    await database.db.transaction().execute((trx) => recordVisits(trx, visits));
  await reckonUntil(database.db, '2026-10-03');
});
afterAll(async () => {
  await feeds[Symbol.asyncDispose]();
  await database[Symbol.asyncDispose]();
});

/** Texts in the database from one place on, by host. */
async function storedFrom(start: number, end: number) {
  const rows = await database.db
    .selectFrom('instance')
    .innerJoin('host', 'host.host_id', 'instance.host_id')
    .select(['host.name as domain', 'instance.name', 'instance.description'])
    .where('host.name', 'in', hosts.slice(start, end))
    .execute();
  return new Map(
    rows.map((row) => [row.domain, { name: row.name ?? '', description: row.description ?? '' }]),
  );
}

const shownName = (name: string) => cutText(name, 200);
const shownDescription = (description: string) => cutText(description, 1_000);

async function expectNames(start: number, end: number): Promise<void> {
  for (let first = start; first < end; first += groupSize) {
    const last = Math.min(end, first + groupSize);
    const texts = await storedFrom(first, last);
    for (const group of new Set([groupOf(first), groupOf(last - 1)])) {
      const { entries } = await feeds.atom(`/feeds/new-servers.atom?software=${group}`);
      const { items } = await feeds.json(`/feeds/new-servers.json?software=${group}`);
      expect(entries).toHaveLength(items.length);
      for (const [index, entry] of entries.entries()) {
        const domain = entry.url.replace(/^.*\//, '');
        const text = texts.get(domain);
        if (text === undefined) continue;
        texts.delete(domain);
        const title = `${domain}: ${shownName(text.name)}`;
        const end = `; languages: en\n\n${shownDescription(text.description)}`;
        expect(entry.title).toBe(xmlText(title));
        expect(entry.summary.endsWith(xmlText(end))).toBe(true);
        expect(items[index]?.title).toBe(title);
        expect(items[index]?.content_text.endsWith(end)).toBe(true);
      }
    }
    expect([...texts.keys()]).toEqual([]);
  }
}

async function expectRules(sets: typeof ruleSets): Promise<void> {
  for (const { host, rules } of sets) {
    const summary = ['A server', ...rules.map((rule) => `Added: ${cutText(rule, 300)}`)].join('\n\n');
    const { entries } = await feeds.atom(`/feeds/servers/${host}/rules.atom`);
    expect(entries.map((entry) => entry.summary)).toEqual([xmlText(summary)]);
    const { items } = await feeds.json(`/feeds/servers/${host}/rules.json`);
    expect(items.map((item) => item.content_text)).toEqual([summary]);
  }
}

test('case 110: hostile names, descriptions and rules leave feeds well-formed and are told as they are stored', async () => {
  await expectNames(0, own.length);
  await expectRules(ruleSets.slice(0, 1));
  expect(feeds.bugs).toEqual([]);
});

test.skipIf(!hasSharedData)(
  'case 110: naughty strings and script payloads leave feeds well-formed and are told as they are stored (skipped without shared data)',
  async () => {
    expect(payloads.length).toBeGreaterThan(700);
    await expectNames(own.length, stored.length);
    await expectRules(ruleSets.slice(1));
    expect((await feeds.atom('/feeds/rule-changes.atom?limit=200')).entries).toHaveLength(ruleSets.length);
    expect((await feeds.json('/feeds/rule-changes.json?limit=200')).items).toHaveLength(ruleSets.length);
    expect(feeds.bugs).toEqual([]);
  },
);
