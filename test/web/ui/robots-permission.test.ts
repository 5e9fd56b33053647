import { expect, test } from 'vitest';
import { parseRobots } from '../../../crawler/net/robots.ts';
import { robotsTxtExample } from '../../../web/ui/policy/crawler-policy.ts';
import { robotsPermission } from '../../../web/ui/policy/robots-permission.ts';

const under = (text: string, software: string | null) => robotsPermission(parseRobots(text), software);

test('a file without rules allows all that the software is asked for', () => {
  expect(under('', 'mastodon')).toEqual({ nodeInfo: 'all', about: 'all', peers: 'all', isTooSlow: false });
});

test('the lines that the policy page advises allow nothing', () => {
  expect(under(robotsTxtExample, 'lemmy')).toEqual({
    ...{ nodeInfo: 'none', about: 'none', peers: 'none', isTooSlow: false },
  });
});

test('one document of several is said to be a part', () => {
  const text = 'User-agent: *\nDisallow: /api/v1/instance/rules';
  expect(under(text, 'mastodon')).toMatchObject({ nodeInfo: 'all', about: 'some', peers: 'all' });
});

test('pauses that a visit does not wait leave NodeInfo alone', () => {
  const text = 'User-agent: *\nCrawl-delay: 30';
  expect(under(text, 'mastodon')).toEqual({
    ...{ nodeInfo: 'all', about: 'none', peers: 'none', isTooSlow: true },
  });
  expect(under('User-agent: *\nCrawl-delay: 10', 'mastodon').isTooSlow).toBe(false);
});

test('nothing is said of what a software is not asked for', () => {
  expect(under('', 'hollo')).toMatchObject({ about: 'all', peers: null });
  for (const software of [null, 'never-heard-of'])
    expect(under('', software)).toMatchObject({ nodeInfo: 'all', about: null, peers: null });
});
