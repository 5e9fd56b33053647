import fc from 'fast-check';
import { expect, test } from 'vitest';
import { departuresFrom, notedIn } from '../../../crawler/software/departures.ts';
import { readLanguages } from '../../../crawler/software/languages.ts';
import { parseSite } from '../../../crawler/software/lemmy-site.ts';
import { parseInstanceV1, parseInstanceV2 } from '../../../crawler/software/mastodon-instance.ts';
import { parseMeta } from '../../../crawler/software/misskey-meta.ts';

const shape = {
  title: 'string',
  'sign.up': 'boolean',
  rules: { maxLength: 2 },
  list: 'array',
  box: 'object',
} as const;

test('what is of another kind, or longer than it is read, is noted; what is absent or null is not', () => {
  expect(departuresFrom(shape, { title: null, sign: {}, rules: ['a', 'b'] })).toEqual([]);
  expect(
    departuresFrom(shape, { title: 7, sign: { up: 'yes' }, rules: ['a', 'b', 'c'], list: {}, box: [] }),
  ).toEqual([
    { path: 'title', reason: 'wrong-type' },
    { path: 'sign.up', reason: 'wrong-type' },
    { path: 'rules', reason: 'too-many' },
    { path: 'list', reason: 'wrong-type' },
    { path: 'box', reason: 'wrong-type' },
  ]);
  expect(notedIn(shape, {})).toEqual({});
});

test('an array or an object of another kind all the way down is no obstacle', () => {
  fc.assert(fc.property(fc.jsonValue(), (value) => departuresFrom(shape, value).length <= 5));
});

test('a hundred thousand rules or languages are cut, with a note, and void nothing else', () => {
  const many = Array.from({ length: 100_000 }, (_, index) => ({ id: `${index}`, text: `rule ${index}` }));
  const tags = Array.from({ length: 100_000 }, (_, index) =>
    String.fromCharCode(97 + (index % 26), 97 + (Math.floor(index / 26) % 26)),
  );
  const about = parseInstanceV2({ title: 'Town', rules: many, languages: tags });
  expect(about.rules).toMatchObject({ kind: 'read' });
  expect(about.rules.kind === 'read' && about.rules.rules).toHaveLength(500);
  expect(about.languages?.length).toBeLessThanOrEqual(200);
  expect(about.name).toBe('Town');
  expect(about.notes).toEqual([
    { path: 'languages', reason: 'too-many' },
    { path: 'rules', reason: 'too-many' },
  ]);
  expect(readLanguages(tags)?.length).toBeLessThanOrEqual(200);
});

test.for([
  [
    'Mastodon, version 2',
    parseInstanceV2,
    { title: ['Town'], registrations: { enabled: 'yes' } },
    ['title', 'registrations.enabled'],
  ],
  ['Mastodon, version 1', parseInstanceV1, { title: 'Town', registrations: 1 }, ['registrations']],
  ['Misskey', parseMeta, { name: 'Mi', serverRules: 'be kind' }, ['serverRules']],
  ['Lemmy', parseSite, { site_view: { site: { name: 7, sidebar: 'x' } } }, ['site_view.site.name']],
] as const)(
  '%s: a part of another kind is null with a reason, its neighbours stay',
  ([, parse, document, paths]) => {
    const { notes } = parse(document);
    expect(notes?.map(({ path, reason }) => [path, reason])).toEqual(
      paths.map((path) => [path, 'wrong-type']),
    );
  },
);
