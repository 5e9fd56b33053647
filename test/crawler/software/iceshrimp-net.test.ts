import fc from 'fast-check';
import { expect, test } from 'vitest';
import { iceshrimpNet, parseIceshrimpV1, parseIceshrimpV2 } from '../../../crawler/software/iceshrimp-net.ts';
import { adapterOf } from '../../../crawler/software/table.ts';
import { answering, json, nodeInfoOf, status } from '../../support/answering.ts';

/** The same on every server (NodeInfoController.cs). */
const nodeInfo = nodeInfoOf({
  software: { name: 'Iceshrimp.NET', version: '2025.1.5' },
  openRegistrations: false,
  metadata: {
    nodeName: 'Iceshrimp.NET',
    nodeDescription: 'An Iceshrimp.NET instance',
    maintainer: { name: 'todo', email: 'todo' },
    tosUrl: 'todo',
  },
});
const noDescription = 'This Iceshrimp.NET instance does not appear to have a description';
const long = 'All about shrimps. '.repeat(20).trim();

/** `GET /api/v2/instance` (InstanceInfoV2Response.cs), abridged. */
const v2 = {
  domain: 'ice.social',
  title: 'Ice',
  description: 'Shrimps',
  source_url: 'https://iceshrimp.dev/iceshrimp/Iceshrimp.NET',
  contact: { email: 'unset@example.org' },
  registrations: { enabled: true, approval_required: false, message: null, url: null },
  rules: [{ id: 'a', text: 'Be kind', hint: null }],
};
/** `GET /api/v1/instance` (InstanceInfoV1Response.cs), abridged. */
const v1 = {
  uri: 'ice.social',
  title: 'Ice',
  email: 'admin@ice.social',
  short_description: long.slice(0, 140),
  description: long,
  registrations: false,
  invites_enabled: true,
  approval_required: false,
};
const readAbout = (answers: Parameters<typeof answering>[0]) => {
  const { ask, asked } = answering(answers);
  return iceshrimpNet.readAbout(ask, nodeInfo).then((about) => ({ about, asked }));
};

test('it is known by the name that its NodeInfo spells with capitals', () => {
  expect(adapterOf(nodeInfo.software)).toBe(iceshrimpNet);
});

test('version 2 gives texts, rules and the account domain; a contact that nobody gave is none', async () => {
  const { about, asked } = await readAbout({ '/api/v2/instance': json(v2) });
  expect(about).toMatchObject({
    name: 'Ice',
    description: 'Shrimps',
    registrations: 'open',
    rules: { kind: 'read', rules: [{ text: 'Be kind', hint: null }] },
    accountDomain: 'ice.social',
  });
  expect(about.details.contact_email).toBeNull();
  expect(asked).toEqual(['/api/v2/instance']);
});

test.for([
  [{ enabled: true, approval_required: false }, 'open'],
  [{ enabled: true, approval_required: true }, 'invite'],
  [{ enabled: false, approval_required: true }, 'closed'],
  [null, null],
] as const)('registrations of version 2 %j: %s', ([registrations, mode]) => {
  expect(parseIceshrimpV2({ ...v2, registrations }).registrations).toBe(mode);
});

test.for([
  [{ registrations: true, invites_enabled: false, approval_required: false }, 'open'],
  [{ registrations: false, invites_enabled: true, approval_required: false }, 'invite'],
  [{ registrations: false, invites_enabled: false, approval_required: true }, 'closed'],
] as const)('registrations of version 1 %j: %s', ([said, mode]) => {
  expect(parseIceshrimpV1({ ...v1, ...said }).registrations).toBe(mode);
});

test('a description that version 2 cuts is read in version 1', async () => {
  const cut = json({ ...v2, description: long.slice(0, 140) });
  const whole = await readAbout({ '/api/v2/instance': cut, '/api/v1/instance': json(v1) });
  expect(whole.about).toMatchObject({ description: long, registrations: 'open', rules: { kind: 'read' } });
  expect(whole.asked).toEqual(['/api/v2/instance', '/api/v1/instance']);
  const alone = await readAbout({ '/api/v2/instance': cut });
  expect(alone.about.description).toBe(long.slice(0, 140).trim());
});

test('version 1 serves where version 2 is missing, without rules', async () => {
  const { about } = await readAbout({ '/api/v1/instance': json(v1) });
  expect(about).toMatchObject({
    name: 'Ice',
    description: long,
    registrations: 'invite',
    rules: { kind: 'unread', reason: 'not-offered' },
    details: { contact_email: 'admin@ice.social' },
  });
});

test.for([noDescription, 'ice.social on Iceshrimp.NET'])('%j is no description', (description) => {
  expect(parseIceshrimpV2({ ...v2, description }).description).toBeNull();
  expect(parseIceshrimpV1({ ...v1, description }).description).toBeNull();
});

test('a version that has no rules does not offer them', () => {
  expect(parseIceshrimpV2({ ...v2, rules: undefined }).rules).toEqual({
    kind: 'unread',
    reason: 'not-offered',
  });
});

test.for([
  [{ kind: 'forbidden' }, 'forbidden'],
  [status(404), 'not-offered'],
  [status(500), 'failed'],
  [{ kind: 'failed', reason: 'timeout' }, 'failed'],
] as const)(
  'placeholders of NodeInfo are never taken for a name (%j, rules: %s)',
  async ([answer, reason]) => {
    const { about } = await readAbout(() => answer);
    expect(about).toMatchObject({
      name: null,
      description: null,
      registrations: null,
      rules: { kind: 'unread', reason },
    });
  },
);

test('there is no list of peers, and none is asked for', async () => {
  const { ask, asked } = answering({});
  expect(await iceshrimpNet.readPeers(ask, { nodeInfo, from: null, maxRequests: 3 })).toEqual({
    kind: 'unread',
    reason: 'not-published',
  });
  expect(asked).toEqual([]);
});

test('no answer makes it throw', async () => {
  await fc.assert(
    fc.asyncProperty(fc.jsonValue(), fc.jsonValue(), async (value, other) => {
      await readAbout((path) => json(path.includes('v2') ? value : other));
      parseIceshrimpV2({ ...v2, description: value, registrations: other, contact: value, rules: [other] });
      parseIceshrimpV1({ ...v1, description: value, email: other, uri: value });
    }),
  );
});
