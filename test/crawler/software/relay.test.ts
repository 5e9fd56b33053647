import fc from 'fast-check';
import { expect, test } from 'vitest';
import { relay } from '../../../crawler/software/relay.ts';
import { answering, nodeInfoOf } from '../../support/answering.ts';

/** Shape: asonix/relay, NodeInfo 2.0. */
const nodeInfo = (metadata: unknown) =>
  nodeInfoOf({ software: { name: 'aoderelay', version: 'v0.3.116' }, openRegistrations: false, metadata });
const peersOf = async (metadata: unknown) => {
  const { ask, asked } = answering({});
  const peers = await relay.readPeers(ask, { nodeInfo: nodeInfo(metadata), from: null, maxRequests: 3 });
  expect(asked).toEqual([]);
  return peers;
};

test('the servers that subscribe to it stand in NodeInfo', async () => {
  expect(
    await peersOf({
      peers: ['a.social', 'B.social', '127.0.0.1', { host: 'c.social' }],
      blocks: ['d.social'],
    }),
  ).toEqual({
    kind: 'read',
    hosts: new Set(['a.social', 'b.social']),
    refused: new Map([
      ['ip-literal', 1],
      ['not-a-string', 1],
    ]),
    length: 4,
    next: null,
  });
});

test.for([[{ peers: [] }], [{}], [{ peers: 'a.social' }], [{ peers: null }], [[]]] as const)(
  'metadata %j publish none',
  async ([metadata]) => {
    expect(await peersOf(metadata)).toEqual({ kind: 'unread', reason: 'not-published' });
  },
);

test('it has no place for rules, and nothing is asked for', async () => {
  const { ask, asked } = answering({});
  expect(await relay.readAbout(ask, nodeInfo({ nodeName: 'Relay' }))).toMatchObject({
    name: 'Relay',
    registrations: 'closed',
    rules: { kind: 'unread', reason: 'not-offered' },
  });
  expect(asked).toEqual([]);
});

test('no metadata make it throw', async () => {
  await fc.assert(
    fc.asyncProperty(fc.jsonValue(), async (value) => {
      await peersOf(value);
      await peersOf({ peers: [value, value] });
    }),
  );
});
