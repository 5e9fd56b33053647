import fc from 'fast-check';
import { expect, test } from 'vitest';
import { UnreadableFile } from '../../../crawler/archive/file-bytes.ts';
import { jsonElements } from '../../../crawler/archive/json-elements.ts';
import { fileOf } from './file-of.ts';

async function split(text: string | Uint8Array, partBytes = 65_536, maxElementBytes = 1_000) {
  const elements: (string | null)[] = [];
  const { parts } = fileOf(text, partBytes);
  for await (const element of jsonElements(parts, { maxElementBytes, arrayKey: 'instances' }))
    elements.push(element === null ? null : element.toString());
  return elements;
}

const parsed = async (text: string, partBytes: number) =>
  (await split(text, partBytes, 1e6)).map((element) => JSON.parse(element ?? 'cut'));

test('any array is cut into its elements, wherever its parts are cut', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.jsonValue()),
      fc.integer({ min: 1, max: 40 }),
      fc.constantFrom('', ' ', '\r\n\t'),
      fc.constantFrom(undefined, 1),
      async (values, partBytes, blank, indent) => {
        const text = `${blank}${JSON.stringify(values, null, indent)}${blank}`;
        expect(await parsed(text, partBytes)).toEqual(JSON.parse(text));
      },
    ),
  );
});

test('the array of an object is found among its other members, wherever its parts are cut', async () => {
  const others = fc.dictionary(
    fc.string().filter((key) => key !== 'instances' && key !== '__proto__'),
    fc.jsonValue(),
  );
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.jsonValue()),
      others,
      others,
      fc.integer({ min: 1, max: 40 }),
      async (instances, before, after, partBytes) => {
        const clean = Object.fromEntries(
          Object.entries(after).filter(([key]) => !Object.hasOwn(before, key)),
        );
        const text = JSON.stringify({ ...before, instances, ...clean });
        expect(await parsed(text, partBytes)).toEqual(JSON.parse(JSON.stringify(instances)));
      },
    ),
  );
});

test.for([
  ['[]', []],
  [' [ ] ', []],
  ['\ufeff[1]', ['1']],
  ['[1,2 , 3]', ['1', '2 ', ' 3']],
  ['["a,]b", "\\"]"]', ['"a,]b"', ' "\\"]"']],
  ['["\\\\",1]', ['"\\\\"', '1']],
  ['{"instances":[1],"pagination":{"instances":[2]}}', ['1']],
  ['{"data":{"instances":[2]},"instances":[1]}', ['1']],
  ['{"x":"instances","instances":[]}', []],
  ['{"instances":null,"instances":[1]}', ['1']],
  ['[1,]', ['1', '']],
  ['[,1]', ['', '1']],
  ['[{"a":1],2]', ['{"a":1]', '2']],
] as const)('%s', async ([text, elements]) => {
  for (const partBytes of [1, 2, 3, 100]) expect(await split(text, partBytes)).toEqual(elements);
});

test('an element that is too long, or nested without end, is passed over', async () => {
  const long = `"${'x'.repeat(2_000)}"`;
  const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
  for (const partBytes of [7, 1_000, 1e6])
    expect(await split(`[1,${long},2,${deep},3]`, partBytes)).toEqual(['1', null, '2', null, '3']);
});

test.for([
  ['', 'It is empty.'],
  ['  \n', 'It is empty.'],
  ['null', 'It is no JSON.'],
  ['"a"', 'It is no JSON.'],
  ['<html>', 'It is no JSON.'],
  ['[', 'It ends in the middle of its JSON: was it cut off?'],
  ['[1,2', 'It ends in the middle of its JSON: was it cut off?'],
  ['[{"a":1}', 'It ends in the middle of its JSON: was it cut off?'],
  ['["a', 'It ends in the middle of its JSON: was it cut off?'],
  ['{"instances":[1]', 'It ends in the middle of its JSON: was it cut off?'],
  ['['.repeat(100), 'It ends in the middle of its JSON: was it cut off?'],
  ['[1}', 'It is no JSON: a brace ends an array.'],
  ['[1][2]', 'Something follows the end of its JSON.'],
  ['[1]x', 'Something follows the end of its JSON.'],
  ['{}', 'It is a JSON object without an array named "instances".'],
  ['{"instances":{"a":[1]}}', 'It is a JSON object without an array named "instances".'],
  ['{"instances":"[1]"}', 'It is a JSON object without an array named "instances".'],
] as const)('%j is refused', async ([text, problem]) => {
  for (const partBytes of [1, 1_000])
    await expect(split(text, partBytes)).rejects.toThrow(new UnreadableFile(problem));
});

test('any bytes give elements or a sentence', async () => {
  const bytes = fc.oneof(
    fc.uint8Array(),
    fc.string({ unit: fc.constantFrom('[', ']', '{', '}', ',', ':', '"', '\\', ' ', '1') }),
  );
  await fc.assert(
    fc.asyncProperty(bytes, fc.integer({ min: 1, max: 9 }), async (given, partBytes) => {
      const end = await split(given, partBytes).catch((error: unknown) => error);
      if (!Array.isArray(end)) expect(end).toBeInstanceOf(UnreadableFile);
    }),
  );
});
