import { sql } from 'kysely';
import { addDays, daysFromTo, parseUtcDay, type UtcDay } from '../../db/model/utc-day.ts';
import { OwnPostgres } from '../support/own-postgres.ts';
import { type Benchmark, type BenchmarkFigure, compared } from './benchmark.ts';
import { loadInstances, loadMonth, monthsFrom } from './size/load-history.ts';
import { type Bytes, bytesOf, measureJudging, measureTimes, type Times } from './size/measure-size.ts';
import { writeDaily } from './size/write-daily.ts';

/** Another with `FEDICENSUS_SIZE_INSTANCES`; it is measured beside a quarter of that. */
const defaultInstances = 40_000;
const firstDay = parseUtcDay('2025-01-01') ?? ('' as UtcDay);
const nextYear = parseUtcDay('2026-01-01') ?? ('' as UtcDay);
/** What the census is planned for (DESIGN: 100,000 instances, ten years). */
const planned = { instances: 100_000, days: 3_650 };

interface Measured {
  readonly instances: number;
  readonly instanceDays: number;
  readonly days: number;
  readonly months: Bytes;
  /** After four months, and with a month that was written day by day; per instance and day. */
  readonly afterFourMonths: number;
  readonly writtenDaily: number;
  readonly figures: Bytes;
  readonly bytesPerVisit: number;
  readonly times: Times;
  readonly judging: { readonly oneDay: number; readonly reportsPerSecond: number };
}

/**
 * What a year of a census takes up, and how long it takes to judge, to sum and to read it: 40,000 instances over 365 days, beside
 * 10,000, in a PostgreSQL of its own with the settings of the embedded one. Needs some 2 GB.
 */
export const sizeBenchmark: Benchmark = {
  name: 'size',
  run: async () => {
    const instances = Number(process.env.FEDICENSUS_SIZE_INSTANCES ?? defaultInstances);
    const quarter = await measure(Math.round(instances / 4));
    const whole = await measure(instances);
    process.stderr.write(tableOf(quarter, whole));
    return figuresOf(quarter, whole);
  },
};

async function measure(instances: number): Promise<Measured> {
  await using postgres = await OwnPostgres.open({ shared_buffers: '128MB', max_wal_size: '4GB' });
  const { db } = postgres;
  await loadInstances(db, instances, firstDay);
  const months = monthsFrom(firstDay, 12);
  let afterFourMonths = Number.NaN;
  for (const [index, { month, days }] of months.entries()) {
    await loadMonth(db, month, days);
    if (index === 3) afterFourMonths = (await bytesOf(db, 'host_month')).total / (instances * 120);
  }
  await sql`vacuum analyze`.execute(db);
  const bytes = await bytesOf(db, 'host_month');
  const last = addDays(nextYear, -1);
  const days = daysFromTo(firstDay, last).length;
  const times = await measureTimes(db, { instances, first: firstDay, last });
  const judging = await measureJudging(db, {
    days: daysFromTo(firstDay, addDays(firstDay, 2)),
    ...{ replayed: 500, replayedOn: last },
  });
  const daily = { instances: instances / 20, days: 31 };
  await writeDaily(db, { from: firstDay, to: nextYear, ...daily });
  const written = await bytesOf(db, 'host_month_2026');
  return {
    ...{ instances, days, instanceDays: instances * days, months: bytes, afterFourMonths, times, judging },
    writtenDaily: written.total / (daily.instances * daily.days),
    figures: await bytesOf(db, 'day_figure'),
    bytesPerVisit: await measureVisits(postgres),
  };
}

async function measureVisits({ db }: OwnPostgres): Promise<number> {
  const { rows } = await sql<{ visits: number }>`
    with inserted as (
      insert into visit (host_id, visited_at, outcome, requests, bytes, duration_ms)
      select host_id, ${firstDay}::date + day * interval '1 day' + random() * interval '20 hours', 'up', 5, 20000 * random(), 900 * random()
      from host, generate_series(1, 5) as day order by 2 returning 1)
    select count(*) as visits from inserted`.execute(db);
  return (await bytesOf(db, 'visit')).total / (rows[0]?.visits ?? 1);
}

function figuresOf(quarter: Measured, whole: Measured): readonly BenchmarkFigure[] {
  const beside = (name: string, unit: string, read: (measured: Measured) => number) =>
    compared(`size.${name}`, unit, read(whole), read(quarter));
  return [
    beside('instances', 'instances', ({ instances }) => instances),
    beside('host-month', 'bytes/instance/day', perInstanceDay),
    beside('host-month.written-daily', 'bytes/instance/day', ({ writtenDaily }) => writtenDaily),
    beside('day-figure', 'bytes/day', ({ figures, days }) => figures.total / days),
    beside('visit', 'bytes/visit', ({ bytesPerVisit }) => bytesPerVisit),
    beside('roll-up.day', 'ms', ({ times }) => times.oneDay),
    beside('roll-up.early-day', 'ms', ({ times }) => times.oneEarlyDay),
    beside('roll-up.all-days', 'ms', ({ times }) => times.allDays),
    beside('judge.day', 'ms', ({ judging }) => judging.oneDay),
    beside('judge.replay', 'reports/s', ({ judging }) => judging.reportsPerSecond),
    beside('history', 'ms', ({ times }) => times.history),
    beside('history-page', 'ms', ({ times }) => times.historyPage),
    beside('network-series', 'ms', ({ times }) => times.networkSeries),
    beside('software-series', 'ms', ({ times }) => times.softwareSeries),
  ];
}

const perInstanceDay = ({ months, instanceDays }: Measured) => months.total / instanceDays;

function tableOf(quarter: Measured, whole: Measured): string {
  const line = (name: string, read: (measured: Measured) => number, aim = '', digits = 1) =>
    `  ${name.padEnd(58)}${[quarter, whole].map((each) => read(each).toFixed(digits).padStart(12)).join('')}  ${aim}`;
  const plannedDays = planned.instances * planned.days;
  const gigabytes = (bytes: number) => `${(bytes / 1e9).toFixed(1)} GB`;
  const lines = [
    line('instances, over 365 days', ({ instances }) => instances, '', 0),
    line('host_month, bytes an instance and day', perInstanceDay, 'at most 60'),
    line('  of which indexes', ({ months, instanceDays }) => months.indexes / instanceDays),
    line('  of which TOAST', ({ months, instanceDays }) => months.toast / instanceDays),
    line('  after 120 days', ({ afterFourMonths }) => afterFourMonths),
    line('  a month written day by day', ({ writtenDaily }) => writtenDaily),
    line('day_figure, kB a day', ({ figures, days }) => figures.total / days / 1_000),
    line('visit, bytes a visit', ({ bytesPerVisit }) => bytesPerVisit),
    line('roll-up of a day, ms', ({ times }) => times.oneDay, 'at most 1,000', 0),
    line('  of an early day of a month, ms', ({ times }) => times.oneEarlyDay, 'at most 1,000', 0),
    line('roll-up of 365 days, s', ({ times }) => times.allDays / 1_000, 'at most 30'),
    line('judging a day, ms', ({ judging }) => judging.oneDay, '', 0),
    line('judging again, reports a second', ({ judging }) => judging.reportsPerSecond, '', 0),
    line('whole history of an instance, ms', ({ times }) => times.history, 'at most 10'),
    line('  a page of it, 500 days, ms', ({ times }) => times.historyPage, 'at most 10'),
    line('network, 365 days, ms', ({ times }) => times.networkSeries, 'at most 10'),
    line('software, 90 days, ms', ({ times }) => times.softwareSeries, '', 1),
    `extrapolated to ${planned.instances} instances over ten years: host_month ${gigabytes(perInstanceDay(whole) * plannedDays)}, day_figure ${gigabytes((whole.figures.total / whole.days) * planned.days)}, visit ${gigabytes(whole.bytesPerVisit * plannedDays)} at a visit a day; roll-up of a day ${((whole.times.oneDay * planned.instances) / whole.instances / 1_000).toFixed(1)} s, of all days ${((whole.times.allDays * plannedDays) / whole.instanceDays / 60_000).toFixed(0)} min`,
  ];
  return `${lines.join('\n')}\n`;
}
