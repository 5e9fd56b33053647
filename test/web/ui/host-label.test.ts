import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { LinkedHost } from '../../../web/ui/outbound-link.tsx';

const textOf = (href: string) =>
  renderToStaticMarkup(createElement(LinkedHost, { href })).replace(/<[^>]*>/g, '');

test('case 12: a name in letters of its own is shown in them, with its punycode beside it', () => {
  expect(textOf('https://xn--bcher-kva.social/')).toBe('bücher.social (xn--bcher-kva.social)');
});

test('case 12: a homograph is shown as punycode alone', () => {
  expect(textOf('https://аррӏе.com/')).toBe('xn--80ak6aa92e.com');
});

test('a plain name is shown once', () => {
  expect(textOf('https://mastodon.social/')).toBe('mastodon.social');
});
