import { sql } from 'kysely';
import { randomFor } from '../fediverse/random.ts';
import { OwnPostgres } from '../support/own-postgres.ts';
import { startApi } from '../web/api/api-server.ts';
import { alone, type Benchmark, type BenchmarkFigure, compared } from './benchmark.ts';
import { load, quantile } from './instance-list/load.ts';
import { InstanceSeed, seeded } from './instance-list/seed-instances.ts';

const instances = 40_000;
const connections = 8;

/** Indexes that serve filters and searches alone. */
const filterIndexes = [
  'instance_search_text_idx',
  'instance_language_ranges_idx',
  'instance_registrations_idx',
  'instance_network_country_idx',
];

/**
 * `GET /api/v1/instances` over 40,000 instances among 120,000 hosts in a PostgreSQL of its own, through the API's own listener,
 * no answer kept: a list of 50 with three filters, and one with a text that is searched for. First as fast as it goes, then
 * at half that rate with requests at random: median and 99th percentile in milliseconds from when a request was due. And
 * what a batch of 1,000 visits takes to write, beside the same without the indexes that serve lists.
 */
export const instanceListBenchmark: Benchmark = {
  name: 'instance-list',
  run: async () => {
    await using postgres = await OwnPostgres.open({ shared_buffers: '128MB', max_wal_size: '4GB' });
    const { db } = postgres;
    const seed = new InstanceSeed(db, instances);
    await seed.addAll();
    await sql`vacuum analyze`.execute(db);
    await using api = await startApi(db);
    const figures = [
      ...(await answerTimes('filtered', api.origin, filteredPaths())),
      ...(await answerTimes('searched', api.origin, searchedPaths())),
    ];
    const withIndexes = await seed.visitAgain(0);
    for (const index of filterIndexes) await sql`drop index if exists ${sql.id(index)}`.execute(db);
    const without = await seed.visitAgain(1);
    return [...figures, compared('instance-list.write-1000-visits', 'ms', withIndexes, without)];
  },
};

async function answerTimes(
  name: string,
  origin: string,
  paths: readonly string[],
): Promise<readonly BenchmarkFigure[]> {
  const ask = (seconds: number, perSecond: number | null) =>
    load({ origin, paths, connections, seconds, perSecond });
  // What is read first is not in memory yet.
  await ask(3, null);
  const atMost = (await ask(5, null)).length / 5;
  const times = await ask(15, atMost / 2);
  return [
    alone(`instance-list.${name}.most-answers-per-second`, 'answers/s', atMost),
    alone(`instance-list.${name}.median`, 'ms', quantile(times, 0.5)),
    alone(`instance-list.${name}.p99`, 'ms', quantile(times, 0.99)),
  ];
}

/** Three filters each, of those that people choose: a few servers, some hundreds, a few thousand. */
function filteredPaths(): readonly string[] {
  const random = randomFor('filtered paths');
  const filters = [
    () => ['software', random.pickWeighted(seeded.software)],
    () => ['registrations', random.pick(['open', 'approval'])],
    () => ['language', random.pick(['en', 'en', 'fr', 'de', 'ja', 'pt'])],
    () => ['country', random.pickWeighted(seeded.countries)],
    () => ['users_active_min', random.pick(['1', '5', '20'])],
    () => ['version_min', random.pick(['1.0', '4.4', '4.5'])],
  ];
  return pathsOf(() => random.sample(filters, 3).map((filter) => filter()));
}

function searchedPaths(): readonly string[] {
  const random = randomFor('searched paths');
  const words = () => random.sample(seeded.words, 1 + random.below(2)).join(' ');
  return pathsOf(() => [
    ['q', random.pick([words, () => random.pick(['heron', 'rookholt', 'gemütlich', 'communauté'])])()],
    ['status', 'up'],
    ['registrations', random.pick(['open', 'approval'])],
  ]);
}

const pathsOf = (filters: () => readonly (readonly string[])[]) =>
  Array.from({ length: 400 }, () => {
    const params = filters().map(([name = '', value = '']): [string, string] => [name, value]);
    return `/api/v1/instances?${new URLSearchParams([...params, ['limit', '50']])}`;
  });
