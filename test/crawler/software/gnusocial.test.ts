import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Answer } from '../../../crawler/software/adapter.ts';
import { gnusocial, parseStatusnetConfig } from '../../../crawler/software/gnusocial.ts';
import { answering, json, nodeInfoOf, status } from '../../support/answering.ts';

const nodeInfo = (openRegistrations: boolean) =>
  nodeInfoOf({
    software: { name: 'gnusocial', version: '2.0.3' },
    openRegistrations,
    metadata: { nodeName: 'From NodeInfo' },
  });

/** The shape of actions/apignusocialconfig.php: configuration as PHP keeps it. */
const site = {
  name: 'Quitter',
  server: 'quitter.net',
  logo: 'https://quitter.net/theme/logo.png',
  language: 'pt_br',
  email: 'admin@quitter.net',
  broughtby: 'Us',
  broughtbyurl: 'https://us.net/',
  closed: false,
  inviteonly: '1',
  private: '0',
  textlimit: '1000',
};

test('the configuration says who a server is and how one signs up', async () => {
  const { ask, asked } = answering({ '/api/statusnet/config.json': json({ site }) });
  expect(await gnusocial.readAbout(ask, nodeInfo(false))).toMatchObject({
    name: 'Quitter',
    description: null,
    languages: ['pt-BR'],
    registrations: 'invite',
    rules: { kind: 'unread', reason: 'not-offered' },
    details: {
      contact_email: 'admin@quitter.net',
      contact_url: 'https://us.net/',
      icon_url: 'https://quitter.net/theme/logo.png',
      features: { private: false, max_characters: 1_000 },
    },
    accountDomain: 'quitter.net',
  });
  expect(asked).toEqual(['/api/statusnet/config.json']);
});

test.for([
  [false, false, 'open'],
  ['0', '', 'open'],
  [0, undefined, 'open'],
  [true, true, 'closed'],
  ['true', '0', 'closed'],
  ['false', '1', 'invite'],
  [undefined, undefined, null],
  ['perhaps', null, null],
] as const)('closed: %j, by invitation only: %j is %s', ([closed, inviteonly, mode]) => {
  expect(parseStatusnetConfig({ site: { closed, inviteonly } }).registrations).toBe(mode);
});

test('a text limit of zero is none', () => {
  const { features } = parseStatusnetConfig({ site: { ...site, textlimit: 0, private: 1 } }).details;
  expect(features).toEqual({ private: true });
});

test.for([
  [status(404), true, 'open', 'not-offered'],
  [status(404), false, null, 'not-offered'],
  [{ kind: 'forbidden' }, false, null, 'not-offered'],
  [status(500), true, 'open', 'failed'],
] as const)(
  'without it (%j) NodeInfo (open: %j) is believed as far as it goes: %s',
  async ([answer, isOpen, registrations, reason]) => {
    const { ask } = answering(() => answer as Answer);
    expect(await gnusocial.readAbout(ask, nodeInfo(isOpen))).toMatchObject({
      name: 'From NodeInfo',
      registrations,
      rules: { kind: 'unread', reason },
    });
  },
);

test('no JSON value makes it throw', async () => {
  await fc.assert(
    fc.asyncProperty(fc.jsonValue(), fc.jsonValue(), async (value, other) => {
      const { ask } = answering(() => json(value));
      await gnusocial.readAbout(ask, nodeInfo(true));
      await gnusocial.readPeers(ask, { nodeInfo: nodeInfo(true), from: null, maxRequests: 4 });
      parseStatusnetConfig({
        site: { ...site, closed: value, server: value, textlimit: other, logo: other },
      });
    }),
  );
});
