import { expect, test } from 'vitest';
import { type AddressRecord, createResolver, dnsCachePolicy } from '../../../crawler/net/resolver.ts';
import { host } from './host.ts';
import { type NameServerAnswer, startNameServer } from './name-server.ts';

const town = host('server.town');
const notFound: NameServerAnswer = { code: 3 };
const serverFailure: NameServerAnswer = { code: 2 };
const refused: NameServerAnswer = { code: 5 };

test.for([
  [
    'A and AAAA',
    ['192.0.2.1', '192.0.2.2'],
    ['2001:db8::1'],
    { ok: true, addresses: ['192.0.2.1', '192.0.2.2', '2001:db8::1'] },
  ],
  ['A only', ['192.0.2.1'], [], { ok: true, addresses: ['192.0.2.1'] }],
  ['AAAA only', [], ['2001:db8::1'], { ok: true, addresses: ['2001:db8::1'] }],
  ['A, and a failing AAAA', ['192.0.2.1'], serverFailure, { ok: true, addresses: ['192.0.2.1'] }],
  [
    'A, and an AAAA question that is never answered',
    ['192.0.2.1'],
    'silence',
    { ok: true, addresses: ['192.0.2.1'] },
  ],
  ['no such name', notFound, notFound, { ok: false, kind: 'dns-not-found', code: 'ENOTFOUND' }],
  ['a name without addresses', [], [], { ok: false, kind: 'dns-not-found', code: 'ENODATA' }],
  ['a failing server', serverFailure, serverFailure, { ok: false, kind: 'dns-failed', code: 'ESERVFAIL' }],
  ['a refusing server', refused, refused, { ok: false, kind: 'dns-failed', code: 'EREFUSED' }],
  [
    'a failing A beside an empty AAAA',
    serverFailure,
    [],
    { ok: false, kind: 'dns-failed', code: 'ESERVFAIL' },
  ],
  ['silence', 'silence', 'silence', { ok: false, kind: 'dns-failed', code: 'ETIMEOUT' }],
] as const)('%s, as a real name server says it', async ([, four, six, expected]) => {
  await using server = await startNameServer((_name, type) => (type === 'A' ? four : six));
  const resolver = createResolver({ nameServers: [server.address], timeoutMs: 400, ipv6GraceMs: 50 });
  expect(await resolver.resolve(town)).toEqual(expected);
});

function countingResolver(answer: (family: 4 | 6) => readonly AddressRecord[] | Error, cacheSize = 10) {
  const asked: string[] = [];
  let nowMs = 0;
  const resolver = createResolver({
    cacheSize,
    clock: () => nowMs,
    query: async (name, family) => {
      asked.push(`${name} ${family}`);
      const said = answer(family);
      if (said instanceof Error) throw said;
      return said;
    },
  });
  const passSeconds = (seconds: number) => {
    nowMs += seconds * 1000;
  };
  return { resolver, asked, passSeconds };
}

const coded = (code: string) => Object.assign(new Error(code), { code });

test.for([
  ['an address with a TTL of 120 s for 120 s', [{ address: '192.0.2.1', ttlSeconds: 120 }], 120],
  [
    'an address with a TTL of 0 for the least time',
    [{ address: '192.0.2.1', ttlSeconds: 0 }],
    dnsCachePolicy.foundMinSeconds,
  ],
  [
    'an address with a TTL of a year for the longest time',
    [{ address: '192.0.2.1', ttlSeconds: 31_536_000 }],
    dnsCachePolicy.foundMaxSeconds,
  ],
  ['a missing name', coded('ENOTFOUND'), dnsCachePolicy.notFoundSeconds],
  ['a failure', coded('ESERVFAIL'), dnsCachePolicy.failedSeconds],
] as const)('the cache keeps %s', async ([, answer, seconds]) => {
  const { resolver, asked, passSeconds } = countingResolver(() => answer);
  const first = await resolver.resolve(town);
  const questions = asked.length;
  passSeconds(seconds - 1);
  expect(await resolver.resolve(town)).toEqual(first);
  expect(asked).toHaveLength(questions);
  passSeconds(2);
  await resolver.resolve(town);
  expect(asked).toHaveLength(2 * questions);
});

test('the cache holds no more names than it is told to, and forgets the oldest', async () => {
  const { resolver, asked } = countingResolver(() => [{ address: '192.0.2.1', ttlSeconds: 60 }], 2);
  for (const name of ['a.town', 'b.town', 'c.town', 'c.town', 'b.town', 'a.town'])
    await resolver.resolve(host(name));
  expect(asked.filter((question) => question.endsWith('4'))).toEqual([
    'a.town 4',
    'b.town 4',
    'c.town 4',
    'a.town 4',
  ]);
});

test('two questions for one name at the same time share an answer', async () => {
  const { resolver, asked } = countingResolver(() => [{ address: '192.0.2.1', ttlSeconds: 60 }]);
  const [one, other] = await Promise.all([resolver.resolve(town), resolver.resolve(town)]);
  expect(one).toBe(other);
  expect(asked).toHaveLength(2);
});

test('an error without a code is a failure, not a crash', async () => {
  const { resolver } = countingResolver(() => new Error('who knows'));
  expect(await resolver.resolve(town)).toMatchObject({ ok: false, kind: 'dns-failed' });
});
