import { expect, test } from 'vitest';
import { contentSecurityPolicy, createNonce } from '../../web/page-security.ts';
import { unavailablePage } from '../../web/unavailable-page.ts';

const texts = { name: 'N', title: 'T <b>', heading: 'H & "h"', text: 'X', retry: 'R' };

test('the page that stands in while the database is away needs nothing but itself', () => {
  const page = unavailablePage({ locale: 'fr', nonce: 'abc', texts });
  expect(page).toContain('<html lang="fr" dir="ltr">');
  expect(page).toContain('<style nonce="abc">');
  expect(page).not.toMatch(/<script|<link|src=|url\(/);
  expect(page.match(/href="[^"]*"/g)).toEqual(['href=""']);
});

test('its texts are escaped', () => {
  const page = unavailablePage({ locale: 'en', nonce: '"><script>', texts });
  expect(page).toContain('<h1>H &amp; &quot;h&quot;</h1>');
  expect(page).toContain('<title>T &lt;b&gt; · N</title>');
  expect(page).not.toContain('<script>');
});

test('a nonce is never given twice, and the policy lets no other script run', () => {
  const nonces = Array.from({ length: 1_000 }, createNonce);
  expect(new Set(nonces).size).toBe(1_000);
  expect(nonces.every((nonce) => Buffer.from(nonce, 'base64').length === 16)).toBe(true);
  const policy = contentSecurityPolicy('abc');
  expect(policy).toContain("script-src 'self' 'nonce-abc' 'strict-dynamic'");
  // A service worker has no nonce, and a rule of its own.
  expect(policy).toContain("worker-src 'self'");
  expect(policy).not.toMatch(/unsafe|https?:|\*/);
});
