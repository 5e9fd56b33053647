import { beforeAll, describe, expect, test } from 'vitest';
import { optOutFlags } from '../../../crawler/software/opt-out-flags.ts';
import { createTrust, type Trust } from '../net/harness.ts';
import { type Replies, serverOf, visit } from './visiting.ts';

/** Flags by which servers say that they do not want to be listed or counted, on visits to a real server. */
let trust: Trust;
beforeAll(async () => {
  trust = await createTrust();
});

const siteInfo = (hidden: unknown): Replies => ({
  ...serverOf('hubzilla'),
  '/siteinfo.json': { body: { site_name: 'Hub', hide_in_statistics: hidden } },
});
const config = (software: string, isPrivate: unknown): Replies => ({
  ...serverOf(software),
  '/api/statusnet/config.json': { body: { site: { name: 'Site', private: isPrivate } } },
});
const metadata = (software: string, content: object): Replies => serverOf(software, { metadata: content });

/** A server for each flag of the table, and for each way in which it is set. */
const wishes: readonly (readonly [flag: string, Replies, 'opted-out' | 'robots-denied'])[] = [
  ...[1, '1', true].map((value) => ['hide_in_statistics', siteInfo(value), 'opted-out'] as const),
  [
    'software.version',
    serverOf('redmatrix', { software: { name: 'redmatrix', version: '0.0' } }),
    'opted-out',
  ],
  ['metadata.private', metadata('funkwhale', { private: true }), 'opted-out'],
  ...[true, 1, '1'].map((value) => ['site.private', config('gnusocial', value), 'robots-denied'] as const),
  ['site.private', config('friendica', true), 'robots-denied'],
  ['metadata.noindex', metadata('mastodon', { noindex: true }), 'robots-denied'],
  ['metadata.nobot', metadata('invented', { nobot: true }), 'robots-denied'],
];

describe('case 47: a server that sets', () => {
  test.for(wishes)('%s is left out, and nothing more is asked', async ([flag, replies, outcome]) => {
    const { record, asked } = await visit(trust, replies);
    expect(record).toMatchObject({
      outcome,
      detail: flag,
      instance: null,
      peers: null,
      namedHosts: [],
      status: outcome === 'opted-out' ? 'opted-out' : 'refused',
    });
    const document = optOutFlags.find(({ path }) => path === flag)?.document;
    expect(asked.at(-1)).toBe(document === 'nodeinfo' ? '/nodeinfo/2.0' : document);
  });

  test('each flag of the table is among these', () => {
    expect(new Set(wishes.map(([flag]) => flag))).toEqual(new Set(optOutFlags.map(({ path }) => path)));
  });

  test('opted-out is never asked again; one that is left out is looked at again within a week', async () => {
    const { record: forgotten } = await visit(trust, siteInfo(1));
    expect(forgotten.nextVisitAt).toBeNull();
    const { record: leftOut } = await visit(trust, config('gnusocial', true));
    expect(leftOut.nextVisitAt?.getTime()).toBeLessThanOrEqual(leftOut.visitedAt.getTime() + 7 * 86_400_000);
  });
});

describe('case 47: no wish to be left out is', () => {
  const ordinary: readonly (readonly [what: string, Replies])[] = [
    ['a hub that does not hide', siteInfo(0)],
    ['a hub that says "no"', siteInfo('')],
    ['a site that is open', config('gnusocial', '0')],
    ['an open Friendica', config('friendica', false)],
    ['a time line for members only', metadata('pleroma', { private: true })],
    ['a blog for readers with an account', metadata('writefreely', { private: true })],
    ['a flag of another software', metadata('mastodon', { private: true, hide_in_statistics: true })],
    ['a Funkwhale that may be tracked', metadata('funkwhale', { private: false })],
    ['limited federation', metadata('nodebb', { federation: { enabled: false } })],
    ['a word that is no flag', metadata('mastodon', { noindex: 'maybe', nobot: {} })],
    [
      'an old version of something else',
      serverOf('mastodon', { software: { name: 'mastodon', version: '0.0' } }),
    ],
  ];
  test.for(ordinary)('%s', async ([, replies]) => {
    expect((await visit(trust, replies)).record).toMatchObject({ outcome: 'up' });
  });
});
