import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Answer } from '../../../crawler/software/adapter.ts';
import { hubzilla, parseSiteInfo } from '../../../crawler/software/hubzilla.ts';
import { answering, json, nodeInfoOf, status } from '../../support/answering.ts';

const nodeInfo = nodeInfoOf({
  software: { name: 'hubzilla', version: '10.6' },
  openRegistrations: false,
  metadata: { nodeName: 'From NodeInfo' },
});

/** The shape of get_site_info (include/network.php of Hubzilla), shortened. */
const siteInfo = {
  version: '10.6',
  url: 'https://hub.net',
  plugins: ['pubcrawl', 'diaspora'],
  register_policy: 'REGISTER_APPROVE',
  invitation_only: 0,
  language: 'de',
  admin: [{ name: 'Ada', address: 'ada@hub.net', channel: 'https://hub.net/channel/ada' }],
  site_name: 'Hub',
  platform: 'hubzilla',
  info: 'A hub for <b>friends</b>',
  channels_total: 12,
  hide_in_statistics: 0,
};

test('the site information says who a hub is and how one signs up', async () => {
  const { ask, asked } = answering({ '/siteinfo.json': json(siteInfo) });
  expect(await hubzilla.readAbout(ask, nodeInfo)).toMatchObject({
    name: 'Hub',
    description: 'A hub for friends',
    languages: ['de'],
    registrations: 'approval',
    rules: { kind: 'unread', reason: 'not-offered' },
    details: { contact_url: 'https://hub.net/channel/ada' },
    accountDomain: 'hub.net',
  });
  expect(asked).toEqual(['/siteinfo.json']);
});

test.for([
  ['REGISTER_OPEN', 0, 'open'],
  ['REGISTER_OPEN', undefined, 'open'],
  ['REGISTER_APPROVE', 0, 'approval'],
  ['REGISTER_OPEN', 1, 'invite'],
  ['REGISTER_APPROVE', '1', 'invite'],
  ['REGISTER_CLOSED', 1, 'closed'],
  [null, 1, null],
] as const)('policy %j, by invitation only: %j is %s', ([register_policy, invitation_only, mode]) => {
  expect(parseSiteInfo({ register_policy, invitation_only }).registrations).toBe(mode);
});

test('odd parts become null, each on its own', () => {
  expect(parseSiteInfo({ ...siteInfo, admin: false, url: 7, info: '', language: [] })).toMatchObject({
    name: 'Hub',
    description: null,
    languages: null,
    registrations: 'approval',
    details: { contact_url: null },
    accountDomain: null,
  });
});

test.for([
  [status(404), 'not-offered'],
  [{ kind: 'forbidden' }, 'not-offered'],
  [{ kind: 'failed', reason: 'timeout' }, 'failed'],
] as const)(
  'without site information (%j) "closed" in NodeInfo may mean approval, so sign-up is unknown',
  async ([answer, reason]) => {
    const { ask } = answering(() => answer as Answer);
    expect(await hubzilla.readAbout(ask, nodeInfo)).toMatchObject({
      name: 'From NodeInfo',
      registrations: null,
      rules: { kind: 'unread', reason },
    });
  },
);

test('peers are not asked for', async () => {
  const { ask, asked } = answering({});
  expect(await hubzilla.readPeers(ask, { nodeInfo, from: null, maxRequests: 4 })).toEqual({
    kind: 'unread',
    reason: 'not-published',
  });
  expect(asked).toEqual([]);
});

test('no JSON value makes it throw', async () => {
  await fc.assert(
    fc.asyncProperty(fc.jsonValue(), fc.jsonValue(), async (value, other) => {
      const { ask } = answering(() => json(value));
      await hubzilla.readAbout(ask, nodeInfo);
      parseSiteInfo({ ...siteInfo, admin: [value], url: value, info: other, invitation_only: other });
    }),
  );
});
