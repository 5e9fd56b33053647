import { once } from 'node:events';
import { Agent, request as httpRequest } from 'node:http';
import autocannon from 'autocannon';
import { sql } from 'kysely';
import { OwnPostgres } from '../support/own-postgres.ts';
import { type BenchServer, startServer } from './api/start-server.ts';
import { type Benchmark, type BenchmarkFigure, compared } from './benchmark.ts';
import { InstanceSeed } from './instance-list/seed-instances.ts';

const instances = 40_000;
const connections = 32;
const seconds = 6;
const path = '/api/v1/instances?limit=50';
/** Clients that ask at once for what nobody has asked for. */
const crowd = 500;

/**
 * The API over 40,000 instances, in a process of its own, beside a bare `node:http` server that gives the same bytes: kept
 * answers and 304 a second, and what a request costs either of CPU time, which says more on a machine that others use too; a
 * crowd of 500 on a cold answer; and the memory of a whole list on its way.
 */
export const apiBenchmark: Benchmark = {
  name: 'api',
  run: async () => {
    await using postgres = await OwnPostgres.open({ shared_buffers: '128MB', max_wal_size: '4GB' });
    await new InstanceSeed(postgres.db, instances).addAll();
    await sql`vacuum analyze`.execute(postgres.db);
    using api = await startServer('api', postgres.url);
    using bare = await startServer('bare', `${api.origin}${path}`);
    const { headers } = await fetch(`${api.origin}${path}`, { headers: { 'accept-encoding': 'identity' } });
    const etag = headers.get('etag') ?? '';
    return [
      ...(await keptAnswers('kept-list', { api, bare }, {})),
      ...(await keptAnswers('unchanged-304', { api, bare }, { 'if-none-match': etag })),
      ...(await coldCrowd(api)),
      ...(await wholeList(postgres.url)),
    ];
  },
};

async function keptAnswers(
  name: string,
  { api, bare }: { readonly api: BenchServer; readonly bare: BenchServer },
  headers: Readonly<Record<string, string>>,
): Promise<readonly BenchmarkFigure[]> {
  const measure = async (server: BenchServer) => {
    const before = await server.used();
    const run = await autocannon({
      ...{ url: `${server.origin}${path}`, connections, duration: seconds, headers: { ...headers } },
    });
    const after = await server.used();
    if (run.errors + run.non2xx > 0 && headers['if-none-match'] === undefined)
      throw new Error(`${name}: ${run.errors} errors, ${run.non2xx} other answers`);
    return { perSecond: run.requests.average, cpuMs: (after.cpuMs - before.cpuMs) / run.requests.total };
  };
  // Twice, in turns: the first run of each warms it up.
  await measure(api);
  await measure(bare);
  const [own, other] = [await measure(api), await measure(bare)];
  return [
    compared(`api.${name}.requests-per-second`, 'requests/s', own.perSecond, other.perSecond),
    // How much of a bare server's work it does with the same CPU time.
    compared(`api.${name}.requests-per-cpu-second`, 'requests/s', 1000 / own.cpuMs, 1000 / other.cpuMs),
  ];
}

async function coldCrowd(api: BenchServer): Promise<readonly BenchmarkFigure[]> {
  const agent = new Agent({ maxSockets: crowd });
  const ask = async (target: string) => {
    const startedAtMs = performance.now();
    const request = httpRequest(`${api.origin}${target}`, { agent }).end();
    const [response] = await once(request, 'response');
    if (response.statusCode !== 200) throw new Error(`${target}: ${response.statusCode}`);
    for await (const _ of response);
    return performance.now() - startedAtMs;
  };
  const statementsOf = async (work: () => Promise<unknown>) => {
    const before = await api.used();
    await work();
    return (await api.used()).statements - before.statements;
  };
  const alone = await statementsOf(() => ask('/api/v1/instances?sort=domain'));
  let slowestMs = 0;
  const together = await statementsOf(async () => {
    const times = Array.from({ length: crowd }, () => ask('/api/v1/instances?sort=-domain'));
    slowestMs = Math.max(...(await Promise.all(times)));
  });
  agent.destroy();
  return [
    compared('api.cold-crowd.statements', 'statements', together, alone),
    { name: 'api.cold-crowd.slowest', value: Math.round(slowestMs), unit: 'ms', baseline: null, ratio: null },
  ];
}

/**
 * The most memory of a fresh process while a whole list goes out, beside what it takes before; and what the list takes beside
 * its size.
 */
async function wholeList(url: string): Promise<readonly BenchmarkFigure[]> {
  using api = await startServer('api', url);
  const idle = (await api.used()).rssBytes;
  const request = httpRequest(`${api.origin}/api/v1/instances.ndjson`).end();
  const [response] = await once(request, 'response');
  let most = 0;
  let bytes = 0;
  let lines = 0;
  const watch = setInterval(async () => {
    most = Math.max(most, (await api.used()).rssBytes);
  }, 50);
  for await (const chunk of response as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    for (const byte of chunk) if (byte === 10) lines += 1;
  }
  clearInterval(watch);
  if (lines !== instances) throw new Error(`The whole list has ${lines} lines.`);
  return [
    compared('api.whole-list.most-memory', 'MB', most / 1e6, idle / 1e6),
    compared('api.whole-list.memory-of-its-own', 'MB', (most - idle) / 1e6, bytes / 1e6),
  ];
}
