import { expect, test } from 'vitest';
import { aboutUrl, outboundUrl, signUpUrl } from '../../../web/ui/outbound-url.ts';

test.for([
  'javascript:alert(1)',
  'data:text/html,<script>alert(1)</script>',
  'http://tarn.net/',
  'https://user:password@tarn.net/',
  'https://tarn.net:8443/',
  '//tarn.net/',
  '/servers',
  'https://',
  '',
])('case 92: %j is no address that we link to', (raw) => {
  expect(outboundUrl(raw)).toBeNull();
});

test('an https address is linked to in its normal form', () => {
  expect(outboundUrl('https://Tarn.net')).toBe('https://tarn.net/');
});

const tarn = { url: 'https://tarn.net/', software: 'mastodon', sign_up_url: null };

test('signing up leads to the page of the software, or to the front page where we know none', () => {
  expect(signUpUrl(tarn)).toBe('https://tarn.net/auth/sign_up');
  expect(signUpUrl({ ...tarn, software: 'constructor' })).toBe('https://tarn.net/');
});

test('the page that a server names for signing up goes first, unless it is none that we link to', () => {
  expect(signUpUrl({ ...tarn, sign_up_url: 'https://join.tarn.net/ask' })).toBe('https://join.tarn.net/ask');
  for (const sign_up_url of ['javascript:alert(1)', 'http://join.tarn.net/', 'https://a:b@join.tarn.net/'])
    expect(signUpUrl({ ...tarn, sign_up_url })).toBe('https://tarn.net/auth/sign_up');
});

test('case 92: a server cannot send people anywhere by its address', () => {
  expect(signUpUrl({ ...tarn, url: 'javascript:alert(1)' })).toBeNull();
  expect(aboutUrl({ ...tarn, url: 'javascript:alert(1)' })).toBeNull();
});

test('a server speaks of itself on the page of its software, or on the front page where we know none', () => {
  expect(aboutUrl({ ...tarn, software: 'peertube' })).toBe('https://tarn.net/about/instance');
  expect(aboutUrl({ ...tarn, software: 'toString' })).toBe('https://tarn.net/');
});
