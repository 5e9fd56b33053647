import { expect, test } from 'vitest';
import { createDatabase } from '../../../db/client.ts';
import { migrateToLatest } from '../../../db/migrate.ts';
import type { CensusDatabase } from '../../../db/tables.ts';
import { startFediverse } from '../../fediverse/start.ts';
import { copyCensus } from '../../support/copy-database.ts';
import { startCrawl } from '../../support/crawl-fediverse.ts';
import { OwnPostgres } from '../../support/own-postgres.ts';
import { runCli } from '../../support/run-cli.ts';
import { expectWholeDay, recorded } from '../../support/whole-day.ts';
import { startApi } from '../../web/api/api-server.ts';

const day = '2026-01-01';

test('case 85: a copy made in mid-crawl answers as the original did, which crawls on, and a crawl of the copy ends it as well', async () => {
  await using fediverse = await startFediverse({ hosts: 150, seed: 85, faults: 'none', latencyMedianMs: 60 });
  await using postgres = await OwnPostgres.open();
  const copyUrl = new URL(postgres.url);
  copyUrl.pathname = '/copy';
  await postgres.asAdmin((admin) => admin.query('create database copy'));
  await using copy = createDatabase(copyUrl.href);
  await migrateToLatest(copy);

  const start = (url: string, now: string) =>
    startCrawl(fediverse, { url }, { now: `${day}T${now}Z`, concurrency: 5 });
  const worker = start(postgres.url, '12:00:00');
  await recorded(postgres.db, 50);
  // So that the answers of the original stay what they are while they are compared; the worker is in the midst of it.
  worker.kill('SIGSTOP');
  const { code: rolledUp } = await runCli(['rollup', '--from', day, '--to', day], {
    DATABASE_URL: postgres.url,
  });
  expect(rolledUp).toBe(0);
  await copyCensus(postgres.url, copyUrl.href);
  const answers = await answersOf(postgres.db, fediverse.seeds);
  expect(answers.get('/api/v1/network')).toContain(day);
  expect(await answersOf(copy, fediverse.seeds)).toEqual(answers);
  worker.kill('SIGCONT');

  const { code, stderr } = await worker.finished;
  expect(code, stderr).toBe(0);
  await expectWholeDay(postgres.db, fediverse, day);
  // Later by the clock: names that the copy holds are due from when they were found.
  const { code: ended, stderr: said } = await start(copyUrl.href, '13:00:00').finished;
  expect(ended, said).toBe(0);
  await expectWholeDay(copy, fediverse, day);
}, 180_000);

async function answersOf(db: CensusDatabase, hosts: readonly string[]): Promise<ReadonlyMap<string, string>> {
  await using api = await startApi(db);
  const paths = [
    ...['/api/v1/instances?limit=100', '/api/v1/network', '/api/v1/software'],
    ...hosts.flatMap((host) =>
      ['', '/rules', '/rules/history', '/history'].map((rest) => `/api/v1/instances/${host}${rest}`),
    ),
  ];
  const answers = new Map<string, string>();
  for (const path of paths) {
    const response = await api.get(path);
    answers.set(path, `${response.status} ${await response.text()}`);
  }
  return answers;
}
