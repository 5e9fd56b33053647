import { expect, test } from 'vitest';
import { withoutIdleScripts } from '../../web/idle-scripts.ts';
import { xssPayloads } from '../support/hostile-texts.ts';

const nonce = 'nonce="a+/="';
const ours = [
  '<script type="application/ld+json">{"name":"self.__next_f.push("}</script>',
  `<script src="/own.js" async="" ${nonce}></script>`,
  '<link rel="preload" as="font" href="/_next/static/media/a.woff2"/>',
  '<p>What a server wrote: &lt;script&gt;self.__next_f.push([1])&lt;/script&gt;</p>',
].join('');
const scripts = [
  `<link rel="preload" as="script" fetchPriority="low" ${nonce} href="/_next/static/chunks/1.js"/>`,
  `<script src="/_next/static/chunks/2.js" async="" ${nonce}></script>`,
  `<script src="/_next/static/chunks/3.js" noModule="" ${nonce}></script>`,
  `<script ${nonce} id="_R_">(globalThis["TURBOPACK"]||[]).push({})</script>`,
  `<script ${nonce}>(self.__next_f=self.__next_f||[]).push([0])</script>`,
  `<script ${nonce}>self.__next_f.push([1,"a > b \\u003c/script>\\n"])</script>`,
].join('');
const page = (body: string) => `<!DOCTYPE html><html lang="en"><body>${body}${ours}${scripts}</body></html>`;

test('a page on which nothing is interactive loses the scripts of Next, and nothing else', () => {
  expect(withoutIdleScripts(page('<p>Text</p>'))).toBe(page('<p>Text</p>').replace(scripts, ''));
});

test('a page with something interactive fetches its scripts later, with its own nonce, and keeps what they are told', () => {
  const later = withoutIdleScripts(page('<div data-interactive=""></div>'));
  expect(later).not.toMatch(/<script[^>]* src="\/_next\/(?![^>]*noModule)/);
  expect(later).not.toContain('rel="preload" as="script"');
  expect(later).toContain(
    `<script type="text/plain" data-src="/_next/static/chunks/2.js" async="" ${nonce}></script>`,
  );
  expect(later).toContain('self.__next_f.push([1,');
  expect(later.endsWith('</script></body></html>')).toBe(true);
  expect(later.match(/<script nonce="a\+\/=">\(\(\) => \{/g)).toHaveLength(1);
  expect(later).toContain(ours);
});

test('a page with urgent work for scripts stays as it is', () => {
  for (const work of ['<!--$?-->', '<!--$!-->']) expect(withoutIdleScripts(page(work))).toBe(page(work));
  const failure = page('').replace('<html', '<html id="__next_error__"');
  expect(withoutIdleScripts(failure)).toBe(failure);
});

test('case 89: what servers wrote neither goes with the scripts nor keeps them', () => {
  const escaped = (text: string) => text.replace(/[&<>"]/g, (sign) => `&#${sign.codePointAt(0)};`);
  const texts = [...xssPayloads(), '<script src="/_next/a.js"></script>', '<!--$?-->', 'id="__next_error__"'];
  for (const text of texts) {
    const told = `<p title="${escaped(text)}">${escaped(text)}</p>`;
    expect(withoutIdleScripts(page(told))).toBe(page(told).replace(scripts, ''));
  }
});
