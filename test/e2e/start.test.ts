import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Fediverse, startFediverse } from '../fediverse/start.ts';
import { type RunningCli, runCli, startCli } from '../support/run-cli.ts';

/** `npm start` as a whole: embedded PostgreSQL, crawler, site, against a simulated fediverse. */
let fediverse: Fediverse;
let folder: string;
beforeAll(async () => {
  const today = new Date().toISOString().slice(0, 10);
  fediverse = await startFediverse({
    hosts: 60,
    seed: 3,
    firstDay: today,
    faults: 'none',
    latencyMedianMs: 0,
  });
  // Blanks and letters beyond ASCII: a data folder may lie anywhere.
  folder = await mkdtemp(join(tmpdir(), 'fedicensus start é '));
});
afterAll(async () => {
  await fediverse.close();
  await rm(folder, { recursive: true, force: true });
});

function start(dataFolder: string, environment: Readonly<Record<string, string>> = {}): RunningCli {
  const { address, caFile, seeds } = fediverse;
  const options = ['--connect-to', `${address.host}:${address.port}`, '--ca', caFile, '--seed', ...seeds];
  return startCli(['start', '--concurrency', '10', ...options], {
    FEDICENSUS_DATA: dataFolder,
    FEDICENSUS_SIMULATED: '1',
    PORT: '0',
    ...environment,
  });
}

/** The address that the site prints when it is ready. */
async function siteOf(running: RunningCli): Promise<string> {
  let url: string | undefined;
  await expect
    .poll(
      () => {
        url = /http:\/\/\S+/.exec(running.output().stdout)?.[0];
        return url;
      },
      { timeout: 240_000, interval: 200 },
    )
    .toBeDefined();
  if (url === undefined) throw new Error('no address');
  return url;
}

test('everything starts with one command, fills while it is watched, and ends cleanly', async () => {
  const dataFolder = join(folder, 'data');
  const running = start(dataFolder);
  const site = await siteOf(running);
  expect((await fetch(new URL('/api/v1/health', site))).status).toBe(200);
  const expected = fediverse.truth().totals.servers;
  const listed = async () => {
    const response = await fetch(new URL('/api/v1/instances?limit=1', site));
    const list = (await response.json()) as { meta: { total: number } };
    return list.meta.total;
  };
  await expect.poll(listed, { timeout: 60_000, interval: 250 }).toBe(expected);
  const page = await fetch(new URL('/en', site));
  expect(page.status).toBe(200);
  expect(await page.text()).toContain('Simulated data');
  // A second command meanwhile shares the database, and leaves it running.
  const status = await runCli(['status', '--json'], { FEDICENSUS_DATA: dataFolder });
  expect(JSON.parse(status.stdout)).toMatchObject({ hosts: { up: expected } });
  expect((await fetch(new URL('/api/v1/health', site))).status).toBe(200);

  running.kill('SIGTERM');
  expect(await running.finished).toMatchObject({ code: 0 });
  expect(existsSync(join(dataFolder, 'postgres/cluster/postmaster.pid'))).toBe(false);
  await expect(fetch(site)).rejects.toThrow();
  // What was counted is there the next time.
  const again = await runCli(['export', 'network'], { FEDICENSUS_DATA: dataFolder });
  expect(JSON.parse(again.stdout.trim().split('\n').at(-1) ?? '')).toMatchObject({
    servers_observed: expected,
  });
});

test('a port that is taken is one clear line, and nothing is left running', async () => {
  const taken = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => taken.once('listening', resolve));
  const address = taken.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  const dataFolder = join(folder, 'taken');
  const { code, stderr } = await start(dataFolder, { PORT: `${address.port}` }).finished;
  taken.close();
  expect(code).toBe(1);
  expect(stderr).toMatch(new RegExp(`${address.port}`));
  expect(stderr).not.toMatch(/^ {4}at /m);
  expect(existsSync(join(dataFolder, 'postgres/cluster/postmaster.pid'))).toBe(false);
});
