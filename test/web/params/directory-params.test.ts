import fc from 'fast-check';
import { expect, test } from 'vitest';
import { instanceStatuses, registrationModes } from '../../../db/model/status.ts';
import { instanceSorts } from '../../../db/queries/list-instances.ts';
import {
  type DirectoryQuery,
  defaultInstanceOrder,
  formatDirectoryParams,
  maxDirectoryPage,
  parseDirectoryParams,
} from '../../../web/params/directory-params.ts';

const parse = (query: string) => parseDirectoryParams(new URLSearchParams(query));

const words = fc
  .string({ unit: 'binary', minLength: 1, maxLength: 40 })
  .map((text) => text.toWellFormed().replaceAll('\0', '').trim())
  .filter((text) => text !== '');
const optional = <Key extends string, Value>(key: Key, value: fc.Arbitrary<Value>) =>
  fc.option(value, { nil: undefined }).map((found) => (found === undefined ? {} : { [key]: found }));

const queries: fc.Arbitrary<DirectoryQuery> = fc.record({
  filter: fc
    .tuple(
      optional('search', words),
      optional('software', fc.uniqueArray(fc.stringMatching(/^[a-z0-9-]{1,20}$/), { minLength: 1 })),
      optional('registrations', fc.subarray([...registrationModes], { minLength: 1 })),
      optional('language', fc.constantFrom('pt', 'pt-BR', 'zh-Hant-TW', 'de')),
      optional('status', fc.subarray([...instanceStatuses], { minLength: 1 })),
    )
    .map((parts) => Object.assign({}, ...parts) as DirectoryQuery['filter']),
  order: fc.record({ by: fc.constantFrom(...instanceSorts), direction: fc.constantFrom('asc', 'desc') }),
  page: fc.integer({ min: 1, max: maxDirectoryPage }),
});

test('a query that is written as a URL and read again is the same query', () => {
  fc.assert(
    fc.property(queries, (query) => {
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

test('an empty query string asks for the first page of all servers, most active first', () => {
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
    '"sort" is "users;drop", but must be one of domain, users_total, users_active_month, local_posts, first_seen_at, rules_count, with a minus sign before it for descending order.',
  ],
  [
    'sort=--domain',
    'sort',
    '"sort" is "--domain", but must be one of domain, users_total, users_active_month, local_posts, first_seen_at, rules_count, with a minus sign before it for descending order.',
  ],
] as const)('%s is left out, and a problem says what to write instead', ([query, name, message]) => {
  expect(parse(query)).toEqual({ ...parse(''), problems: [{ kind: 'bad-value', name, message }] });
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
