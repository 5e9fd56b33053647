import { sql } from 'kysely';
import pg from 'pg';
import { expect, test } from 'vitest';
import { rollUpDays } from '../../../crawler/census/roll-up.ts';
import { queuePolicy, type VisitJob } from '../../../crawler/run/visit-queue.ts';
import { createDatabase } from '../../../db/client.ts';
import { utcDayOf } from '../../../db/model/utc-day.ts';
import type { InstanceReading, VisitRecord } from '../../../db/model/visit-record.ts';
import { problemCode, problemKindOf } from '../../../db/problems.ts';
import { daysToRollUp } from '../../../db/queries/days-to-roll-up.ts';
import { countUnfinishedVisits } from '../../../db/queries/visit-jobs.ts';
import type { CensusDatabase } from '../../../db/tables.ts';
import { addHosts } from '../../../db/writes/add-hosts.ts';
import { OwnPostgres } from '../../support/own-postgres.ts';
import { createTestDatabase } from '../../support/postgres.ts';
import { figuresOf, hostName, reading, visitOf } from '../../support/visit-records.ts';
import { openVisitWorker } from '../../support/visit-worker.ts';

const noon = '2026-03-01T12:00:00Z';
const nameOf = (index: number) => hostName(`host-${String(index).padStart(4, '0')}.social`);

async function addNames(db: CensusDatabase, count: number): Promise<void> {
  const names = Array.from({ length: count }, (_, index) => nameOf(index));
  await addHosts(db, names, { source: 'seed', at: new Date(noon) });
}

const visitTo = ({ host }: VisitJob, instance: Partial<InstanceReading> = {}, at = noon): VisitRecord =>
  visitOf(host, at, { instance: reading(instance) });

const rows = async (db: CensusDatabase, query: string) => (await sql.raw(query).execute(db)).rows;

test('case 78: of 1,000 visits with several kinds of poison only the poisoned are refused, each kept with its reason', async () => {
  await using database = await createTestDatabase();
  await addNames(database.db, 1_000);
  await using worker = await openVisitWorker(database);
  const poison: Readonly<Record<string, Partial<VisitRecord>>> = {
    [nameOf(17)]: { instance: reading({ name: 'a\u0000b' }) },
    [nameOf(18)]: { instance: reading({ figures: figuresOf({ users_total: 2 ** 63 }) }) },
    [nameOf(530)]: { requests: 2 ** 31 },
    [nameOf(999)]: { instance: reading({ registrations: 'perhaps' as 'open' }) },
  };
  const jobs = await worker.takeAll(new Date(noon));
  expect(jobs).toHaveLength(1_000);
  for (const job of jobs) {
    const record = { ...visitTo(job), ...poison[job.host] };
    worker.recorder.add({ ...job, record });
    // The same visit twice in one batch: one key twice in one statement.
    if (job.host === nameOf(40)) worker.recorder.add({ ...job, record });
  }
  await worker.recorder.flush();
  const refused = await rows(
    database.db,
    `select host.name, visit.detail from visit join host using (host_id) where outcome = 'unexpected' order by 1`,
  );
  expect(refused).toEqual([
    { name: nameOf(17), detail: 'record refused: 22P05' },
    { name: nameOf(18), detail: 'record refused: 22003' },
    { name: nameOf(530), detail: 'record refused: 22003' },
    { name: nameOf(999), detail: 'record refused: 23514' },
  ]);
  expect(await rows(database.db, 'select count(*) as snapshots from snapshot')).toEqual([{ snapshots: 996 }]);
  expect(await rows(database.db, 'select count(*) as visits from visit')).toEqual([{ visits: 1_000 }]);
  expect(await countUnfinishedVisits(database.db)).toBe(0);
  expect(await rows(database.db, 'select name from host where queued_at is not null')).toEqual([]);
  // A deadlock with the queue's own upkeep is waited for and refuses nothing.
  const refusals = worker.troubles.filter((error) => problemKindOf(error) === 'refused');
  expect(new Set(refusals.map(problemCode))).toEqual(new Set(['22P05', '22003', '23514']));
}, 180_000);

test('case 79: a result that comes twice, or after another worker has the job, changes nothing', async () => {
  await using database = await createTestDatabase();
  await addNames(database.db, 2);
  await using slow = await openVisitWorker(database);
  await using quick = await openVisitWorker(database);
  const jobs = await slow.takeAll(new Date(noon));
  await sql`update pgboss.job set heartbeat_on = now() - interval '1 hour' where state = 'active'`.execute(
    database.db,
  );
  let taken: readonly VisitJob[] = [];
  while (taken.length < 2) {
    await quick.queue.unfinished();
    taken = [...taken, ...(await quick.queue.take(10))];
  }
  for (const job of taken)
    quick.recorder.add({ ...job, record: visitTo(job, { figures: figuresOf({ users_total: 7 }) }) });
  for (const job of jobs)
    slow.recorder.add({ ...job, record: visitTo(job, { figures: figuresOf({ users_total: 1 }) }) });
  await slow.recorder.flush();
  expect(slow.recorded).toEqual([]);
  await quick.recorder.flush();
  for (const job of taken)
    quick.recorder.add({ ...job, record: visitTo(job, { figures: figuresOf({ users_total: 9 }) }) });
  await quick.recorder.flush();
  expect(await rows(database.db, 'select users_total from snapshot')).toEqual([
    { users_total: 7 },
    { users_total: 7 },
  ]);
});

test('case 79: a visit from before midnight recorded after it counts for its own day, whose figures the next run mends', async () => {
  await using database = await createTestDatabase();
  await addNames(database.db, 2);
  await using worker = await openVisitWorker(database);
  const [early, late] = await worker.takeAll(new Date(noon));
  if (early === undefined || late === undefined) throw new Error('no jobs');
  const nextDay = new Date('2026-03-02T00:01:00Z');
  const rollUp = async () =>
    rollUpDays(database.db, await daysToRollUp(database.db, utcDayOf(nextDay), utcDayOf(nextDay)), nextDay);
  worker.recorder.add({ ...early, record: visitTo(early, {}, noon) });
  await worker.recorder.flush();
  await rollUp();
  worker.recorder.add({ ...late, record: visitTo(late, {}, '2026-03-01T23:59:59.900Z') });
  await worker.recorder.flush();
  // The worker dies here. Another begins on the new day.
  await rollUp();
  const figures =
    "select day, servers_observed, partial from day_figure where facet = 'network' order by day";
  const mended = [{ day: '2026-03-01', servers_observed: 2, partial: false }];
  expect(await rows(database.db, figures)).toEqual(mended);
  const again = "select xmin::text as version from day_figure where facet = 'network'";
  const before = await rows(database.db, again);
  await rollUp();
  expect(await rows(database.db, again)).toEqual(before);
});

test('a day that nobody rolled up after its end is final after the next run, however many days later', async () => {
  await using database = await createTestDatabase();
  await addNames(database.db, 1);
  await using worker = await openVisitWorker(database);
  const [job] = await worker.takeAll(new Date(noon));
  if (job === undefined) throw new Error('no job');
  worker.recorder.add({ ...job, record: visitTo(job) });
  await worker.recorder.flush();
  await rollUpDays(
    database.db,
    await daysToRollUp(database.db, utcDayOf(new Date(noon)), utcDayOf(new Date(noon))),
    new Date(noon),
  );
  const partial = "select day, partial from day_figure where facet = 'network'";
  expect(await rows(database.db, partial)).toEqual([{ day: '2026-03-01', partial: true }]);
  const later = new Date('2026-03-05T12:00:00Z');
  await rollUpDays(database.db, await daysToRollUp(database.db, utcDayOf(later), utcDayOf(later)), later);
  expect(await rows(database.db, partial)).toEqual([{ day: '2026-03-01', partial: false }]);
});

test('a host whose job has failed for good is due again before a run may end', async () => {
  await using database = await createTestDatabase();
  await addNames(database.db, 1);
  await using worker = await openVisitWorker(database);
  for (let jobs = await worker.takeAll(new Date(noon)); jobs.length > 0; jobs = await worker.queue.take(1))
    await worker.queue.giveBack(jobs);
  expect(await rows(database.db, `select state from pgboss.job where name = 'visit'`)).toEqual([
    { state: 'failed' },
  ]);
  expect(await worker.queue.enqueueDue(new Date(noon), 10)).toBe(0);
  expect(await worker.queue.unfinished()).toBe(0);
  expect(await worker.queue.enqueueDue(new Date(noon), 10)).toBe(1);
});

test('a host that killed ten workers in a row is due a day later, not at once', async () => {
  await using database = await createTestDatabase();
  await addNames(database.db, 1);
  await using worker = await openVisitWorker(database);
  await worker.queue.enqueueDue(new Date(noon), 10);
  // Ten have died on it.
  await sql`update pgboss.job set retry_count = ${queuePolicy.retryLimit} where name = 'visit'`.execute(
    database.db,
  );
  expect(await worker.queue.take(1)).toHaveLength(1);
  await sql`update pgboss.job set heartbeat_on = now() - interval '1 hour' where state = 'active'`.execute(
    database.db,
  );
  while ((await worker.queue.unfinished()) > 0);
  expect(await rows(database.db, 'select queued_at, next_visit_at from host')).toEqual([
    { queued_at: null, next_visit_at: new Date('2026-03-02T12:00:00Z') },
  ]);
  expect(await worker.queue.enqueueDue(new Date(noon), 10)).toBe(0);
});

/** Ways in which another session is in the way, and what the database says to the recorder then. */
test.for([
  ['a lock that is not to be had in time', '55P03', "lock_timeout = '200ms'"],
  ['a statement that takes too long', '57014', "statement_timeout = '2s'"],
  ['a deadlock', '40P01', "deadlock_timeout = '3s'"],
] as const)(
  'case 83: %s (%s) is waited for, nothing of the batch is seen meanwhile, all of it afterwards',
  { timeout: 180_000 },
  async ([_name, code, setting]) => {
    await using postgres = await OwnPostgres.open();
    await addNames(postgres.db, 20);
    await using queueOnly = await openVisitWorker(postgres);
    const jobs = await queueOnly.takeAll(new Date(noon));
    await postgres.asAdmin((admin) => admin.query(`alter database census set ${setting}`));
    await using db = createDatabase(postgres.url);
    await using worker = await openVisitWorker({ url: postgres.url, db });
    const other = new pg.Client(postgres.url);
    await other.connect();
    // Only the recorder's side of a deadlock is to notice it.
    await other.query(
      `set lock_timeout to 0; set statement_timeout to 0; set deadlock_timeout to '1h'; begin`,
    );
    await other.query('select from host where name = $1 for update', [nameOf(19)]);
    for (const job of jobs) worker.recorder.add({ ...job, record: visitTo(job) });
    const flushed = worker.recorder.flush();
    if (code === '40P01') {
      await until(async () => (await waiting(postgres)) > 0);
      await other.query('select from host where name = $1 for update', [nameOf(0)]);
    }
    await until(async () => worker.troubles.some((trouble) => problemCode(trouble) === code));
    expect(await rows(postgres.db, 'select from visit')).toEqual([]);
    await other.query('rollback');
    await other.end();
    await flushed;
    expect(worker.recorded).toHaveLength(20);
    expect(await rows(postgres.db, 'select count(*) as snapshots from snapshot')).toEqual([
      { snapshots: 20 },
    ]);
  },
);

async function until(isSo: () => Promise<boolean>): Promise<void> {
  while (!(await isSo())) await new Promise((resolve) => void setTimeout(resolve, 20));
}

async function waiting({ db }: OwnPostgres): Promise<number> {
  const { rows: found } = await sql`select from pg_stat_activity where wait_event_type = 'Lock'`.execute(db);
  return found.length;
}

test('visits wait for a database that is slower than they are', async () => {
  await using database = await createTestDatabase();
  await addNames(database.db, 3);
  await using worker = await openVisitWorker(database);
  const [one, two, three] = await worker.takeAll(new Date(noon));
  if (one === undefined || two === undefined || three === undefined) throw new Error('Three hosts are due.');
  const long = Array.from({ length: 60_000 }, (_, index) => hostName(`peer-${index}.social`));
  const naming = (job: VisitJob) => ({ ...job, record: { ...visitTo(job), namedHosts: long } });
  const countVisits = async () => (await rows(database.db, 'select from visit')).length;
  worker.recorder.add(naming(one));
  await worker.recorder.onRoom();
  // Nothing is waited for as long as there is room: the first is still in hand.
  expect(await countVisits()).toBe(0);
  worker.recorder.add(naming(two));
  await worker.recorder.onRoom();
  expect(await countVisits()).toBe(2);
  worker.recorder.add({ ...three, record: visitTo(three) });
  await worker.recorder.onRoom();
  await worker.recorder.flush();
  expect(await countVisits()).toBe(3);
});
