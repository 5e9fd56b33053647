import { expect, test } from 'vitest';
import { userAgent } from '../../../crawler/net/http.ts';
import { productToken } from '../../../crawler/net/product-token.ts';
import { isAllowed, parseRobots } from '../../../crawler/net/robots.ts';
import * as policy from '../../../web/ui/policy/crawler-policy.ts';

const environment = { siteUrl: 'https://census.net/', contact: 'ops@census.net' };

test('the page shows the User-Agent that the crawler sends', () => {
  const sent = userAgent({
    version: 'x.y.z',
    policyUrl: 'https://census.net/crawler',
    contact: 'ops@census.net',
  });
  expect(policy.exampleUserAgent(environment)).toBe(sent);
  expect(policy.exampleUserAgent({ ...environment, contact: null })).toBe(
    userAgent({ version: 'x.y.z', policyUrl: 'https://census.net/crawler', contact: null }),
  );
});

test('the page names the token that the crawler obeys', () => {
  expect(policy.productToken).toBe(productToken);
});

test('the robots.txt that the page advises keeps the crawler out of all that it would read', () => {
  const robots = parseRobots(policy.robotsTxtExample);
  const paths = ['/.well-known/nodeinfo', '/nodeinfo/2.0', '/api/v2/instance', '/api/v1/instance/peers'];
  expect(paths.filter((path) => isAllowed(robots, path))).toEqual([]);
});

test('a contact leads to a mail or an https page, and to nothing else', () => {
  expect(policy.contactHref('ops@census.net')).toBe('mailto:ops@census.net');
  expect(policy.contactHref('https://census.net/contact')).toBe('https://census.net/contact');
  expect(policy.contactHref('javascript:alert(1)')).toBeNull();
});
