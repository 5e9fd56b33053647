import fc from 'fast-check';
import { expect, test } from 'vitest';
import { mbin, parseInfo, parsePages } from '../../../crawler/software/mbin.ts';
import { noDetails } from '../../../db/model/instance-details.ts';
import { answering, json, nodeInfoOf, status } from '../../support/answering.ts';

const nodeInfoFor = (name: string, openRegistrations = true) =>
  nodeInfoOf({
    software: { name, version: '1.8.4' },
    openRegistrations,
    metadata: { nodeName: 'From NodeInfo', nodeDescription: 'Its description' },
  });
const nodeInfo = nodeInfoFor('mbin');
const request = { nodeInfo, from: null, maxRequests: 3 };

/** `GET /api/instance` (SiteResponseDto): pages in Markdown. */
const pages = {
  about: 'About *us*',
  contact: 'By mail',
  faq: null,
  privacyPolicy: 'We keep nothing.',
  terms: '1. Be kind <https://mb.social>\r\n2. No spam',
};
/** `GET /api/info` (InfoSchema). */
const info = {
  softwareName: 'mbin',
  softwareVersion: '1.8.4',
  softwareRepository: 'https://github.com/MbinOrg/mbin',
  websiteDomain: 'mb.social',
  websiteContactEmail: 'admin@mb.social',
  websiteTitle: 'Mb',
  websiteOpenRegistrations: true,
  websiteFederationEnabled: true,
  websiteDefaultLang: 'pt_BR',
  instanceModerators: [],
  instanceAdmins: [],
};

test('pages and info together: terms are the rules, about is the description', async () => {
  const { ask, asked } = answering({ '/api/instance': json(pages), '/api/info': json(info) });
  expect(await mbin.readAbout(ask, nodeInfo)).toEqual({
    name: 'Mb',
    description: 'About *us*',
    languages: ['pt-BR'],
    registrations: null,
    rules: {
      kind: 'read',
      rules: [
        {
          text: '1. Be kind <https://mb.social>\n2. No spam',
          hint: null,
          language: null,
          translations: {},
          document: 'terms',
        },
      ],
    },
    details: {
      ...noDetails,
      contact_email: 'admin@mb.social',
      source_url: 'https://github.com/MbinOrg/mbin',
      features: {},
    },
    accountDomain: 'mb.social',
  });
  expect(asked).toEqual(['/api/info', '/api/instance']);
});

test.for([
  [false, 'closed'],
  [true, null],
  [undefined, null],
  ['no', null],
] as const)('open registrations %j: %s, since approval is not told', ([websiteOpenRegistrations, mode]) => {
  expect(parseInfo({ ...info, websiteOpenRegistrations }).registrations).toBe(mode);
});

test('a server without terms has no rules; odd parts void nothing else', () => {
  expect(parsePages({ ...pages, terms: null })).toEqual({
    description: 'About *us*',
    rules: { kind: 'read', rules: [] },
  });
  expect(parsePages({ about: 7, terms: [] })).toEqual({
    description: null,
    rules: { kind: 'read', rules: [] },
  });
  const odd = parseInfo({
    ...info,
    websiteTitle: 7,
    websiteDomain: 'mb.social:8443',
    websiteDefaultLang: '',
  });
  expect(odd).toMatchObject({ name: null, accountDomain: null, languages: null });
  expect(odd.details.contact_email).toBe('admin@mb.social');
  expect(parseInfo({ websiteFederationEnabled: false }).details.features).toEqual({
    federation_limited: true,
  });
});

test('NodeInfo fills what the documents do not say', async () => {
  const { ask } = answering({ '/api/instance': json({}), '/api/info': status(404) });
  expect(await mbin.readAbout(ask, nodeInfoFor('mbin', false))).toMatchObject({
    name: 'From NodeInfo',
    description: 'Its description',
    registrations: 'closed',
    rules: { kind: 'read', rules: [] },
  });
});

test.for([
  [{ kind: 'forbidden' }, 'forbidden'],
  [status(404), 'not-offered'],
  [status(500), 'failed'],
  [{ kind: 'failed', reason: 'timeout' }, 'failed'],
] as const)('pages that cannot be read (%j) leave rules unread: %s', async ([answer, reason]) => {
  const { ask } = answering({ '/api/info': json(info), '/api/instance': answer });
  expect(await mbin.readAbout(ask, nodeInfo)).toMatchObject({
    name: 'Mb',
    rules: { kind: 'unread', reason },
  });
});

test('Kbin is asked for its pages alone', async () => {
  const { ask, asked } = answering({ '/api/instance': json(pages) });
  const kbin = nodeInfoFor('kbin');
  expect(await mbin.readAbout(ask, kbin)).toMatchObject({
    name: 'From NodeInfo',
    description: 'About *us*',
    languages: null,
    rules: { kind: 'read' },
  });
  expect(await mbin.readPeers(ask, { ...request, nodeInfo: kbin })).toEqual({
    kind: 'unread',
    reason: 'not-published',
  });
  expect(asked).toEqual(['/api/instance']);
});

test('peers are those it federates with', async () => {
  const instances = [
    { domain: 'a.social', software: 'lemmy', version: null },
    { domain: '10.0.0.1' },
    'b.social',
    7,
  ];
  const { ask } = answering({ '/api/federated': json({ instances }) });
  expect(await mbin.readPeers(ask, request)).toEqual({
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

test.for([
  [status(404), 'not-published'],
  [status(403), 'not-published'],
  [json({ instances: [] }), 'not-published'],
  [json({ instances: null }), 'failed'],
  [json(['a.social']), 'failed'],
  [status(429), 'failed'],
  [{ kind: 'forbidden' }, 'forbidden'],
] as const)('a list answered with %j is unread: %s', async ([answer, reason]) => {
  const { ask } = answering({ '/api/federated': answer });
  expect(await mbin.readPeers(ask, request)).toEqual({ kind: 'unread', reason });
});

test('no answer makes it throw', async () => {
  await fc.assert(
    fc.asyncProperty(fc.jsonValue(), fc.jsonValue(), async (value, other) => {
      const { ask } = answering((path) => json(path === '/api/info' ? value : other));
      await mbin.readAbout(ask, nodeInfo);
      await mbin.readPeers(ask, request);
      await mbin.readPeers(answering(() => json({ instances: [value, { domain: other }] })).ask, request);
      parseInfo({ ...info, websiteDomain: value, websiteTitle: other, websiteDefaultLang: value });
    }),
  );
});
