import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createSecureContext } from 'node:tls';
import PQueue from 'p-queue';
import { buildConnector, Client } from 'undici';
import { runCli } from '../support/run-cli.ts';
import { type Benchmark, compared, timeMs } from './benchmark.ts';
import { cliOptions, startSimulator, type Target } from './simulator.ts';

const hosts = 1_500;
const concurrency = 100;

/**
 * A whole crawl of 1,500 healthy simulated hosts, from the command to the rolled-up day, on an embedded PostgreSQL
 * (started before), beside a bare loop that sends the same requests to the same hosts over TLS with the same concurrency and
 * does nothing with the answers: no robots.txt is read, nothing is checked, kept or counted.
 */
export const crawlBenchmark: Benchmark = {
  name: 'crawl',
  run: async () => {
    const folder = await mkdtemp(join(tmpdir(), 'fedicensus-bench-'));
    const simulator = await startSimulator(hosts, join(folder, 'ca.pem'));
    try {
      const environment = { FEDICENSUS_DATA: join(folder, 'data') };
      await runCli(['migrate'], environment);
      const { address, ca, seeds } = cliOptions(simulator.target);
      const crawl = [
        'crawl',
        '--once',
        '--json',
        '--now',
        '2026-01-01T12:00:00Z',
        '--concurrency',
        `${concurrency}`,
      ];
      const { stdout, stderr, code } = await runCli([...crawl, ...address, ...ca, ...seeds], environment);
      if (code !== 0) throw new Error(stderr);
      const summary = JSON.parse(stdout.trim().split('\n').at(-1) ?? '');
      const requests = await requestsOf(simulator.target);
      const bareMs = await timeMs(() => sendAll(simulator.target, requests));
      return [
        compared(
          'crawl.hosts-per-second',
          'hosts/s',
          summary.visits / summary.seconds,
          requests.size / (bareMs / 1000),
        ),
      ];
    } finally {
      simulator.stop();
      await rm(folder, { recursive: true, force: true });
    }
  },
};

/** A request as the simulator noted it; what a POST carried is not kept. */
interface SentRequest {
  readonly method: string;
  readonly path: string;
}

/** What the crawl asked each host for, from the simulator's log. */
async function requestsOf({ control }: Target): Promise<ReadonlyMap<string, readonly SentRequest[]>> {
  const response = await fetch(new URL('/log', control));
  const log = (await response.json()) as {
    hosts: { host: string; requests: SentRequest[] }[];
  };
  return new Map(log.hosts.map(({ host, requests }) => [host, requests]));
}

async function sendAll(target: Target, requests: ReadonlyMap<string, readonly SentRequest[]>): Promise<void> {
  const secureContext = createSecureContext({ ca: await readFile(target.caFile, 'utf8') });
  const queue = new PQueue({ concurrency });
  for (const [host, sent] of requests) void queue.add(() => sendTo(target, secureContext, host, sent));
  await queue.onIdle();
}

async function sendTo(
  { port }: Target,
  secureContext: ReturnType<typeof createSecureContext>,
  host: string,
  requests: readonly SentRequest[],
): Promise<void> {
  const connector = buildConnector({ secureContext, allowH2: false });
  const client = new Client(`https://${host}`, {
    connect: (options, callback) =>
      connector(
        { ...options, hostname: '127.0.0.1', host: '127.0.0.1', port: `${port}`, servername: host },
        callback,
      ),
  });
  try {
    for (const { method, path } of requests) {
      const { body } = await client.request(
        method === 'POST' ? { method, path, body: '{}' } : { method: 'GET', path },
      );
      await body.dump();
    }
  } finally {
    await client.close();
  }
}
