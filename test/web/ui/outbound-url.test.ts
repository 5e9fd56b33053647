import { expect, test } from 'vitest';
import { outboundUrl, signUpUrl } from '../../../web/ui/outbound-url.ts';

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
])('%j is no address that we link to', (raw) => {
  expect(outboundUrl(raw)).toBeNull();
});

test('an https address is linked to in its normal form', () => {
  expect(outboundUrl('https://Tarn.net')).toBe('https://tarn.net/');
});

test('signing up leads to the page of the software, or to the front page where we know none', () => {
  expect(signUpUrl({ url: 'https://tarn.net/', software: 'mastodon' })).toBe('https://tarn.net/auth/sign_up');
  expect(signUpUrl({ url: 'https://tarn.net/', software: 'constructor' })).toBe('https://tarn.net/');
});

test('a server cannot send people anywhere by its address', () => {
  expect(signUpUrl({ url: 'javascript:alert(1)', software: 'mastodon' })).toBeNull();
});
