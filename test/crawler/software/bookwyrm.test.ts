import { expect, test } from 'vitest';
import { bookwyrm } from '../../../crawler/software/bookwyrm.ts';
import { answering, json, nodeInfoOf, status } from '../../support/answering.ts';

/** Shape: bookwyrm-social/bookwyrm, bookwyrm/views/wellknown.py, "instance_info" and "peers". */
const nodeInfo = nodeInfoOf({ software: { name: 'bookwyrm', version: '0.8.0' }, openRegistrations: false });

const v1 = {
  uri: 'books.social',
  title: 'Books',
  short_description: 'Read more',
  description: '<p>A long text</p>',
  version: '0.8.0',
  stats: { user_count: 12, status_count: 34 },
  thumbnail: 'https://books.social/images/logo.png',
  languages: ['fr'],
  registrations: true,
  approval_required: false,
  email: 'admin@books.social',
};

test('the instance document gives name, short description, language, contact and picture, and no rules', async () => {
  const { ask, asked } = answering({ '/api/v1/instance': json(v1) });
  expect(await bookwyrm.readAbout(ask, nodeInfo)).toMatchObject({
    name: 'Books',
    description: 'Read more',
    languages: ['fr'],
    registrations: 'open',
    rules: { kind: 'unread', reason: 'not-offered' },
    details: { contact_email: 'admin@books.social', thumbnail_url: 'https://books.social/images/logo.png' },
    accountDomain: 'books.social',
  });
  expect(asked).toEqual(['/api/v1/instance']);
});

test.for([
  [true, false, 'open'],
  [false, true, 'invite'],
  [false, false, 'closed'],
  [undefined, true, 'closed'],
] as const)(
  'open %j, invitations may be asked for %j: %s',
  async ([registrations, approval_required, mode]) => {
    const { ask } = answering({ '/api/v1/instance': json({ ...v1, registrations, approval_required }) });
    expect((await bookwyrm.readAbout(ask, nodeInfo)).registrations).toBe(mode);
  },
);

test('where federation is off there is neither document nor list', async () => {
  const { ask } = answering({});
  expect(await bookwyrm.readAbout(ask, nodeInfo)).toMatchObject({
    name: null,
    registrations: 'closed',
    rules: { kind: 'unread', reason: 'not-offered' },
  });
  const peers = await bookwyrm.readPeers(ask, { nodeInfo, from: null, maxRequests: 3 });
  expect(peers).toEqual({ kind: 'unread', reason: 'not-published' });
});

test.for([
  [{ kind: 'forbidden' }, 'forbidden'],
  [status(500), 'failed'],
] as const)('an instance document answered with %j leaves the rules unread: %s', async ([answer, reason]) => {
  const { ask } = answering(() => answer);
  expect((await bookwyrm.readAbout(ask, nodeInfo)).rules).toEqual({ kind: 'unread', reason });
});
