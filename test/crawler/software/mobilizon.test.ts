import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Answer, AskOptions } from '../../../crawler/software/adapter.ts';
import { mobilizon, parseMobilizonConfig } from '../../../crawler/software/mobilizon.ts';
import { answering, json, nodeInfoOf, status } from '../../support/answering.ts';

const nodeInfo = nodeInfoOf({
  software: { name: 'Mobilizon', version: '5.1.5' },
  openRegistrations: false,
  metadata: { nodeName: 'From NodeInfo', nodeDescription: 'Its description' },
});

/** The object `config` of Mobilizon's GraphQL schema, as far as it is asked for. */
const config = {
  name: 'Mob',
  description: 'Meetings near you',
  longDescription: '<p>Long</p>',
  contact: 'https://mob.fr/@admin',
  languages: ['fr', 'oc'],
  registrationsOpen: true,
  registrationsAllowlist: false,
  rules: '<p>Be kind.</p><ul><li>No spam</li></ul>',
  terms: { type: 'CUSTOM', url: null, bodyHtml: '<h2>Terms</h2><p>Ours.</p>' },
  privacy: { type: 'URL', url: 'https://mob.fr/privacy' },
};
const withConfig = (more: object) => answering(() => json({ data: { config: { ...config, ...more } } }));

test('one question by POST says who a server is, how one signs up, and what its rules are', async () => {
  const asked: [string, AskOptions][] = [];
  const { ask } = answering((path, options) => {
    asked.push([path, options]);
    return json({ data: { config } });
  });
  expect(await mobilizon.readAbout(ask, nodeInfo)).toMatchObject({
    name: 'Mob',
    description: 'Meetings near you',
    languages: ['fr', 'oc'],
    registrations: 'open',
    rules: {
      kind: 'read',
      rules: [
        { text: 'Be kind.\n\n * No spam', document: 'code-of-conduct' },
        { text: 'Terms\n\nOurs.', document: 'terms' },
      ],
    },
    details: {
      contact_url: 'https://mob.fr/@admin',
      contact_email: null,
      terms_url: null,
      privacy_url: 'https://mob.fr/privacy',
    },
  });
  expect(asked).toHaveLength(1);
  expect(asked[0]?.[0]).toBe('/api');
  expect(asked[0]?.[1].post?.query).toMatch(/^\{\s*config \{/);
});

test.for([
  [true, false, 'open'],
  [true, true, 'open'],
  [false, true, 'invite'],
  [false, false, 'closed'],
  [null, true, null],
] as const)('open: %j, with an allow list: %j is %s', ([registrationsOpen, registrationsAllowlist, mode]) => {
  expect(parseMobilizonConfig({ registrationsOpen, registrationsAllowlist }).registrations).toBe(mode);
});

test("terms that are Mobilizon's own text are no rules of a server; terms elsewhere are an address", () => {
  const byDefault = parseMobilizonConfig({ ...config, terms: { type: 'DEFAULT', bodyHtml: '<p>x</p>' } });
  expect(byDefault.rules).toMatchObject({ rules: [{ document: 'code-of-conduct' }] });
  const elsewhere = parseMobilizonConfig({ ...config, terms: { type: 'URL', url: 'https://mob.fr/terms' } });
  expect(elsewhere.rules).toMatchObject({ rules: [{ document: 'code-of-conduct' }] });
  expect(elsewhere.details.terms_url).toBe('https://mob.fr/terms');
});

test('a server that has written none states no rules', async () => {
  const { ask } = withConfig({ rules: null, terms: { type: 'DEFAULT', bodyHtml: '<p>x</p>' } });
  expect((await mobilizon.readAbout(ask, nodeInfo)).rules).toEqual({ kind: 'read', rules: [] });
});

test('odd parts become null, each on its own; a contact may be a mail address', async () => {
  const { ask } = withConfig({
    name: 3,
    description: null,
    languages: 'x',
    contact: 'admin@mob.fr',
    terms: [],
  });
  expect(await mobilizon.readAbout(ask, nodeInfo)).toMatchObject({
    name: 'From NodeInfo',
    description: 'Long',
    languages: null,
    rules: { rules: [{ document: 'code-of-conduct' }] },
    details: { contact_email: 'admin@mob.fr', contact_url: null },
  });
});

test.for([
  [status(404), 'not-offered'],
  [{ kind: 'forbidden' }, 'forbidden'],
  [{ kind: 'failed', reason: 'timeout' }, 'failed'],
  [json({ errors: [{ message: 'Cannot query field "x" on type "Config".' }] }), 'failed'],
  [json({ data: { config: null } }), 'failed'],
] as const)('without an answer (%j) the rules are unread: %s', async ([answer, reason]) => {
  const { ask } = answering(() => answer as Answer);
  expect(await mobilizon.readAbout(ask, nodeInfo)).toMatchObject({
    name: 'From NodeInfo',
    description: 'Its description',
    registrations: null,
    rules: { kind: 'unread', reason },
  });
});

test('no JSON value makes it throw', async () => {
  await fc.assert(
    fc.asyncProperty(fc.jsonValue(), fc.jsonValue(), async (value, other) => {
      const { ask } = answering(() => json(value));
      await mobilizon.readAbout(ask, nodeInfo);
      await mobilizon.readPeers(ask, { nodeInfo, from: null, maxRequests: 4 });
      parseMobilizonConfig({ ...config, terms: value, rules: other, contact: value, languages: other });
    }),
  );
});
