import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseMetadata, writefreely } from '../../../crawler/software/writefreely.ts';
import { answering, nodeInfoOf } from '../../support/answering.ts';

/** Shape: writefreely/writefreely, nodeinfo.go. */
const metadata = {
  nodeName: 'Pens',
  nodeDescription: 'Write & be read',
  private: false,
  maxBlogs: 5,
  publicReader: true,
  invites: false,
};
const nodeInfo = (openRegistrations: unknown, more: object = {}) =>
  nodeInfoOf({
    software: { name: 'writefreely', version: '0.16.0' },
    openRegistrations,
    metadata: { ...metadata, ...more },
  });

test('all that it says stands in NodeInfo', async () => {
  const { ask, asked } = answering({});
  expect(await writefreely.readAbout(ask, nodeInfo(true))).toMatchObject({
    name: 'Pens',
    description: 'Write & be read',
    registrations: null,
    rules: { kind: 'unread', reason: 'not-offered' },
    details: { features: { private: false } },
  });
  const peers = await writefreely.readPeers(ask, { nodeInfo: nodeInfo(true), from: null, maxRequests: 3 });
  expect(peers).toEqual({ kind: 'unread', reason: 'not-published' });
  expect(asked).toEqual([]);
});

test.for([
  [false, true, 'invite'],
  [false, false, 'closed'],
  [false, 'user', 'closed'],
  [true, true, null],
  [undefined, true, null],
] as const)('open %j, members may invite %j: %s', ([open, invites, mode]) => {
  expect(parseMetadata(nodeInfo(open, { invites })).registrations).toBe(mode);
});

test.for([
  [true, { private: true }],
  ['yes', {}],
  [undefined, {}],
] as const)('private %j: %j', ([isPrivate, features]) => {
  expect(parseMetadata(nodeInfo(false, { private: isPrivate })).details.features).toEqual(features);
});

test('no metadata make it throw', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      parseMetadata(nodeInfoOf({ software: { name: 'writefreely' }, metadata: value }));
    }),
  );
});
