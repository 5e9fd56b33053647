import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  type Figures,
  figureNames,
  packProvenance,
  provenances,
  unpackProvenance,
} from '../../../db/model/figures.ts';

test('packing keeps the provenance of every figure, within a smallint', () => {
  const provenance = fc.constantFrom(...provenances);
  fc.assert(
    fc.property(fc.tuple(provenance, provenance, provenance, provenance, provenance), (drawn) => {
      const figures = Object.fromEntries(
        figureNames.map((name, index) => [name, { value: null, provenance: drawn[index] ?? 'absent' }]),
      ) as unknown as Figures;
      const packed = packProvenance(figures);
      expect(packed).toBeLessThan(32_768);
      for (const name of figureNames) expect(unpackProvenance(packed, name)).toBe(figures[name].provenance);
    }),
  );
});
