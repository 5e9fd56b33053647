import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseJson } from '../../../crawler/net/json.ts';
import {
  maxNamesOfDomain,
  maxPeersBodyBytes,
  PeerNames,
  readPeerList,
} from '../../../crawler/software/peers.ts';
import { adapterOf } from '../../../crawler/software/table.ts';
import { parseHostName } from '../../../db/model/host-name.ts';
import { peerRefusals } from '../../../db/model/peer-refusals.ts';
import { answering, json, nodeInfoOf } from '../../support/answering.ts';

const numbered = (count: number, name: (index: number) => string) =>
  Array.from({ length: count }, (_, index) => name(index));

function read(list: unknown) {
  const reading = readPeerList(json(list));
  if (reading.kind !== 'read') throw new Error(reading.reason);
  return reading;
}

test.for([
  ['an object', { peers: ['a.social'] }],
  ['a text', 'a.social'],
  ['null', null],
  ['a number', 7],
] as const)('case 61: %s is no list', ([, value]) => {
  expect(readPeerList(json(value))).toEqual({ kind: 'unread', reason: 'failed' });
});

test('case 61: entries that are no names are counted, whatever they are', () => {
  const list = [
    'a.social',
    { domain: 'b.social' },
    ['c.social'],
    [[['d.social']]],
    null,
    5,
    'x'.repeat(1_000_000),
  ];
  const { hosts, refused, length } = read(list);
  expect(hosts).toEqual(new Set(['a.social']));
  expect(refused).toEqual(
    new Map([
      ['not-a-string', 5],
      ['too-long', 1],
    ]),
  );
  expect(length).toBe(7);
});

test('cases 8, 61: doubles in any spelling are one host', () => {
  const list = ['a.social', 'A.SOCIAL', 'a.social.', 'https://a.social/', ' a.social', 'http://a.social'];
  expect(read(list).hosts).toEqual(new Set(['a.social']));
});

test('case 61: of five million entries the first 300,000 are read', () => {
  const list = [
    ...numbered(300_000, (index) => `s.d${index}.social`),
    ...Array<string>(4_700_000).fill('late.social'),
  ];
  const { hosts, refused, length } = read(list);
  expect(hosts.size).toBe(300_000);
  expect(refused).toEqual(new Map([['list-too-long', 4_700_000]]));
  expect(length).toBe(5_000_000);
});

test('case 61: of 100,000 names below one domain 2,000 are taken, and the names of others are not held back', () => {
  const crowd = numbered(100_000, (index) => `s${index}.troll.social`);
  const { hosts, refused } = read([...crowd, 'other.social', ...crowd.slice(0, 10)]);
  expect(hosts.size).toBe(maxNamesOfDomain + 1);
  expect(hosts).toContain('other.social');
  expect(refused).toEqual(new Map([['crowded-domain', 98_000]]));
});

test('case 61: the tenants of a hosting domain count together, those of a public suffix do not', () => {
  const tenants = read(numbered(5_000, (index) => `s${index}.github.io`));
  expect(tenants.hosts.size).toBe(maxNamesOfDomain);
  expect(read(numbered(5_000, (index) => `s${index}.co.uk`)).hosts.size).toBe(5_000);
});

test('case 61: a list in pages has one bound for all its pages', () => {
  const names = new PeerNames();
  for (let page = 0; page < 5; page += 1)
    names.add(numbered(1_000, (index) => `s${page}-${index}.troll.social`));
  expect(names.hosts.size).toBe(maxNamesOfDomain);
  expect(names.refused).toEqual(new Map([['crowded-domain', 3_000]]));
});

test('cases 53, 61: ten megabytes of names in one line are read within the bounds of a body', () => {
  const bytes = Buffer.from(
    JSON.stringify(numbered(290_000, (index) => `server-number-${index}.town-${index % 9_000}.social`)),
  );
  expect(bytes.length).toBeGreaterThan(10 * 1024 * 1024);
  expect(bytes.length).toBeLessThan(maxPeersBodyBytes);
  const parsed = parseJson(bytes);
  expect(parsed.ok && read(parsed.value).hosts.size).toBe(290_000);
});

test('cases 61, 117: any list ends in hosts of ours and in reasons of the closed set, which add up', () => {
  const name = fc.oneof(fc.domain(), fc.webUrl(), fc.ipV4(), fc.string({ unit: 'binary' }), fc.jsonValue());
  fc.assert(
    fc.property(fc.array(name, { maxLength: 40 }), (list) => {
      const names = new PeerNames();
      names.add(list);
      const accepted = list.flatMap((entry) => {
        const parsed = parseHostName(entry);
        return parsed.ok ? [parsed.value] : [];
      });
      expect(names.hosts).toEqual(new Set(accepted));
      expect([...names.refused.keys()].filter((reason) => !peerRefusals.includes(reason))).toEqual([]);
      const refused = [...names.refused.values()].reduce((sum, count) => sum + count, 0);
      expect(accepted.length + refused).toBe(list.length);
    }),
    { numRuns: 1_000 },
  );
});

test('case 61: whatever the documents of any family hold, its peers are hosts of ours or a reason why not', async () => {
  const families = [
    'mastodon',
    'misskey',
    'lemmy',
    'piefed',
    'mbin',
    'peertube',
    'pixelfed',
    'friendica',
    'funkwhale',
  ];
  const others = [
    'gotosocial',
    'pleroma',
    'bookwyrm',
    'mobilizon',
    'iceshrimp.net',
    'activityrelay',
    'gnusocial',
  ];
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...families, ...others),
      fc.array(fc.jsonValue(), { minLength: 1, maxLength: 8 }),
      async (software, documents) => {
        const nodeInfo = nodeInfoOf({
          software: { name: software, version: '1' },
          metadata: { peers: documents[0], federation: documents[0] },
        });
        let asked = 0;
        const { ask } = answering(() => json(documents[asked++ % documents.length]));
        const peers = await adapterOf(software).readPeers(ask, { nodeInfo, from: null, maxRequests: 4 });
        if (peers.kind === 'unread') {
          expect(['forbidden', 'not-published', 'failed']).toContain(peers.reason);
          return;
        }
        for (const host of peers.hosts) expect(parseHostName(host)).toEqual({ ok: true, value: host });
        for (const reason of peers.refused.keys()) expect(peerRefusals).toContain(reason);
      },
    ),
    { numRuns: 500 },
  );
});
