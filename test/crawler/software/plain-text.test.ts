import fc from 'fast-check';
import { expect, test } from 'vitest';
import { plainText } from '../../../crawler/software/plain-text.ts';

test.for([
  ['a page that sends on', '<meta http-equiv="refresh" content="0;url=http://169.254.169.254/">Town', 'Town'],
  ['a base for all addresses', '<base href="http://10.0.0.1/"><a href="x">Town</a>', 'Town'],
  [
    'pictures and frames',
    '<img src="https://evil.social/p.png" alt="x"><iframe src="//evil.social"></iframe>Town',
    'Town',
  ],
  ['a script and a style', '<script>alert(1)</script><style>@import "//evil.social"</style>Town', 'Town'],
  ['tags that are never closed', '<p><b><i>Town', 'Town'],
  ['an entity of an entity', '&amp;lt;script&amp;gt;Town', '&lt;script&gt;Town'],
] as const)('case 62: %s leaves the words, and nothing is followed', ([, html, text]) => {
  expect(plainText(html, 1_000)).toBe(text);
});

test.for([
  ['a million tags that are never closed', '<b>'.repeat(1_000_000)],
  ['a million nested lists', '<ul><li>'.repeat(500_000)],
  ['a million quotes within quotes', '<blockquote>'.repeat(300_000)],
  ['tables within tables', '<table><tr><td>'.repeat(200_000)],
  ['a tag of 100,000 attributes', `<p ${'a="b" '.repeat(100_000)}>Town</p>`],
  ['a tag that never ends', `<p ${'a'.repeat(2_000_000)}`],
  ['a million brackets', '<'.repeat(1_000_000)],
  ['a million ampersands', '&'.repeat(1_000_000)],
  ['a million entities', '&lt;'.repeat(500_000)],
  ['entities that are never closed', '&amp'.repeat(500_000)],
  [
    'document types with entities',
    `<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "${'&a;'.repeat(1_000)}">]>${'&b;'.repeat(50_000)}`,
  ],
  ['comments that are never closed', '<!-- '.repeat(300_000)],
  ['blanks', `<p>${' \n'.repeat(1_000_000)}</p>`],
] as const)('case 62: %s end within bounds', ([, html]) => {
  expect(plainText(html, 5_000)?.length ?? 0).toBeLessThanOrEqual(5_000);
});

test('case 62: whatever it is given, plain text is null or within its bound, and well-formed', () => {
  const piece = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.constantFrom('<p>', '</p>', '<a href="', '">', '&amp;', '<ul><li>', '<!--', '\0'),
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
      const text = plainText(pieces.join(''), 200) ?? 'x';
      expect(text.length).toBeLessThanOrEqual(200);
      expect(text.isWellFormed()).toBe(true);
      expect(text).not.toContain('\0');
    }),
  );
});
