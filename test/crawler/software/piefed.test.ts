import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseChooser, parsePieFedSite, piefed } from '../../../crawler/software/piefed.ts';
import { noDetails } from '../../../db/model/instance-details.ts';
import { answering, json, nodeInfoOf, status } from '../../support/answering.ts';

const nodeInfo = nodeInfoOf({
  software: { name: 'PieFed', version: '1.2.5' },
  openRegistrations: false,
  metadata: {},
});

/** `GET /api/v3/site` as PieFed answers it: what is not its own is the same on every server. */
const site = {
  site_view: {
    site: {
      name: 'Pie',
      sidebar: '1. Be kind\n2. No spam',
      icon: 'https://copied.social/icon.png',
      banner: 'https://copied.social/banner.png',
      description: 'A pie',
      actor_id: 'https://pie.social/',
    },
    local_site: {
      enable_downvotes: true,
      enable_nsfw: false,
      community_creation_admin_only: false,
      require_email_verification: true,
      application_question: 'Who are you?',
      private_instance: false,
      captcha_enabled: true,
      registration_mode: 'RequireApplication',
    },
  },
  all_languages: [
    { id: 0, code: 'und' },
    { id: 37, code: 'en' },
    { id: 38, code: 'eo' },
  ],
  discussion_languages: [0, 37],
};
/** `GET /api/alpha/site`. */
const alpha = {
  version: '1.2.5',
  site: {
    enable_downvotes: true,
    icon: 'https://pie.social/static/logo.png',
    registration_mode: 'Open',
    name: 'Pie',
    actor_id: 'https://pie.social/',
    sidebar: '<p>Be <b>kind</b></p>',
    sidebar_md: 'Be **kind**',
    description: 'A pie',
    all_languages: [{ id: 2, code: 'en' }],
  },
};
/** `GET /api/alpha/site/instance_chooser`. */
const chooser = {
  language: { id: 5, code: 'fr', name: 'Français' },
  logo_url: 'https://pie.social/static/logo.png',
  tos_url: 'https://pie.social/tos',
};

test("what is PieFed's own in the answer for Lemmy's friends is read, what is copied is not", () => {
  expect(parsePieFedSite(site)).toEqual({
    name: 'Pie',
    description: 'A pie',
    languages: null,
    registrations: 'approval',
    rules: {
      kind: 'read',
      rules: [
        { text: '1. Be kind\n2. No spam', hint: null, language: null, translations: {}, document: 'sidebar' },
      ],
    },
    details: {
      ...noDetails,
      reason_required: true,
      sign_up_message: 'Who are you?',
      features: { nsfw: false, downvotes: true, community_creation: true },
    },
    accountDomain: 'pie.social',
  });
});

test('its own API gives the icon, and the sidebar in Markdown before HTML', () => {
  const sidebarOf = (own: object) => {
    const { rules } = parsePieFedSite({ site: { ...alpha.site, ...own } });
    return rules.kind === 'read' && rules.rules.map(({ text }) => text);
  };
  expect(parsePieFedSite(alpha)).toMatchObject({
    name: 'Pie',
    registrations: 'open',
    accountDomain: 'pie.social',
  });
  expect(parsePieFedSite(alpha).details.icon_url).toBe('https://pie.social/static/logo.png');
  expect(sidebarOf({})).toEqual(['Be **kind**']);
  expect(sidebarOf({ sidebar_md: undefined })).toEqual(['Be kind']);
  expect(sidebarOf({ sidebar_md: undefined, sidebar: 'See <https://pie.social>' })).toEqual([
    'See <https://pie.social>',
  ]);
  expect(sidebarOf({ sidebar_md: undefined, sidebar: undefined })).toEqual([]);
});

test.for([
  ['Open', 'open'],
  ['RequireApplication', 'approval'],
  ['Closed', 'closed'],
  [null, null],
] as const)('registration mode %j: %s', ([mode, expected]) => {
  const about = parsePieFedSite({ site: { registration_mode: mode, application_question: '' } });
  expect(about.registrations).toBe(expected);
  expect(about.details).toMatchObject({ reason_required: null, sign_up_message: null });
});

test('the chooser adds language, icon and terms; who takes no part in it states none', async () => {
  const both = answering({ '/api/v3/site': json(site), '/api/alpha/site/instance_chooser': json(chooser) });
  expect(await piefed.readAbout(both.ask, nodeInfo)).toMatchObject({
    name: 'Pie',
    languages: ['fr'],
    details: { icon_url: 'https://pie.social/static/logo.png', terms_url: 'https://pie.social/tos' },
  });
  for (const answer of [
    status(400),
    json({ error: 'alpha api is not enabled' }),
    { kind: 'forbidden' } as const,
  ]) {
    const { ask, asked } = answering({
      '/api/v3/site': json(site),
      '/api/alpha/site/instance_chooser': answer,
    });
    expect(await piefed.readAbout(ask, nodeInfo)).toMatchObject({
      name: 'Pie',
      languages: null,
      registrations: 'approval',
      rules: { kind: 'read' },
      details: { icon_url: null, terms_url: null },
    });
    expect(asked).toHaveLength(2);
  }
});

test('its own API is asked where the other is missing', async () => {
  const { ask, asked } = answering({ '/api/alpha/site': json(alpha) });
  expect(await piefed.readAbout(ask, nodeInfo)).toMatchObject({ name: 'Pie', registrations: 'open' });
  expect(asked).toEqual(['/api/v3/site', '/api/alpha/site']);
});

test.for([
  [{ kind: 'forbidden' }, 'forbidden'],
  [status(502), 'failed'],
  [status(404), 'not-offered'],
] as const)('a site that cannot be read (%j) leaves rules unread: %s', async ([answer, reason]) => {
  const { ask } = answering(() => answer);
  expect(await piefed.readAbout(ask, nodeInfo)).toMatchObject({
    name: null,
    registrations: 'closed',
    rules: { kind: 'unread', reason },
  });
});

test('peers are read as from Lemmy, by whichever of the two addresses is there', async () => {
  const list = json({
    federated_instances: { linked: [{ domain: 'a.social' }, { domain: '' }], blocked: [] },
  });
  for (const path of ['/api/v3/federated_instances', '/api/alpha/federated_instances']) {
    const { ask } = answering({ [path]: list });
    const peers = await piefed.readPeers(ask, { nodeInfo, from: null, maxRequests: 3 });
    expect(peers).toMatchObject({ kind: 'read', hosts: new Set(['a.social']), length: 2, next: null });
  }
  const { ask } = answering({});
  expect(await piefed.readPeers(ask, { nodeInfo, from: null, maxRequests: 3 })).toEqual({
    kind: 'unread',
    reason: 'not-published',
  });
});

test('no answer makes it throw', async () => {
  await fc.assert(
    fc.asyncProperty(fc.jsonValue(), fc.jsonValue(), async (value, other) => {
      parsePieFedSite({ site_view: value, site: { sidebar: other, sidebar_md: value, name: other } });
      parseChooser({ language: value, logo_url: other });
      const { ask } = answering(() => json(value));
      await piefed.readAbout(ask, nodeInfo);
      await piefed.readPeers(ask, { nodeInfo, from: null, maxRequests: 3 });
    }),
  );
});
