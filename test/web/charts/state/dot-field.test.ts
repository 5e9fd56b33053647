import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type DotField, type DotServer, dotField } from '../../../../web/charts/state/dot-field.ts';

const shape = { length: 1280, breadth: 400, smallestRadius: 1.7 };

const anyServers = fc
  .array(
    fc.record({
      activeUsers: fc.option(fc.oneof(fc.nat(20), fc.nat(3_000), fc.nat(300_000))),
      isAnswering: fc.boolean(),
    }),
    { minLength: 1, maxLength: 120 },
  )
  .map((servers) =>
    servers.map((server, index): DotServer => ({ ...server, domain: `server-${index}.net` })),
  );

/** Place of each pair that overlaps by more than the strips of the layout can tell. */
function overlaps({ dots }: DotField): readonly string[] {
  return dots.flatMap((left, index) =>
    dots.slice(index + 1).flatMap((right) => {
      const distance = Math.hypot(left.along - right.along, left.across - right.across);
      return distance < left.radius + right.radius - 0.01 ? [`${left.domain} ${right.domain}`] : [];
    }),
  );
}

test('every server has one dot, inside the breadth, and no two dots overlap', () => {
  fc.assert(
    fc.property(anyServers, (servers) => {
      const field = dotField(servers, shape);
      expect(field.dots.map(({ domain }) => domain).toSorted()).toEqual(
        servers.map(({ domain }) => domain).toSorted(),
      );
      for (const { across, along, radius } of field.dots) {
        expect(across - radius).toBeGreaterThanOrEqual(-0.01);
        expect(across + radius).toBeLessThanOrEqual(shape.breadth + 0.01);
        expect(along - radius).toBeGreaterThanOrEqual(-0.01);
      }
      expect(overlaps(field)).toEqual([]);
    }),
    { numRuns: 60 },
  );
});

test('areas are proportional to people above the smallest dot', () => {
  const [large, small] = dotField(
    [
      { domain: 'a.net', activeUsers: 40_000, isAnswering: true },
      { domain: 'b.net', activeUsers: 10_000, isAnswering: true },
    ],
    shape,
  ).dots;
  expect((large?.radius ?? 0) / (small?.radius ?? 1)).toBeCloseTo(2, 6);
});

test('a server that states nothing, or zero, has the smallest dot', () => {
  const field = dotField(
    [
      { domain: 'a.net', activeUsers: 40_000, isAnswering: true },
      { domain: 'b.net', activeUsers: null, isAnswering: true },
      { domain: 'c.net', activeUsers: 0, isAnswering: false },
    ],
    shape,
  );
  expect(field.dots.slice(1).map(({ radius }) => radius)).toEqual([1.7, 1.7]);
});

test('the same servers give the same field in whatever order they come', () => {
  const servers = Array.from({ length: 80 }, (_, index) => ({
    domain: `server-${index}.net`,
    activeUsers: Math.round(9_000 / (index + 1)),
    isAnswering: index % 7 !== 0,
  }));
  expect(dotField(servers.toReversed(), shape)).toEqual(dotField(servers, shape));
});

test('many servers fill the length and do not run over it', () => {
  const servers = Array.from({ length: 1_500 }, (_, index) => ({
    domain: `server-${index}.net`,
    activeUsers: Math.round(250_000 / (index + 1) ** 1.2),
    isAnswering: true,
  }));
  const { dots } = dotField(servers, shape);
  const end = Math.max(...dots.map(({ along, radius }) => along + radius));
  expect(end).toBeLessThanOrEqual(shape.length);
  expect(end).toBeGreaterThan(shape.length * 0.9);
});

test('no servers, no dots', () => {
  expect(dotField([], shape).dots).toEqual([]);
});
