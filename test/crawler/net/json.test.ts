import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { defaultJsonLimits, parseJson } from '../../../crawler/net/json.ts';
import { hasSharedData, listShared, readShared } from '../../support/shared-data.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
const refusal = (text: string, limits = {}) => {
  const result = parseJson(bytes(text), limits);
  return result.ok ? null : result.reason;
};

describe('the files of JSONTestSuite', () => {
  const files = hasSharedData
    ? listShared('corpora/json/test_parsing').filter((path) => path.endsWith('.json'))
    : [];
  const named = (letter: string) => files.filter((path) => path.includes(`/${letter}_`));

  test.skipIf(!hasSharedData)('case 50: all that must be accepted are (needs ../shared)', () => {
    expect(named('y').length).toBeGreaterThan(90);
    expect(named('y').filter((path) => !parseJson(readShared(path)).ok)).toEqual([]);
  });

  test.skipIf(!hasSharedData)(
    'case 50: all that must be refused are, with a reason (needs ../shared)',
    () => {
      expect(named('n').length).toBeGreaterThan(180);
      expect(named('n').filter((path) => parseJson(readShared(path)).ok)).toEqual([]);
    },
  );

  test.skipIf(!hasSharedData)(
    'case 50: each ends as the files’ names and our limits say (needs ../shared)',
    () => {
      const transforms = listShared('corpora/json/test_transform').filter((path) => path.endsWith('.json'));
      expect(transforms.length).toBeGreaterThan(15);
      for (const path of [...files, ...transforms]) {
        const result = parseJson(readShared(path));
        // What is accepted is what JSON.parse makes of the text, and what is not has one of four reasons.
        if (result.ok)
          expect(result.value).toEqual(
            JSON.parse(
              readShared(path)
                .toString()
                .replace(/^\uFEFF/, ''),
            ),
          );
        else expect(['bad-encoding', 'too-deep', 'cut-off', 'bad-json']).toContain(result.reason);
      }
    },
  );

  test.skipIf(!hasSharedData)(
    'case 50: the doubtful ones end in a value or a reason (needs ../shared)',
    () => {
      expect(named('i').length).toBeGreaterThan(30);
      for (const path of named('i')) expect(typeof parseJson(readShared(path)).ok).toBe('boolean');
    },
  );
});

test('any JSON value comes back as it was written', () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 5 }), (value) => {
      expect(parseJson(bytes(JSON.stringify(value)))).toEqual({
        ok: true,
        value: JSON.parse(JSON.stringify(value)),
      });
    }),
  );
});

test('any bytes end in a value or a reason', () => {
  fc.assert(
    fc.property(fc.uint8Array(), (body) => {
      expect(typeof parseJson(body).ok).toBe('boolean');
    }),
  );
});

test('case 51: a byte order mark is forgiven, UTF-16 is not', () => {
  expect(parseJson(bytes('\uFEFF{"a":1}'))).toEqual({ ok: true, value: { a: 1 } });
  expect(parseJson(Buffer.from('\uFEFF{"a":1}', 'utf16le'))).toMatchObject({ ok: false });
});

test('case 50: bytes that are no UTF-8 are refused, not repaired', () => {
  expect(parseJson(Buffer.from([0x22, 0xff, 0x22]))).toEqual({ ok: false, reason: 'bad-encoding' });
});

test('case 52: depth is counted outside of strings and capped before parsing', () => {
  const nested = (depth: number) => '['.repeat(depth) + ']'.repeat(depth);
  expect(refusal(nested(defaultJsonLimits.maxDepth))).toBeNull();
  expect(refusal(nested(defaultJsonLimits.maxDepth + 1))).toBe('too-deep');
  expect(refusal(`${'{"a":'.repeat(65)}1${'}'.repeat(65)}`)).toBe('too-deep');
  expect(refusal('['.repeat(1_000_000))).toBe('too-deep');
  expect(refusal(JSON.stringify('['.repeat(1000)))).toBeNull();
  expect(refusal(String.raw`["\"[[[[[[", "\\"]`, { maxDepth: 1 })).toBeNull();
});

test('case 53: items and keys are counted over all levels and capped', () => {
  expect(refusal('[1,2,3]', { maxItems: 3 })).toBeNull();
  expect(refusal('[1,2,3,4]', { maxItems: 3 })).toBe('too-many-items');
  expect(refusal('[[],[],[]]', { maxItems: 3 })).toBe('too-many-items');
  expect(refusal('{"a":1,"b":2}', { maxKeys: 2 })).toBeNull();
  expect(refusal('{"a":1,"b":{"c":2}}', { maxKeys: 2 })).toBe('too-many-items');
  expect(refusal('["a,b:c"]', { maxItems: 1, maxKeys: 0 })).toBeNull();
});

test('a peer list of 200,000 names is taken', () => {
  const names = Array.from({ length: 200_000 }, (_, index) => `server-${index}.town`);
  expect(parseJson(bytes(JSON.stringify(names)))).toMatchObject({ ok: true });
});

test('case 53: an object of 300,000 keys is refused before it is parsed', () => {
  const keys = Array.from({ length: 300_000 }, (_, index) => `"k${index}":1`);
  expect(refusal(`{${keys.join(',')}}`)).toBe('too-many-items');
});

test('case 55: of doubled keys the last one counts', () => {
  expect(parseJson(bytes('{"a":1,"b":{"c":1,"c":2},"a":3}'))).toEqual({
    ok: true,
    value: { a: 3, b: { c: 2 } },
  });
});

test('case 54: keys that name a prototype are ordinary own keys', () => {
  const result = parseJson(bytes('{"__proto__":{"isAdmin":true},"constructor":1}'));
  const value = result.ok ? (result.value as Record<string, unknown>) : {};
  expect(Object.hasOwn(value, '__proto__')).toBe(true);
  expect(({ ...value } as { isAdmin?: boolean }).isAdmin).toBeUndefined();
  expect(({} as { isAdmin?: boolean }).isAdmin).toBeUndefined();
});

test.for(['{', '[1', '"abc', '"\\', '{"a":[1,2', '{"a":"b', '[{}'])('case 27: "%s" was cut off', (text) => {
  expect(refusal(text)).toBe('cut-off');
});

test.for(['', ' ', '{"a"}', 'nul', '<!doctype html>', ']', '{]}'])('"%s" is no JSON', (text) => {
  expect(refusal(text)).toBe('bad-json');
});
