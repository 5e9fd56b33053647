import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { openEmbedded } from '../../db/embedded.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** A port on 127.0.0.1 that answers every connection with a {@link TestServer} as JSON, and starts it first. */
    readonly postgresPort: number;
  }
}

/** The PostgreSQL of one test run. */
export interface TestServer {
  /** May create databases and roles. */
  readonly adminUrl: string;
  /** The role that owns what tests create, with its password; the database in it is not for tests. */
  readonly ownerUrl: string;
  /** The beginning of every database's name in this run. */
  readonly prefix: string;
}

/**
 * One PostgreSQL for the whole run, started when the first test file asks: a run of pure tests pays nothing. With
 * `DATABASE_URL_TEST` it is that one instead, and its role must be allowed to create databases.
 */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  let server: Promise<TestServer & { close(): Promise<void> }> | null = null;
  const broker = createServer((socket) => {
    socket.on('error', () => undefined);
    server ??= openServer(process.env.DATABASE_URL_TEST);
    server.then(
      ({ adminUrl, ownerUrl, prefix }) => socket.end(JSON.stringify({ adminUrl, ownerUrl, prefix })),
      (error: unknown) => socket.end(JSON.stringify({ problem: String(error) })),
    );
  });
  broker.listen(0, '127.0.0.1');
  await once(broker, 'listening');
  project.provide('postgresPort', (broker.address() as AddressInfo).port);
  return async () => {
    broker.close();
    // A server that could not start has told the tests so.
    await server?.then(
      ({ close }) => close(),
      () => undefined,
    );
  };
}

async function openServer(url: string | undefined): Promise<TestServer & { close(): Promise<void> }> {
  const prefix = `fedicensus_test_${randomBytes(5).toString('hex')}`;
  if (url !== undefined)
    return { adminUrl: url, ownerUrl: url, prefix, close: () => dropDatabases(url, prefix) };
  const folder = await mkdtemp(join(tmpdir(), 'fedicensus-test-'));
  const forget = stopWithThisProcess(folder);
  const cluster = await openEmbedded({ dataFolder: folder, log: () => undefined, isDurable: false });
  const admin = new URL(cluster.url);
  admin.username = 'postgres';
  admin.pathname = '/postgres';
  return {
    adminUrl: admin.href,
    ownerUrl: cluster.url,
    prefix,
    close: async () => {
      await cluster.close();
      await rm(folder, { recursive: true, force: true });
      forget();
    },
  };
}

async function dropDatabases(url: string, prefix: string): Promise<void> {
  const client = new pg.Client(url);
  await client.connect();
  const found = await client.query('select datname from pg_database where starts_with(datname, $1)', [
    prefix,
  ]);
  for (const { datname } of found.rows)
    await client.query(`drop database if exists "${datname}" with (force)`);
  await client.end();
}

/**
 * The server lives in a session of its own, so a run that is killed would leave it behind. A shell waits for the end of
 * a pipe that only this process holds, however that comes, and then stops the server and removes its folder.
 *
 * @param folder the data folder of an embedded PostgreSQL.
 * @returns ends the watch; to be called when the server has been stopped and the folder removed.
 */
export function stopWithThisProcess(folder: string): () => void {
  const script = `
    read -r word
    [ "$word" = done ] && exit
    pid=$(head -n 1 "$1/postgres/cluster/postmaster.pid") && kill -INT "$pid"
    while [ -n "$pid" ] && [ -e "$1/postgres/cluster/postmaster.pid" ]; do sleep 0.1; done
    rm -rf "$1"`;
  const watch = spawn('/bin/sh', ['-c', script, 'sh', folder], {
    cwd: '/',
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  watch.unref();
  return () => watch.stdin.end('done\n');
}
