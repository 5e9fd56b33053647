import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Answer } from '../../../crawler/software/adapter.ts';
import { parseConfig, parseConfigAbout, peertube } from '../../../crawler/software/peertube.ts';
import { answering, json, nodeInfoOf, status } from '../../support/answering.ts';

const nodeInfo = nodeInfoOf({
  software: { name: 'peertube', version: '7.3.0' },
  openRegistrations: true,
  metadata: { nodeName: 'From NodeInfo', nodeDescription: 'Its description' },
});

/** As docs.joinpeertube.org shows them ("getConfig", "getAbout"), shortened. */
const config = {
  instance: { name: 'Tube', shortDescription: 'Films of the valley', isNSFW: false },
  serverVersion: '7.3.0',
  signup: {
    allowed: true,
    allowedForCurrentIP: true,
    minimumAge: 16,
    requiresApproval: true,
    requiresEmailVerification: false,
  },
  user: { videoQuota: 5_368_709_120, videoQuotaDaily: -1 },
  live: { enabled: true },
};
const about = {
  instance: {
    name: 'Tube',
    shortDescription: 'Films of the valley',
    description: '# Welcome\n\nto **us**',
    terms: '# Terms\n\nSee <https://tube.org/terms>.',
    codeOfConduct: '- Be kind\r\n- No spam',
    moderationInformation: 'Two of us look daily.',
    languages: ['fr', 'en', 'zh-Hans'],
    categories: [11, 15],
    avatars: [
      { width: 48, fileUrl: 'https://tube.org/lazy-static/avatars/48.png' },
      { width: 1500, fileUrl: 'https://tube.org/lazy-static/avatars/1500.png' },
    ],
    banners: [{ width: 1920, path: '/lazy-static/banners/1.jpg' }],
  },
};
const both = { '/api/v1/config': json(config), '/api/v1/config/about': json(about) };

test('two documents say who a server is, how one signs up, and what its rules are', async () => {
  const { ask, asked } = answering(both);
  expect(await peertube.readAbout(ask, nodeInfo)).toEqual({
    name: 'Tube',
    description: 'Films of the valley',
    languages: ['fr', 'en', 'zh-Hans'],
    registrations: 'approval',
    rules: {
      kind: 'read',
      rules: [
        ruleOf('code-of-conduct', '- Be kind\n- No spam'),
        ruleOf('terms', '# Terms\n\nSee <https://tube.org/terms>.'),
        ruleOf('moderation', 'Two of us look daily.'),
      ],
    },
    details: {
      reason_required: true,
      minimum_age: 16,
      sign_up_message: null,
      sign_up_url: null,
      contact_email: null,
      contact_url: null,
      icon_url: 'https://tube.org/lazy-static/avatars/1500.png',
      thumbnail_url: null,
      source_url: null,
      terms_url: null,
      privacy_url: null,
      unattended_since: null,
      features: {
        video: true,
        upload_quota_bytes: 5_368_709_120,
        live_streaming: true,
        email_required: false,
      },
    },
    accountDomain: null,
  });
  expect(asked).toEqual(['/api/v1/config', '/api/v1/config/about']);
});

function ruleOf(document: string, text: string) {
  return { text, hint: null, language: null, translations: {}, document };
}

test.for([
  [{ allowed: true, requiresApproval: false }, 'open'],
  [{ allowed: true }, 'open'], // Approval came with 5.1.
  [{ allowed: true, requiresApproval: true }, 'approval'],
  [{ allowed: false, requiresApproval: true }, 'closed'],
  [{ allowed: 'yes' }, null],
  [undefined, null],
] as const)('sign-up %j is %s', ([signup, mode]) => {
  expect(parseConfig({ signup }).registrations).toBe(mode);
});

test('an odd part of a document costs no more than itself', () => {
  const odd = parseConfig({
    instance: 'none',
    signup: { allowed: false, minimumAge: 4_000, requiresEmailVerification: 'no' },
    user: { videoQuota: -1 },
    live: [],
  });
  expect(odd).toMatchObject({ name: null, description: null, registrations: 'closed' });
  expect(odd.details).toMatchObject({ minimum_age: null, reason_required: null, features: { video: true } });
  expect(
    parseConfigAbout({ instance: { ...about.instance, languages: 'de', codeOfConduct: 7 } }),
  ).toMatchObject({
    name: 'Tube',
    languages: ['de'],
    rules: { rules: [{ document: 'terms' }, { document: 'moderation' }] },
  });
  expect(parseConfigAbout({ instance: { shortDescription: ' ', description: '# Hi' } }).description).toBe(
    '# Hi',
  );
  expect(parseConfigAbout({ instance: { avatars: [null, 3, { fileUrl: 'javascript:x' }] } }).icon).toBeNull();
});

test('a server dedicated to adult content says so; one that is not says nothing about it', () => {
  expect(parseConfig({ instance: { isNSFW: true } }).details.features).toEqual({ video: true, nsfw: true });
  expect(parseConfig({ instance: { isNSFW: false } }).details.features).toEqual({ video: true });
});

test('the sentence that stands for terms until somebody writes some is no rule', async () => {
  const fresh = { terms: 'No terms for now.', codeOfConduct: '', moderationInformation: '' };
  const { ask } = answering({ ...both, '/api/v1/config/about': json({ instance: fresh }) });
  expect((await peertube.readAbout(ask, nodeInfo)).rules).toEqual({ kind: 'read', rules: [] });
});

test.for([
  [status(404), 'not-offered'],
  [status(403), 'forbidden'],
  [{ kind: 'forbidden' }, 'forbidden'],
  [status(500), 'failed'],
  [{ kind: 'unusable', reason: 'bad-json' }, 'failed'],
  [json([]), 'failed'],
] as const)(
  'without its texts (%j) the rules are unread: %s; sign-up is known all the same',
  async ([answer, reason]) => {
    const { ask } = answering({ ...both, '/api/v1/config/about': answer as Answer });
    expect(await peertube.readAbout(ask, nodeInfo)).toMatchObject({
      name: 'Tube',
      registrations: 'approval',
      rules: { kind: 'unread', reason },
    });
  },
);

test('where nothing answers, NodeInfo is believed', async () => {
  const { ask } = answering(() => ({ kind: 'failed', reason: 'timeout' }));
  expect(await peertube.readAbout(ask, nodeInfo)).toMatchObject({
    name: 'From NodeInfo',
    description: 'Its description',
    registrations: null,
    rules: { kind: 'unread', reason: 'failed' },
    details: { features: {} },
  });
});

test('no JSON value makes it throw', async () => {
  await fc.assert(
    fc.asyncProperty(fc.jsonValue(), fc.jsonValue(), async (value, other) => {
      const { ask } = answering((path) => json(path.includes('about') ? value : other));
      await peertube.readAbout(ask, nodeInfo);
      parseConfig({ instance: value, signup: other, user: value, live: other });
      parseConfigAbout({ instance: { name: value, languages: other, avatars: [value, { width: other }] } });
    }),
  );
});
