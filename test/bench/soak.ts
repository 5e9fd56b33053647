import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { createDatabase } from '../../db/client.ts';
import { openEmbedded } from '../../db/embedded.ts';
import type { CensusDatabase } from '../../db/tables.ts';
import { type RunningCli, startCli } from '../support/run-cli.ts';
import { type Benchmark, type BenchmarkFigure, compared } from './benchmark.ts';
import { cliOptions, startSimulator } from './simulator.ts';

const hosts = 600;
const sampleEveryMs = 2_000;
/** Longer with `FEDICENSUS_SOAK_MINUTES`; a leak of a megabyte an hour takes hours to be told from noise. */
const defaultMinutes = 3;
/** What comes before is start-up: caches and pools fill, and code is compiled. */
const warmUpShare = 1 / 3;
/** Of the census and of the queue. */
const poolConnections = 13;

interface Sample {
  readonly atMs: number;
  readonly rssMb: number;
  readonly openFiles: number;
  readonly connections: number;
  readonly visits: number;
}

/**
 * A crawl that goes on for minutes over 600 simulated hosts, which are made due again all the time: does its memory grow,
 * how many files and connections to the database has it open at most? Linux only.
 */
export const soakBenchmark: Benchmark = {
  name: 'soak',
  run: async () => {
    if (process.platform !== 'linux') {
      process.stderr.write('bench: soak is left out: it reads /proc.\n');
      return [];
    }
    const folder = await mkdtemp(join(tmpdir(), 'fedicensus-soak-'));
    const simulator = await startSimulator(hosts, join(folder, 'ca.pem'));
    const postgres = await openEmbedded({ dataFolder: join(folder, 'data'), log: () => undefined });
    try {
      await using db = createDatabase(postgres.url, { applicationName: 'bench' });
      const { address, ca, seeds } = cliOptions(simulator.target);
      const options = ['--now', '2026-01-01T00:00:00Z', '--concurrency', '50', ...address, ...ca, ...seeds];
      const crawl = startCli(['crawl', ...options], { DATABASE_URL: postgres.url });
      const samples = await watch(crawl, db);
      crawl.kill('SIGTERM');
      const { code, stderr } = await crawl.finished;
      if (code !== 0) throw new Error(stderr);
      return figuresOf(samples);
    } finally {
      simulator.stop();
      await postgres.close();
      await rm(folder, { recursive: true, force: true });
    }
  },
};

async function watch(crawl: RunningCli, db: CensusDatabase): Promise<readonly Sample[]> {
  const minutes = Number(process.env.FEDICENSUS_SOAK_MINUTES ?? defaultMinutes);
  const endsAtMs = performance.now() + minutes * 60_000;
  const samples: Sample[] = [];
  while (performance.now() < endsAtMs) {
    const ended = await Promise.race([crawl.finished, sleep(sampleEveryMs)]);
    if (ended !== undefined) throw new Error(`The crawl has ended by itself:\n${ended.stderr}`);
    const sample = await readSample(crawl.pid, db);
    if (sample !== null) samples.push(sample);
  }
  return samples;
}

/** Null before the schema is there. */
async function readSample(pid: number, db: CensusDatabase): Promise<Sample | null> {
  const found = await sql<{ host: string | null }>`select to_regclass('public.visit')::text as host`.execute(
    db,
  );
  if (found.rows[0]?.host == null) return null;
  await sql`update host set next_visit_at = '2026-01-01T00:00Z' where queued_at is null`.execute(db);
  const { rows } = await sql<{ connections: number; visits: number }>`
    select (select count(*) from pg_stat_activity where application_name like 'fedicensus%') as connections,
      (select count(*) from visit) as visits`.execute(db);
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  return {
    atMs: performance.now(),
    rssMb: Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1]) / 1024,
    openFiles: (await readdir(`/proc/${pid}/fd`)).length,
    connections: rows[0]?.connections ?? 0,
    visits: rows[0]?.visits ?? 0,
  };
}

function figuresOf(samples: readonly Sample[]): readonly BenchmarkFigure[] {
  const warm = samples.slice(Math.floor(samples.length * warmUpShare));
  const [first, last] = [warm[0], warm.at(-1)];
  if (first === undefined || last === undefined || first === last)
    throw new Error('The soak was too short for a figure.');
  const most = (read: (sample: Sample) => number) => Math.max(...samples.map(read));
  const alone = (name: string, unit: string, value: number): BenchmarkFigure => ({
    ...{ name, unit, value: Number(value.toPrecision(3)) },
    ...{ baseline: null, ratio: null },
  });
  const seconds = (last.atMs - first.atMs) / 1000;
  return [
    alone('soak.hosts-per-second', 'hosts/s', (last.visits - first.visits) / seconds),
    alone('soak.rss-slope', 'MB/min', slopePerMs(warm) * 60_000),
    alone(
      'soak.rss',
      'MB',
      most(({ rssMb }) => rssMb),
    ),
    alone(
      'soak.open-files',
      'files',
      most(({ openFiles }) => openFiles),
    ),
    compared(
      'soak.database-connections',
      'connections',
      most(({ connections }) => connections),
      poolConnections,
    ),
  ];
}

/** Megabytes a millisecond, by least squares. */
function slopePerMs(samples: readonly Sample[]): number {
  const mean = (read: (sample: Sample) => number) =>
    samples.reduce((sum, sample) => sum + read(sample), 0) / samples.length;
  const [meanAt, meanRss] = [mean(({ atMs }) => atMs), mean(({ rssMb }) => rssMb)];
  const covariance = mean(({ atMs, rssMb }) => (atMs - meanAt) * (rssMb - meanRss));
  return covariance / mean(({ atMs }) => (atMs - meanAt) ** 2);
}
