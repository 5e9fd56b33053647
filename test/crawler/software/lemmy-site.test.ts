import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseSite, registrationModeOf } from '../../../crawler/software/lemmy-site.ts';
import { noDetails } from '../../../db/model/instance-details.ts';

const languages = [
  { id: 0, code: 'und', name: 'Undetermined' },
  { id: 32, code: 'de', name: 'Deutsch' },
  { id: 37, code: 'en', name: 'English' },
  { id: 74, code: 'ja', name: '日本語' },
];

/** `GET /api/v3/site` of 0.19 (GetSiteResponse in lemmy-js-client), abridged. */
const site = {
  site_view: {
    site: {
      name: 'Lem',
      sidebar: '# Rules\n1. Be kind <https://lem.social/rules>\n2. No spam',
      description: 'One line, with *Markdown*',
      icon: 'https://lem.social/pictrs/image/i.png',
      banner: 'https://lem.social/pictrs/image/b.png',
      actor_id: 'https://lem.social/',
    },
    local_site: {
      enable_downvotes: false,
      enable_nsfw: true,
      community_creation_admin_only: true,
      require_email_verification: true,
      application_question: 'Why *here*?',
      private_instance: false,
      legal_information: 'Imprint\r\n\r\nNobody',
      federation_enabled: true,
      captcha_enabled: true,
      registration_mode: 'RequireApplication',
    },
  },
  all_languages: languages,
  discussion_languages: [0, 37, 32],
};

const withLocal = (local: object) => ({
  ...site,
  site_view: { ...site.site_view, local_site: { ...site.site_view.local_site, ...local } },
});
const document = (text: string, name: string) => ({
  text,
  hint: null,
  language: null,
  translations: {},
  document: name,
});

test('the site of 0.19 gives texts, languages, registrations, two documents of rules and details', () => {
  expect(parseSite(site)).toEqual({
    name: 'Lem',
    description: 'One line, with *Markdown*',
    languages: ['en', 'de'],
    registrations: 'approval',
    rules: {
      kind: 'read',
      rules: [
        document('# Rules\n1. Be kind <https://lem.social/rules>\n2. No spam', 'sidebar'),
        document('Imprint\n\nNobody', 'legal-information'),
      ],
    },
    details: {
      ...noDetails,
      reason_required: true,
      sign_up_message: 'Why *here*?',
      icon_url: 'https://lem.social/pictrs/image/i.png',
      thumbnail_url: 'https://lem.social/pictrs/image/b.png',
      features: {
        nsfw: true,
        downvotes: false,
        community_creation: false,
        captcha: true,
        email_required: true,
        private: false,
      },
    },
    accountDomain: 'lem.social',
  });
});

test('the site of 1.0 says the same in other words', () => {
  const about = parseSite({
    site_view: {
      site: { name: 'One', summary: 'Its summary', ap_id: 'https://one.social/' },
      local_site: {
        registration_mode: 'require_invitation',
        disallow_nsfw_content: true,
        post_downvotes: 'disable',
        comment_downvotes: 'local',
        federation_enabled: false,
      },
    },
  });
  expect(about).toMatchObject({
    name: 'One',
    description: 'Its summary',
    registrations: 'invite',
    rules: { kind: 'read', rules: [] },
    accountDomain: 'one.social',
  });
  expect(about.details.features).toEqual({ nsfw: false, downvotes: true, federation_limited: true });
});

test.for([
  ['Open', 'open'],
  ['open', 'open'],
  ['RequireApplication', 'approval'],
  ['requireapplication', 'approval'],
  ['require_application', 'approval'],
  ['require_invitation', 'invite'],
  ['Closed', 'closed'],
  ['closed', 'closed'],
  ['somehow', null],
  [true, null],
  [undefined, null],
] as const)('registration mode %j: %s', ([raw, mode]) => {
  expect(registrationModeOf(raw)).toBe(mode);
});

test.for([
  [{ open_registration: true, require_application: true }, 'approval'],
  [{ open_registration: true, require_application: false }, 'open'],
  [{ open_registration: false, require_application: true }, 'closed'],
  [{}, null],
] as const)('0.16 has two booleans in the site itself: %j is %s', ([booleans, mode]) => {
  expect(parseSite({ site_view: { site: { name: 'Old', ...booleans } } }).registrations).toBe(mode);
});

test.for([
  ['all of them', [0, 32, 37, 74]],
  ['none', []],
  ['the undetermined one alone', [0]],
  ['unknown ones', [999, 'en', null]],
  ['no list', null],
] as const)('languages are not stated where the server chose %s', ([, discussion_languages]) => {
  expect(parseSite({ ...site, discussion_languages }).languages).toBeNull();
});

test('a message for those who apply is kept in approval mode only', () => {
  const open = parseSite(withLocal({ registration_mode: 'Open' }));
  expect(open.details).toMatchObject({ sign_up_message: null, reason_required: null });
});

test('odd parts void nothing else', () => {
  const odd = {
    ...withLocal({ registration_mode: 7, legal_information: [], enable_nsfw: 'yes' }),
    all_languages: 7,
  };
  expect(parseSite(odd)).toMatchObject({
    name: 'Lem',
    languages: null,
    registrations: null,
    rules: { kind: 'read', rules: [{ document: 'sidebar' }] },
  });
  expect(parseSite(odd).details.features).not.toHaveProperty('nsfw');
  const sidebar = 'x'.repeat(1_000_000);
  const long = parseSite({ site_view: { site: { sidebar, name: 'y'.repeat(10_000) } } });
  expect(long.rules.kind === 'read' && long.rules.rules[0]?.text.length).toBe(20_000);
  expect(long.name?.length).toBe(200);
});

test('no site makes it throw', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.jsonValue(), (value, other) => {
      const local = withLocal({ registration_mode: other, legal_information: value });
      parseSite({ ...local, all_languages: value, discussion_languages: other });
      const view = { site: value, local_site: other };
      parseSite({ site_view: view, all_languages: [value], discussion_languages: [other] });
    }),
  );
});
