import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  defaultInstanceOrder,
  formatDirectoryParams,
  parseDirectoryParams,
} from '../../../web/params/directory-params.ts';
import { anyDirectoryQuery } from './any-directory-query.ts';

const parse = (query: string) => parseDirectoryParams(new URLSearchParams(query));

test('a query that is written as a URL and read again is the same query', () => {
  fc.assert(
    fc.property(anyDirectoryQuery, (query) => {
      const url = `https://census.invalid/en/servers?${formatDirectoryParams(query)}`;
      expect(parseDirectoryParams(new URL(url).searchParams)).toEqual({ ...query, problems: [] });
    }),
  );
});

test('any query string is read without an error, and what it means is written and read as the same', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.string(), fc.string({ unit: 'binary' }))), (given) => {
      const { problems: _, ...query } = parseDirectoryParams(new URLSearchParams(given));
      expect(parseDirectoryParams(formatDirectoryParams(query))).toEqual({ ...query, problems: [] });
    }),
  );
});

test('an empty query string asks for the first page of all servers, by lot', () => {
  expect(parse('')).toEqual({ filter: {}, order: defaultInstanceOrder, page: 1, problems: [] });
  expect(formatDirectoryParams({ filter: {}, order: defaultInstanceOrder, page: 1 }).toString()).toBe('');
});

test('the empty fields that a form sends are no filters and no problems', () => {
  expect(parse('q=&software=&language=+&registrations=&sort=&page=')).toEqual(parse(''));
});

test('several values of one filter are alternatives, each once', () => {
  const { filter } = parse('software=Lemmy&software=mastodon&software=lemmy&registrations=open');
  expect(filter).toEqual({ software: ['lemmy', 'mastodon'], registrations: ['open'] });
});

test.for([
  ['page=0', 'page', '"page" is "0", but must be a whole number from 1 to 10000.'],
  ['page=-1', 'page', '"page" is "-1", but must be a whole number from 1 to 10000.'],
  ['page=1e3', 'page', '"page" is "1e3", but must be a whole number from 1 to 10000.'],
  ['page=10001', 'page', '"page" is "10001", but must be a whole number from 1 to 10000.'],
  ['page=NaN', 'page', '"page" is "NaN", but must be a whole number from 1 to 10000.'],
  ['page=1&page=2', 'page', '"page" is "1", "2", but must be given once.'],
  ['q=a%00b', 'q', '"q" is "a\\u0000b", but must be free of U+0000.'],
  ['software=%00', 'software', '"software" is "\\u0000", but must be free of U+0000.'],
  [
    'language=english!',
    'language',
    '"language" is "english!", but must be a BCP 47 language tag, such as "pt" or "pt-BR".',
  ],
  [
    "registrations=open')--",
    'registrations',
    '"registrations" is "open\')--", but must be one of open, approval, invite, closed; repeat the parameter for alternatives.',
  ],
  [
    'sort=users;drop',
    'sort',
    '"sort" is "users;drop", but must be random, or one of domain, users_total, users_active_month, local_posts, first_seen_at, rules_count, users_active_half_year, uptime_30d, latency_ms, peers_count, last_up_at, last_visit_at, name, with a minus sign before it for descending order.',
  ],
  [
    'sort=--domain',
    'sort',
    '"sort" is "--domain", but must be random, or one of domain, users_total, users_active_month, local_posts, first_seen_at, rules_count, users_active_half_year, uptime_30d, latency_ms, peers_count, last_up_at, last_visit_at, name, with a minus sign before it for descending order.',
  ],
  ['family=nodeinfo-only', 'family', 'but must be one of mastodon, pleroma, misskey, '],
  ['family=__proto__', 'family', 'but must be one of mastodon, pleroma, misskey, '],
  ...['latest', '-1', '4,5', `9${'9'.repeat(20)}`].map(
    (value) =>
      [
        `version_min=${value}`,
        'version_min',
        `"version_min" is "${value}", but must be a version that begins with numbers, such as 4.5 or 4.5.0-rc1.`,
      ] as const,
  ),
  [
    'country=DEU',
    'country',
    '"country" is "DEU", but must be at most 50 country codes of two letters (ISO 3166-1), such as DE.',
  ],
  [
    'users_active_min=-1',
    'users_active_min',
    '"users_active_min" is "-1", but must be a whole number from 0 to 9007199254740991.',
  ],
  [
    'users_total_max=9007199254740992',
    'users_total_max',
    '"users_total_max" is "9007199254740992", but must be a whole number from 0 to 9007199254740991.',
  ],
  [
    'active_within_days=0',
    'active_within_days',
    '"active_within_days" is "0", but must be a whole number from 1 to 36500.',
  ],
  [
    'age_min_days=1.5',
    'age_min_days',
    '"age_min_days" is "1.5", but must be a whole number from 1 to 36500.',
  ],
  ...['1.1', '-0', '99', '1e-1', '0.1234567'].map(
    (value) =>
      [
        `uptime_min=${value}`,
        'uptime_min',
        `"uptime_min" is "${value}", but must be a share from 0 to 1, such as 0.99, with at most six digits after the point.`,
      ] as const,
  ),
  ['view=list', 'view', '"view" is "list", but must be one of cards, table.'],
  [`seed=${'x'.repeat(33)}`, 'seed', 'but must be at most 32 characters.'],
  [
    'size=huge',
    'size',
    'but must be one of tiny, small, medium, large, giant; repeat the parameter for alternatives.',
  ],
  ['rule_topic_not=rudeness', 'rule_topic_not', '; repeat the parameter to ask for none of them.'],
  ['sort=-random', 'sort', '"sort" is "-random", but must be random, or one of domain, '],
  ['quarantined=1', 'quarantined', '"quarantined" is "1", but must be true or false.'],
] as const)('%s is left out, and a problem says what to write instead', ([query, name, message]) => {
  const { problems, ...rest } = parse(query);
  expect(rest).toEqual({ filter: {}, order: defaultInstanceOrder, page: 1 });
  expect(problems).toEqual([{ kind: 'bad-value', name, message: expect.stringContaining(message) }]);
});

test('what the new filters take is read in the forms that people write', () => {
  expect(
    parse(
      'version_min=v1.0.0-rc1&version_max=4.5&country=de&country=DE&country=xk&uptime_min=1.0&quarantined=false',
    ).filter,
  ).toEqual({
    versionMin: [1, 0, 0],
    versionMax: [4, 5],
    country: ['DE', 'XK'],
    uptimeMin: 1,
    quarantined: false,
  });
});

test('a search text over 200 characters is left out, and the message does not repeat all of it', () => {
  const { filter, problems } = parse(`q=${'x'.repeat(10_000)}`);
  expect(filter).toEqual({});
  expect(problems[0]?.message).toBe(`"q" is "${'x'.repeat(80)}…", but must be at most 200 characters.`);
});

test('an unknown name is told apart from a bad value, and the nearest known name is suggested', () => {
  expect(parse('sofware=lemmy&q=x')).toEqual({
    ...parse('q=x'),
    problems: [
      {
        kind: 'unknown-name',
        name: 'sofware',
        message: 'There is no parameter "sofware". Did you mean "software"?',
      },
    ],
  });
});

test('names that every object has are unknown parameters', () => {
  const names = parse('__proto__=1&constructor=2&toString=3').problems.map(({ kind, name }) => [kind, name]);
  expect(names).toEqual([
    ['unknown-name', '__proto__'],
    ['unknown-name', 'constructor'],
    ['unknown-name', 'toString'],
  ]);
});

test('a flood of unknown names gives ten problems, not thousands', () => {
  const flood = Array.from({ length: 5_000 }, (_, index) => `x${index}=1`).join('&');
  expect(parse(flood).problems).toHaveLength(10);
});

test('the order by lot and the cards are what an address without them means', () => {
  expect(parse('sort=random&view=cards')).toEqual(parse(''));
  expect(parse('seed=k7&view=table&sort=-uptime_30d')).toEqual({
    filter: {},
    order: { by: 'uptime_30d', direction: 'desc' },
    page: 1,
    seed: 'k7',
    view: 'table',
    problems: [],
  });
});
