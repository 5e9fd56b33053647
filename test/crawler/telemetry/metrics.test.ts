import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { expect, onTestFinished, test } from 'vitest';
import { type CensusGauges, openMetrics } from '../../../crawler/telemetry/metrics.ts';
import { type MetricsText, openMetricsServer } from '../../../crawler/telemetry/metrics-server.ts';
import { outcomeKinds } from '../../../db/model/outcome.ts';
import { failedVisit, visitOf } from '../../support/visit-records.ts';
import { readSamples } from './samples.ts';

const at = '2026-03-01T12:00:00Z';
const census: CensusGauges = { dueHosts: 12, oldestDueLivingSeconds: 90.5, waiting: 7, running: 3 };

async function serve(metrics: MetricsText) {
  const failures: unknown[] = [];
  const opened = await openMetricsServer({ host: '127.0.0.1', port: 0 }, metrics, (error) =>
    failures.push(error),
  );
  if (!opened.ok) throw new Error(opened.problem);
  onTestFinished(() => opened.server.close());
  return { url: opened.server.url, server: opened.server, failures };
}

test('what a run tells its observer is what a scrape finds', async () => {
  const { observer, ...metrics } = openMetrics(async () => census);
  observer.visitEnded(visitOf('a.social', at, { requests: 5, bytes: 1_000, durationMs: 1_500 }));
  observer.visitEnded(
    failedVisit('b.social', at, { outcome: 'timed-out', requests: 1, bytes: 0, durationMs: 10_000 }),
  );
  observer.batchRecorded({ visits: 2, newHosts: 40, ms: 20 });
  observer.progressed({ visits: 2, instances: 1, inFlight: 9, waiting: 3 });
  observer.domainProbed({ domain: 'trap.example', isWildcard: true });
  observer.domainProbed({ domain: 'honest.example', isWildcard: false });
  observer.outageBegan({ failures: 40 });
  observer.troubled('anything');
  const samples = readSamples(await metrics.text());
  expect(Object.fromEntries(samples)).toMatchObject({
    'fedicensus_visits_total{outcome="up"}': 1,
    'fedicensus_visits_total{outcome="timed-out"}': 1,
    'fedicensus_visits_total{outcome="not-json"}': 0,
    fedicensus_visit_duration_seconds_sum: 11.5,
    fedicensus_visit_duration_seconds_count: 2,
    'fedicensus_visit_duration_seconds_bucket{le="2.5"}': 1,
    fedicensus_requests_total: 6,
    fedicensus_received_bytes_total: 1_000,
    fedicensus_recorded_visits_total: 2,
    fedicensus_new_hosts_total: 40,
    fedicensus_batch_duration_seconds_count: 1,
    fedicensus_visits_in_flight: 9,
    'fedicensus_domains_probed_total{wildcard="true"}': 1,
    'fedicensus_domains_probed_total{wildcard="false"}': 1,
    fedicensus_own_outage: 1,
    fedicensus_own_outages_total: 1,
    fedicensus_problems_total: 1,
    fedicensus_database_up: 1,
    fedicensus_due_hosts: 12,
    fedicensus_oldest_due_living_instance_age_seconds: 90.5,
    'fedicensus_queued_visits{state="waiting"}': 7,
    'fedicensus_queued_visits{state="running"}': 3,
    process_resident_memory_bytes: expect.any(Number),
    nodejs_eventloop_lag_p99_seconds: expect.any(Number),
  });
  observer.outageEnded({ ms: 5 });
  expect(readSamples(await metrics.text()).get('fedicensus_own_outage')).toBe(0);
});

test('names and labels do not grow with what servers say', async () => {
  const { observer, ...metrics } = openMetrics(async () => census);
  const before = [...readSamples(await metrics.text()).keys()];
  for (const [index, outcome] of outcomeKinds.entries())
    observer.visitEnded(visitOf(`host-${index}.social`, at, { outcome, detail: `word ${index}` }));
  const after = [...readSamples(await metrics.text()).keys()];
  const ours = (keys: readonly string[]) => keys.filter((key) => key.startsWith('fedicensus_')).toSorted();
  expect(ours(after)).toEqual(ours(before));
  expect(ours(after).join()).not.toContain('social');
});

test('every metric of ours stands in the README, and no other', async () => {
  const { text: write } = openMetrics(async () => census);
  const named = [...(await write()).matchAll(/^# TYPE (fedicensus_\w+) /gm)].map((match) => match[1]);
  const readme = await readFile(join(import.meta.dirname, '../../../crawler/telemetry/README.md'), 'utf8');
  const told = [...readme.matchAll(/`(fedicensus_\w+)(?:\{\w+\})?`/g)].map((match) => match[1]);
  expect(told.toSorted()).toEqual(named.toSorted());
});

test('what the database cannot say is absent, not zero, and comes back with it', async () => {
  let answer: CensusGauges | undefined;
  const metrics = openMetrics(async () => answer);
  const ofCensus = async () =>
    [...readSamples(await metrics.text())].filter(([key]) => /database_up|due|queued/.test(key));
  expect(await ofCensus()).toEqual([['fedicensus_database_up', 0]]);
  answer = census;
  expect(await ofCensus()).toHaveLength(5);
  answer = undefined;
  expect(await ofCensus()).toEqual([['fedicensus_database_up', 0]]);
});

test('scrapes at once look at the census once', async () => {
  let looks = 0;
  const metrics = openMetrics(async () => {
    looks += 1;
    return census;
  });
  const texts = await Promise.all([metrics.text(), metrics.text(), metrics.text()]);
  expect([new Set(texts).size, looks]).toEqual([1, 1]);
  await metrics.text();
  expect(looks).toBe(2);
});

test('the server answers for metrics and health, and for nothing else', async () => {
  const { url, failures } = await serve(openMetrics(async () => census));
  const scrape = await fetch(`${url}metrics?x=1`);
  expect([scrape.status, scrape.headers.get('content-type')]).toEqual([
    200,
    'text/plain; version=0.0.4; charset=utf-8',
  ]);
  expect(readSamples(await scrape.text()).get('fedicensus_due_hosts')).toBe(12);
  expect(await (await fetch(`${url}healthz`)).text()).toBe('ok\n');
  expect((await fetch(`${url}metrics`, { method: 'HEAD' })).status).toBe(200);
  const posted = await fetch(`${url}metrics`, { method: 'POST', body: 'x' });
  expect([posted.status, posted.headers.get('allow')]).toEqual([405, 'GET, HEAD']);
  for (const path of ['', 'metrics/', '%2e%2e/etc/passwd', '__proto__'])
    expect([path, (await fetch(`${url}${path}`)).status]).toEqual([path, 404]);
  expect(failures).toEqual([]);
});

test('what is no HTTP does not end the server, nor does a failure to write', async () => {
  let isBroken = true;
  const { url, failures } = await serve({
    contentType: 'text/plain',
    text: async () => {
      if (isBroken) throw new Error('a bug');
      return 'fine\n';
    },
  });
  const socket = connect(Number(new URL(url).port), '127.0.0.1');
  socket.on('error', () => undefined);
  await once(socket, 'connect');
  socket.write('NONSENSE\r\n\r\n');
  expect(await text(socket)).toMatch(/^HTTP\/1\.1 400 /);
  const failed = await fetch(`${url}metrics`);
  expect([failed.status, await failed.text()]).toEqual([500, 'The metrics could not be written.\n']);
  expect(failures).toEqual([expect.objectContaining({ message: 'a bug' })]);
  isBroken = false;
  expect(await (await fetch(`${url}metrics`)).text()).toBe('fine\n');
});

test('closing drops connections that are kept open, and frees the port', async () => {
  const { url, server } = await serve(openMetrics(async () => census));
  const port = Number(new URL(url).port);
  const socket = connect(port, '127.0.0.1');
  const closed = once(socket, 'close');
  await once(socket, 'connect');
  socket.write('GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n');
  await once(socket, 'data');
  await server.close();
  await closed;
  const other = createServer().listen(port, '127.0.0.1');
  await once(other, 'listening');
  other.close();
});

test('a port that is taken is one line that names the variable to change', async () => {
  const other = createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  onTestFinished(() => void other.close());
  const { port } = other.address() as AddressInfo;
  const metrics = openMetrics(async () => census);
  expect(await openMetricsServer({ host: '127.0.0.1', port }, metrics, () => undefined)).toEqual({
    ok: false,
    problem: `The metrics cannot be served on 127.0.0.1, port ${port}: the port is taken; set FEDICENSUS_METRICS_PORT to a free one, or to 0 for any (EADDRINUSE).`,
  });
});
