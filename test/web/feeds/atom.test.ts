import fc from 'fast-check';
import { expect, test } from 'vitest';
import { toAtom, xmlText } from '../../../web/feeds/atom.ts';
import { type Feed, tagUri } from '../../../web/feeds/feed.ts';
import { toJsonFeed } from '../../../web/feeds/json-feed.ts';
import { jsonFeedSchema, readAtom } from './read-feeds.ts';

const at = new Date('2026-11-23T08:00:00Z');

const feedOf = (title: string, summary: string): Feed => ({
  id: 'tag:census.invalid,2026-11-30:feeds/new-servers',
  title: 'Fedicensus: new servers',
  subtitle: 'Of the last days',
  pageUrl: 'https://census.invalid/en/servers',
  addresses: {
    atom: 'https://census.invalid/feeds/new-servers.atom?software=a&language=b',
    json: 'https://census.invalid/feeds/new-servers.json',
  },
  siteUrl: 'https://census.invalid/',
  updated: at,
  entries: [{ id: 'tag:census.invalid,2026-11-23:a', title, summary, url: 'https://census.invalid/en', at }],
});

const texts = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  // Lone surrogates and controls too.
  fc
    .array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 40 })
    .map((units) => String.fromCharCode(...units)),
  fc
    .array(
      fc.constantFrom('<', '>', '&', ']]>', '"', "'", '\r', '\n', '\t', ' ', '&#0;', '&lol;', '<!--', 'true'),
    )
    .map((parts) => parts.join('')),
);

test('case 110: whatever a text holds, the Atom feed is well-formed and gives it back, but for what XML forbids', () => {
  fc.assert(
    fc.property(texts, texts, (title, summary) => {
      const [entry] = readAtom(toAtom(feedOf(title, summary))).entries;
      expect(entry).toMatchObject({ title: xmlText(title), summary: xmlText(summary) });
    }),
    { numRuns: 1_000 },
  );
});

test('case 110: whatever a text holds, the JSON Feed gives it back', () => {
  fc.assert(
    fc.property(texts, texts, (title, summary) => {
      const bytes = Buffer.from(toJsonFeed(feedOf(title, summary)));
      const [item] = jsonFeedSchema.parse(JSON.parse(bytes.toString('utf8'))).items;
      expect(item).toMatchObject({ title, content_text: summary });
    }),
  );
});

test('XML forbids controls, surrogates without their other half and two noncharacters, and nothing else', () => {
  expect(xmlText('\0\u0001\u0008\u000b\u000c\u001f\ud800\udc00x\udfff\ufffe\uffff')).toBe('𐀀x');
  const allowed = '\t\n \u007f\u0085\u009f\u00a0\u202e\u2028\ue000\ufdd0\ufffd\u{1f9a6}\u{10ffff}';
  expect(xmlText(allowed)).toBe(allowed);
  expect(xmlText('one\r\ntwo\rthree')).toBe('one\ntwo\nthree');
});

test('an attribute whose value is a word of HTML keeps its value', () => {
  const feed = { ...feedOf('a', 'b'), pageUrl: 'true' };
  expect(readAtom(toAtom(feed)).links['alternate text/html']).toBe('true');
});

test('a tag names the site as a domain name', () => {
  expect(tagUri('https://census.invalid:8443/', '2026-11-23', 'a/b')).toBe(
    'tag:census.invalid,2026-11-23:a/b',
  );
  expect(tagUri('http://[::1]:3000/', '2026-11-23', 'a')).toBe('tag:localhost,2026-11-23:a');
});
