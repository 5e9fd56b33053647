import { expect, test } from 'vitest';
import {
  type AddressRecord,
  createResolver,
  dnsCachePolicy,
  maxAddressesOfName,
} from '../../../crawler/net/resolver.ts';
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
  ['nonsense', 'nonsense', 'nonsense', { ok: false, kind: 'dns-failed', code: 'EBADRESP' }],
  [
    'a name that stands for itself, without end',
    { alias: 'server.town' },
    { alias: 'server.town' },
    { ok: false, kind: 'dns-not-found', code: 'ENODATA' },
  ],
] as const)('cases 17, 18: %s, as a real name server says it', async ([, four, six, expected]) => {
  await using server = await startNameServer((_name, type) => (type === 'A' ? four : six));
  const resolver = createResolver({ nameServers: [server.address], timeoutMs: 400, ipv6GraceMs: 50 });
  expect(await resolver.resolve(town)).toEqual(expected);
});

const manyAddresses = (count: number) =>
  Array.from({ length: count }, (_, index) => `192.0.${index >> 8}.${index & 0xff}`);

test('case 18: a name may have as many addresses as a large server has, also when they fill more than a datagram', async () => {
  await using server = await startNameServer((_name, type) =>
    type === 'A' ? manyAddresses(64) : manyIpv6(60),
  );
  const resolver = createResolver({ nameServers: [server.address] });
  expect(await resolver.resolve(town)).toMatchObject({ ok: false, code: 'too-many-addresses' });
  await using smaller = await startNameServer((_name, type) =>
    type === 'A' ? [] : manyIpv6(maxAddressesOfName),
  );
  const found = await createResolver({ nameServers: [smaller.address] }).resolve(town);
  expect(found.ok && found.addresses).toHaveLength(maxAddressesOfName);
  expect(smaller.tcpQuestions).toBe(1);
});

const manyIpv6 = (count: number) =>
  Array.from({ length: count }, (_, index) => `2001:db8::${(index + 1).toString(16)}`);

test.for([1_000, 4_090])(
  'case 18: %s addresses, as many as a message of 64 KB holds at most, are no server’s',
  async (count) => {
    await using server = await startNameServer((_name, type) => (type === 'A' ? manyAddresses(count) : []));
    const resolver = createResolver({ nameServers: [server.address] });
    expect(await resolver.resolve(town)).toEqual({
      ok: false,
      kind: 'dns-failed',
      code: 'too-many-addresses',
    });
    expect(server.tcpQuestions).toBe(1);
  },
);

test('case 18: fifty names that nobody answers for keep no name waiting that has an answer', async () => {
  await using server = await startNameServer((name, type) =>
    name === 'server.town' && type === 'A' ? ['192.0.2.1'] : name === 'server.town' ? [] : 'silence',
  );
  const resolver = createResolver({ nameServers: [server.address], timeoutMs: 1_000 });
  const silent = Array.from({ length: 50 }, (_, index) => resolver.resolve(host(`silent-${index}.town`)));
  const first = await Promise.race([resolver.resolve(town), Promise.all(silent)]);
  expect(first).toEqual({ ok: true, addresses: ['192.0.2.1'] });
  expect(new Set((await Promise.all(silent)).map((each) => !each.ok && each.code))).toEqual(
    new Set(['ETIMEOUT']),
  );
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
] as const)('case 18: the cache keeps %s', async ([, answer, seconds]) => {
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
