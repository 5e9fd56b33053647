import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { createDatabase } from '../../db/client.ts';
import { findBinaries } from '../../db/embedded/binaries.ts';
import { type Cluster, openCluster, serverProcess, superuser } from '../../db/embedded/cluster.ts';
import { migrateToLatest } from '../../db/migrate.ts';
import type { CensusDatabase } from '../../db/tables.ts';
import { stopWithThisProcess } from './global-postgres.ts';

/**
 * A PostgreSQL server of a test's own, with a migrated database, that the test may stop, kill, freeze and start again on
 * the same port. Commits survive the server's death, as in earnest; only the disk is not waited for.
 */
export class OwnPostgres implements AsyncDisposable {
  readonly #folder: string;
  readonly #cluster: Cluster;
  readonly #port: number;
  readonly #forget: () => void;
  #server: ChildProcess | undefined;
  /** Of the database, as the superuser. */
  readonly url: string;
  /** Outlives the server: connections that broke are replaced. */
  readonly db: CensusDatabase;

  private constructor(folder: string, cluster: Cluster, port: number) {
    this.#folder = folder;
    this.#cluster = cluster;
    this.#port = port;
    this.#forget = stopWithThisProcess(folder);
    this.url = `postgresql://${superuser}:${cluster.password}@127.0.0.1:${port}/census`;
    this.db = createDatabase(this.url, { applicationName: 'fedicensus test' });
  }

  static async open(settings: Readonly<Record<string, string>> = {}): Promise<OwnPostgres> {
    const folder = await mkdtemp(join(tmpdir(), 'fedicensus-own-'));
    const binaries = await findBinaries();
    const cluster = await openCluster({
      dataFolder: folder,
      binaries,
      isDurable: false,
      log: () => undefined,
    });
    const server = new OwnPostgres(folder, cluster, await freePort());
    await server.start(settings);
    await server.asAdmin((admin) => admin.query('create database census'));
    await migrateToLatest(server.db);
    return server;
  }

  /** Returns when it accepts connections. */
  async start(settings: Readonly<Record<string, string>> = {}): Promise<void> {
    const { postgres } = await findBinaries();
    const assignments = {
      listen_addresses: '127.0.0.1',
      unix_socket_directories: '',
      max_connections: '60',
      shared_buffers: '64MB',
      fsync: 'off',
      jit: 'off',
      timezone: 'UTC',
      lc_messages: 'C',
      ...settings,
    };
    const { file, args, identity } = this.#cluster.run(postgres, [
      ...['-D', this.#cluster.dataDirectory, '-p', `${this.#port}`],
      ...Object.entries(assignments).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
    ]);
    const server = spawn(file, args, { ...identity, ...serverProcess, stdio: 'ignore' });
    this.#server = server;
    while (server.exitCode === null && server.signalCode === null) {
      const isReady = await this.asAdmin((admin) => admin.query('select')).then(
        () => true,
        () => false,
      );
      if (isReady) return;
      await sleep(50);
    }
    throw new Error(`PostgreSQL has ended at its start (${server.exitCode ?? server.signalCode}).`);
  }

  /** `immediate` is what a crash leaves behind (SIGQUIT, as `pg_ctl stop -m immediate`); `fast` cuts sessions and tidies. */
  async stop(mode: 'immediate' | 'fast'): Promise<void> {
    await this.#end(mode === 'immediate' ? 'SIGQUIT' : 'SIGINT');
  }

  /** Runs statements as the superuser, outside the census's database. */
  async asAdmin<Value>(work: (admin: pg.Client) => Promise<Value>): Promise<Value> {
    const url = new URL(this.url);
    url.pathname = '/postgres';
    const admin = new pg.Client(url.href);
    admin.on('error', () => undefined);
    await admin.connect();
    try {
      return await work(admin);
    } finally {
      await admin.end();
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.db.destroy();
    await this.#end('SIGQUIT');
    await rm(this.#folder, { recursive: true, force: true, maxRetries: 5 });
    this.#forget();
  }

  async #end(signal: NodeJS.Signals): Promise<void> {
    const server = this.#server;
    if (server === undefined || server.exitCode !== null || server.signalCode !== null) return;
    const ended = once(server, 'exit');
    server.kill(signal);
    await ended;
  }
}

/** A port that nobody listened on a moment ago. */
export async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, 'close');
  return port;
}
