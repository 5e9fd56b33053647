import { afterAll, beforeAll, expect, test } from 'vitest';
import { listDirectoryPage } from '../../../db/queries/list-directory-page.ts';
import { createTestDatabase, type TestDatabase } from '../../support/postgres.ts';
import { fillVariedCensus } from '../../support/varied-census.ts';

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
  await fillVariedCensus(database.db, new Date());
});

afterAll(() => database[Symbol.asyncDispose]());

const pageOf = (seed: string, offset: number, limit: number) =>
  listDirectoryPage(database.db, {
    filter: { status: ['up'] },
    order: { by: 'random', direction: 'asc', seed },
    limit,
    offset,
  });

test('pages by lot are disjoint, and together they are the whole', async () => {
  for (const seed of ['2026-11-29', 'k7', '', "'; --"]) {
    const whole = await pageOf(seed, 0, 1_000);
    expect(whole.instances).toHaveLength(whole.total);
    const pages = await Promise.all(
      Array.from({ length: Math.ceil(whole.total / 7) }, (_, page) => pageOf(seed, page * 7, 7)),
    );
    expect(pages.flatMap(({ instances }) => instances.map(({ domain }) => domain))).toEqual(
      whole.instances.map(({ domain }) => domain),
    );
    expect(new Set(whole.instances.map(({ domain }) => domain)).size).toBe(whole.total);
  }
});

/**
 * Pearson's statistic over how often each server stood in the first places. Places are drawn without putting back, which makes it
 * smaller by the share that is not drawn; this puts it on the scale of chi-squared again.
 */
function unevenness(times: readonly number[], drawn: number, draws: number): number {
  const expected = (draws * drawn) / times.length;
  const pearson = times.reduce((sum, each) => sum + (each - expected) ** 2 / expected, 0);
  return pearson / (1 - drawn / times.length);
}

/** Chi-squared of so many degrees of freedom is beyond it once in a million times (Wilson and Hilferty, 1931). */
const mostUneven = (freedom: number) =>
  freedom * (1 - 2 / (9 * freedom) + 4.75 * Math.sqrt(2 / (9 * freedom))) ** 3;

test('over two years of days, every server stands as often among the first as any other', async () => {
  const days = Array.from({ length: 730 }, (_, day) =>
    new Date(Date.UTC(2026, 0, 1 + day)).toISOString().slice(0, 10),
  );
  const first = 8;
  const { total, instances } = await pageOf('', 0, 1_000);
  const domains = instances.map(({ domain }) => domain);
  const counts = async (seedOf: (day: string) => string) => {
    const times = new Map(domains.map((domain) => [domain, 0]));
    for (const day of days)
      for (const { domain } of (await pageOf(seedOf(day), 0, first)).instances)
        times.set(domain, (times.get(domain) ?? 0) + 1);
    return [...times.values()];
  };
  const times = await counts((day) => day);
  expect(unevenness(times, first, days.length)).toBeLessThan(mostUneven(total - 1));
  // Not the same for everybody either, as places dealt out in turn would be.
  expect(unevenness(times, first, days.length)).toBeGreaterThan((total - 1) / 3);
  // The measure sees what is not fair: one seed a month.
  const monthly = await counts((day) => day.slice(0, 7));
  expect(unevenness(monthly, first, days.length)).toBeGreaterThan(mostUneven(total - 1));
});
