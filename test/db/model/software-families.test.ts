import { expect, test } from 'vitest';
import { nodeInfoOnly } from '../../../crawler/software/nodeinfo-only.ts';
import { adapterOf } from '../../../crawler/software/table.ts';
import { softwareFamilies, softwareFamilyNames } from '../../../db/model/software-families.ts';

test('a family is what one adapter reads, and no adapter reads two', () => {
  const adapters = softwareFamilyNames.map((family) => {
    const own = new Set(softwareFamilies[family].map(adapterOf));
    expect([family, own.size, own.has(nodeInfoOnly)]).toEqual([family, 1, false]);
    return [...own][0];
  });
  expect(new Set(adapters).size).toBe(softwareFamilyNames.length);
});

test('a family bears the name of one of its software, and no software is of two', () => {
  for (const family of softwareFamilyNames)
    expect(softwareFamilies[family]).toContain(family === 'relay' ? 'aoderelay' : family);
  const names = Object.values(softwareFamilies).flat();
  expect(new Set(names).size).toBe(names.length);
});
