import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { createDatabase } from '../../db/client.ts';
import { openEmbedded } from '../../db/embedded.ts';
import { migrateToLatest } from '../../db/migrate.ts';
import { type ExportFormat, exportFormats } from '../../db/model/record-columns.ts';
import type { CensusDatabase } from '../../db/tables.ts';
import { startCli } from '../support/run-cli.ts';
import { type Benchmark, type BenchmarkFigure, compared, timeMs } from './benchmark.ts';

const hosts = 10_000;
const days = 30;
/** How often the memory of the command is looked at; its peak is kept by the kernel. */
const sampleEveryMs = 50;

interface Run {
  readonly rowsPerSecond: number;
  readonly peakMb: number;
  readonly megabytes: number;
}

/**
 * `fedicensus export snapshots` of 300,000 rows into a file, from the command to its end, in each format: rows a second, peak memory and
 * size, beside those of NDJSON. Linux only, for the memory.
 */
export const exportsBenchmark: Benchmark = {
  name: 'exports',
  run: async () => {
    if (process.platform !== 'linux') {
      process.stderr.write('bench: exports is left out: it reads /proc.\n');
      return [];
    }
    const folder = await mkdtemp(join(tmpdir(), 'fedicensus-bench-'));
    const postgres = await openEmbedded({ dataFolder: join(folder, 'data'), log: () => undefined });
    try {
      await using db = createDatabase(postgres.url, { applicationName: 'bench' });
      await migrateToLatest(db);
      await fill(db);
      // Once before: what is read first is not in memory yet.
      await exportAs('ndjson', { folder, url: postgres.url });
      const runs = new Map<ExportFormat, Run>();
      for (const format of exportFormats)
        runs.set(format, await exportAs(format, { folder, url: postgres.url }));
      return figuresOf(runs);
    } finally {
      await postgres.close();
      await rm(folder, { recursive: true, force: true });
    }
  },
};

/** Servers whose figures differ from each other and from day to day, in a few versions. */
async function fill(db: CensusDatabase): Promise<void> {
  await sql`insert into software (name) values ('mastodon'), ('misskey'), ('lemmy')`.execute(db);
  await sql`insert into release (software_id, version)
    select software_id, '4.' || minor from software, generate_series(1, 20) as minor`.execute(db);
  await sql`insert into host (name, registrable_domain, apex_domain, status, source, first_seen_at)
    select name, name, name, 'up', 'seed', '2026-01-01T00:00:00Z'
    from (select 'server-' || md5(number::text) || '.net' as name from generate_series(1, ${hosts}::integer) as number)`.execute(
    db,
  );
  await sql`insert into facet_set (fingerprint, release_id, registrations, class)
    select md5(release_id || coalesce(mode, ''))::uuid, release_id, mode, 'community'
    from release, (values ('open'), ('approval'), (null)) as modes (mode)`.execute(db);
  await sql`insert into host_month (host_id, month, coverage, facet_set_ids, provenances, users_total, users_active_month, local_posts)
    select host_id, min(day) filter (where n = 1),
      string_agg(case when is_day then 'a' else '-' end, '' order by n),
      array_agg(case when is_day then 1 + (host_id * 7 + age / 10) % 180 end order by n),
      array_agg(case when is_day then 0 end order by n),
      array_agg(case when is_day then host_id * 7 % 9973 + age end order by n),
      array_agg(case when is_day then host_id % 977 end order by n),
      array_agg(case when is_day then host_id * 31 % 999983 + age * 13 end order by n)
    from host, lateral (
      select month, n, (month + n - 1)::date as day, (month + n - 1)::date - '2026-01-01'::date as age,
        date_trunc('month', (month + n - 1)::date) = month
          and (month + n - 1)::date < '2026-01-01'::date + ${days}::integer as is_day
      from (select month::date from generate_series('2026-01-01'::date, '2026-01-01'::date + ${days}::integer - 1, interval '1 month') as month) as months,
        generate_series(1, 31) as n) as places
    group by host_id, month`.execute(db);
  await sql`analyze`.execute(db);
}

async function exportAs(
  format: ExportFormat,
  { folder, url }: { readonly folder: string; readonly url: string },
): Promise<Run> {
  const path = join(folder, `snapshots.${format}`);
  let peakMb = 0;
  const ms = await timeMs(async () => {
    const command = startCli(['export', 'snapshots', '--format', format, '--out', path], {
      DATABASE_URL: url,
    });
    let isRunning = true;
    const ended = command.finished.finally(() => {
      isRunning = false;
    });
    while (isRunning) {
      peakMb = Math.max(peakMb, await peakOf(command.pid));
      await Promise.race([ended, sleep(sampleEveryMs)]);
    }
    const { code, stderr } = await ended;
    if (code !== 0 || !stderr.includes(`${hosts * days} records`)) throw new Error(stderr);
  });
  return { rowsPerSecond: (hosts * days) / (ms / 1_000), peakMb, megabytes: (await stat(path)).size / 1e6 };
}

/** The most memory that a process has had so far; 0 when it has ended. */
async function peakOf(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  return Number(/^VmHWM:\s+(\d+) kB/m.exec(status)?.[1] ?? 0) / 1_024;
}

function figuresOf(runs: ReadonlyMap<ExportFormat, Run>): readonly BenchmarkFigure[] {
  const baseline = runs.get('ndjson');
  if (baseline === undefined) throw new Error('NDJSON was not measured.');
  return [...runs].flatMap(([format, { rowsPerSecond, peakMb, megabytes }]) => [
    compared(`exports.${format}-rows-per-second`, 'rows/s', rowsPerSecond, baseline.rowsPerSecond),
    compared(`exports.${format}-peak-memory`, 'MB', peakMb, baseline.peakMb),
    compared(`exports.${format}-size`, 'MB', megabytes, baseline.megabytes),
  ]);
}
