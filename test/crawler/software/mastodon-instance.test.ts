import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseInstanceV1, parseInstanceV2, parseRules } from '../../../crawler/software/mastodon-instance.ts';
import { noDetails } from '../../../db/model/instance-details.ts';

/** As docs.joinmastodon.org, entity Instance, has it; only what is read. */
const v2 = {
  domain: 'masto.social',
  title: 'Masto',
  source_url: 'https://code.social/masto',
  description: 'Plain words',
  thumbnail: { url: 'https://files.masto.social/cover.png', blurhash: 'x' },
  icon: [
    { src: 'https://masto.social/icon-36.png', size: '36x36' },
    { src: 'https://masto.social/icon-512.png', size: '512x512' },
    { src: 'http://masto.social/icon-1024.png', size: '1024x1024' },
    { src: 'https://masto.social/icon-192.png', size: '192x192' },
  ],
  languages: ['en', 'pt_br', 'not a tag', 7],
  configuration: {
    urls: {
      about: 'https://masto.social/about',
      privacy_policy: 'https://masto.social/privacy-policy',
      terms_of_service: 'https://masto.social/terms-of-service',
    },
    statuses: { max_characters: 500, max_media_attachments: 4 },
    translation: { enabled: true },
    limited_federation: false,
  },
  registrations: {
    enabled: true,
    approval_required: true,
    reason_required: true,
    message: '<p>Ask us,<br>we are kind &amp; quick.</p>',
    min_age: 16,
    url: 'https://join.masto.social/',
  },
  contact: { email: 'admin@masto.social', account: { url: 'https://masto.social/@admin' } },
  rules: [
    { id: '1', text: 'Be kind', hint: '', translations: { fr: { text: 'Soyez gentils', hint: 'Toujours' } } },
    { id: '2', text: 'No spam', hint: 'No adverts\r\neither' },
  ],
};

/** As entity V1::Instance has it. */
const v1 = {
  uri: 'old.social',
  title: 'Old',
  short_description: '',
  description: '<p>First &amp; second</p><p>third<br>line</p><script>alert(1)</script>',
  email: 'admin@old.social',
  languages: ['de'],
  registrations: false,
  approval_required: false,
  invites_enabled: true,
  thumbnail: 'https://old.social/cover.png',
  contact_account: { url: 'https://old.social/@admin' },
  configuration: { statuses: { max_characters: 1_000, max_media_attachments: 6 } },
};

test('version 2 gives name, description, languages, registrations and rules', () => {
  expect(parseInstanceV2(v2)).toMatchObject({
    name: 'Masto',
    description: 'Plain words',
    languages: ['en', 'pt-BR'],
    registrations: 'approval',
    rules: {
      kind: 'read',
      rules: [
        {
          text: 'Be kind',
          hint: null,
          language: null,
          translations: { fr: { text: 'Soyez gentils', hint: 'Toujours' } },
          document: null,
        },
        { text: 'No spam', hint: 'No adverts\neither', language: null, translations: {}, document: null },
      ],
    },
    accountDomain: 'masto.social',
  });
});

test('version 2 gives details of sign-up, contact, pictures, documents and features', () => {
  expect(parseInstanceV2(v2).details).toEqual({
    reason_required: true,
    minimum_age: 16,
    sign_up_message: 'Ask us,\nwe are kind & quick.',
    sign_up_url: 'https://join.masto.social/',
    contact_email: 'admin@masto.social',
    contact_url: 'https://masto.social/@admin',
    icon_url: 'https://masto.social/icon-512.png',
    thumbnail_url: 'https://files.masto.social/cover.png',
    source_url: 'https://code.social/masto',
    terms_url: 'https://masto.social/terms-of-service',
    privacy_url: 'https://masto.social/privacy-policy',
    unattended_since: null,
    features: {
      max_characters: 500,
      max_media_attachments: 4,
      translation: true,
      federation_limited: false,
    },
  });
});

test('a document of 4.0, without what came later, leaves that open', () => {
  const { icon, ...older } = v2;
  const { details } = parseInstanceV2({
    ...older,
    configuration: { urls: { streaming: 'wss://masto.social' }, translation: { enabled: false } },
    registrations: { enabled: true, approval_required: false, message: null },
    contact: { email: '', account: null },
  });
  expect(details).toEqual({
    ...noDetails,
    thumbnail_url: v2.thumbnail.url,
    source_url: v2.source_url,
    features: { translation: false },
  });
});

test.for([
  ['minimum_age', { registrations: { ...v2.registrations, min_age: '16' } }, 16],
  ['minimum_age', { registrations: { ...v2.registrations, min_age: 0 } }, null],
  ['minimum_age', { registrations: { ...v2.registrations, min_age: 1_000 } }, null],
  ['minimum_age', { registrations: { ...v2.registrations, min_age: 16.5 } }, null],
  ['reason_required', { registrations: { ...v2.registrations, reason_required: 'yes' } }, null],
  ['sign_up_message', { registrations: { ...v2.registrations, message: '<p> </p>' } }, null],
  ['sign_up_url', { registrations: { ...v2.registrations, url: 'javascript:alert(1)' } }, null],
  ['contact_email', { contact: { ...v2.contact, email: 'nobody' } }, null],
  ['contact_url', { contact: { ...v2.contact, account: { url: '/@admin' } } }, null],
  ['icon_url', { icon: 'https://masto.social/icon.png' }, null],
  ['icon_url', { icon: [{ src: 'https://masto.social/icon.png' }] }, 'https://masto.social/icon.png'],
  ['thumbnail_url', { thumbnail: 'https://masto.social/a.png' }, 'https://masto.social/a.png'],
  ['thumbnail_url', { thumbnail: { url: 7 } }, null],
  ['source_url', { source_url: 'https://user:secret@code.social/' }, null],
] as const)('a %s that is odd (%j) is read by itself, as %j', ([name, odd, expected]) => {
  const { details, ...about } = parseInstanceV2({ ...v2, ...odd });
  const { [name]: read, ...others } = details;
  expect(read).toBe(expected);
  const { details: usual, ...usualAbout } = parseInstanceV2(v2);
  const { [name]: _, ...usualOthers } = usual;
  expect(others).toEqual(usualOthers);
  expect(about).toEqual(usualAbout);
});

test('version 1 is HTML, says whether members may invite, and has rules since 3.4', () => {
  expect(parseInstanceV1(v1)).toEqual({
    name: 'Old',
    description: 'First & second\n\nthird\nline',
    languages: ['de'],
    registrations: 'invite',
    rules: { kind: 'unread', reason: 'not-offered' },
    details: {
      ...noDetails,
      contact_email: 'admin@old.social',
      contact_url: 'https://old.social/@admin',
      thumbnail_url: 'https://old.social/cover.png',
      features: { max_characters: 1_000, max_media_attachments: 6 },
    },
    accountDomain: 'old.social',
  });
});

test('the limit of characters that glitch-soc and Pleroma state in their own way is read, as a string too', () => {
  const { configuration, ...older } = v1;
  expect(parseInstanceV1({ ...older, max_toot_chars: '5000' }).details.features).toEqual({
    max_characters: 5_000,
  });
});

test.for([
  [true, false, false, 'open'],
  [true, true, true, 'approval'],
  [false, true, true, 'invite'],
  [false, false, false, 'closed'],
  ['yes', false, false, null],
  [undefined, undefined, true, null],
] as const)(
  'registrations %j, by approval %j, by invitation %j: %s',
  ([registrations, approval_required, invites_enabled, mode]) => {
    const said = { registrations, approval_required, invites_enabled };
    expect(parseInstanceV1({ ...v1, ...said }).registrations).toBe(mode);
  },
);

test.for([
  ['masto.social', 'masto.social'],
  ['https://Masto.social', 'masto.social'],
  ['https://masto.social/', 'masto.social'],
  ['localhost:3000', null],
  ['', null],
  [null, null],
] as const)('the accounts of a server that calls itself %j are on %j', ([raw, expected]) => {
  expect(parseInstanceV1({ ...v1, uri: raw }).accountDomain).toBe(expected);
  expect(parseInstanceV2({ ...v2, domain: raw }).accountDomain).toBe(expected);
});

test('no rules is a statement of its own', () => {
  expect(parseRules([])).toEqual({ kind: 'read', rules: [] });
  expect(parseRules(undefined)).toEqual({ kind: 'unread', reason: 'not-offered' });
});

test('a hundred thousand rules are cut', () => {
  const reading = parseRules(
    Array.from({ length: 100_000 }, (_, index) => ({ id: `${index}`, text: `Rule ${index}` })),
  );
  expect(reading.kind === 'read' && reading.rules.length).toBe(500);
});

test('no JSON value makes a parser throw', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.jsonValue(), (value, other) => {
      parseInstanceV2(value);
      parseInstanceV1(value);
      parseInstanceV2({
        ...v2,
        rules: [value, { text: other, hint: value, translations: value }],
        languages: value,
        registrations: value,
        contact: other,
        icon: [value, { src: other, size: value }],
        configuration: other,
        domain: value,
      });
      parseInstanceV1({
        ...v1,
        description: value,
        rules: value,
        registrations: other,
        title: value,
        thumbnail: value,
        configuration: { statuses: value, translation: other },
        uri: other,
      });
    }),
  );
});
