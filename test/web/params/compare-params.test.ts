import fc from 'fast-check';
import { expect, test } from 'vitest';
import { comparePath, mostCompared, parseCompareParams } from '../../../web/params/compare-params.ts';
import { parseTypedHost } from '../../../web/params/typed-host.ts';

const read = (query: string) => parseCompareParams(new URLSearchParams(query));

test('servers stand in the order of the address, each once, four at most; the rest is told', () => {
  const names = ['a', 'b', 'a', 'c', 'd', 'e', 'f'].map((name) => `server=${name}.net`);
  expect(read(names.join('&'))).toEqual({
    hosts: ['a.net', 'b.net', 'c.net', 'd.net'],
    repeated: ['a.net'],
    leftOut: ['e.net', 'f.net'],
    bad: [],
  });
});

test('empty fields count for nothing, and what is no name is told as it was typed', () => {
  expect(read('server=&server=++&server=Brightwater+Commons&server=127.0.0.1&other=x')).toEqual({
    ...{ hosts: [], repeated: [], leftOut: [] },
    bad: ['Brightwater Commons', '127.0.0.1'],
  });
});

test('case 105: what no database takes in a text is given on as a sign that it takes', () => {
  expect(read('server=%00&server=a%00b.net')).toMatchObject({ hosts: [], bad: ['\ufffd', 'a\ufffdb.net'] });
});

test.for([
  ['Changewell.net', 'changewell.net'],
  ['  changewell.net/ ', 'changewell.net'],
  ['https://changewell.net/about?x=1', 'changewell.net'],
  ['http://user:pw@changewell.net:8443/', 'changewell.net'],
  ['@ann@changewell.net', 'changewell.net'],
  ['ann@changewell.net', 'changewell.net'],
  ['büchermoor.net', 'xn--bchermoor-q9a.net'],
  ['changewell.net/about', null],
  ['javascript:alert(1)', null],
  ['https://127.0.0.1/', null],
  ['@', null],
  ['', null],
] as const)('%j means %j', ([typed, host]) => {
  const parsed = parseTypedHost(typed);
  expect(parsed.ok ? parsed.value : null).toBe(host);
});

test('a comparison’s address is read as it was written', () => {
  const hosts = ['a.net', 'xn--bchermoor-q9a.net'];
  expect(read(comparePath(hosts).split('?')[1] ?? '').hosts).toEqual(hosts);
  expect(comparePath([])).toBe('/compare');
});

test('every address gives servers within bounds', () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(fc.domain(), fc.string())), (texts) => {
      const query = parseCompareParams(
        new URLSearchParams(texts.map((text): [string, string] => ['server', text])),
      );
      expect(query.hosts.length).toBeLessThanOrEqual(mostCompared);
      expect(new Set(query.hosts).size).toBe(query.hosts.length);
      const all = [query.hosts, query.leftOut, query.bad].flat().length;
      expect(all).toBeLessThanOrEqual(12);
      expect(query.bad.every((text) => text.length <= 300)).toBe(true);
    }),
  );
});
