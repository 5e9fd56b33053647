import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chown, open, rename, stat } from 'node:fs/promises';
import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Cluster, serverProcess } from './cluster.ts';
import { EmbeddedPostgresError, fromServerOutput } from './error.ts';
import { findPostmaster, type Postmaster } from './postmaster.ts';

/**
 * Made for a small machine that does other things too, and for nobody but this machine: TCP on loopback, because the
 * path of a Unix socket may have 107 bytes and a checkout may lie deeper.
 */
const settings: Readonly<Record<string, string>> = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  cluster_name: 'fedicensus',
  max_connections: '60',
  shared_buffers: '128MB',
  // Nobody replicates from here.
  wal_level: 'minimal',
  max_wal_senders: '0',
  max_wal_size: '512MB',
  // The package brings no compiler, and queries of a directory are short.
  jit: 'off',
  timezone: 'UTC',
  log_timezone: 'UTC',
  lc_messages: 'C',
  log_line_prefix: '%m [%p] ',
};

/** Nothing waits for the disk: a crash of the machine loses the cluster. For tests. */
const fragileSettings: Readonly<Record<string, string>> = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  autovacuum: 'off',
  shared_buffers: '64MB',
};

const maxLogBytes = 10_000_000;

/** Why a server that we have started is no more. */
export interface StartFailure {
  readonly error: EmbeddedPostgresError;
  /** Whether the next attempt may fare better: another command was faster, or a killed server is still going down. */
  readonly mayPass: boolean;
}

/** A server that we have told to start. */
export interface StartedServer {
  /** Null while it runs. */
  failure(): Promise<StartFailure | null>;
}

/**
 * Tells a server to start on a free port and does not wait. It gets a session of its own and a file for its words, so
 * it outlives this process and Ctrl-C in its terminal. Not through `pg_ctl`: that puts a shell between, with its rules
 * for spaces and quotes in paths, and hides why a server could not start.
 */
export async function startServer(
  cluster: Cluster,
  options: { readonly postgres: string; readonly isDurable: boolean },
): Promise<StartedServer> {
  const port = await findFreePort();
  const assignments = Object.entries({ ...settings, ...(options.isDurable ? {} : fragileSettings) });
  const { file, args, identity } = cluster.run(options.postgres, [
    ...['-D', cluster.dataDirectory, '-p', `${port}`],
    ...assignments.flatMap(([name, value]) => ['-c', `${name}=${value}`]),
  ]);
  const log = await openLog(cluster);
  const { size: logStart } = await log.stat();
  let child: ChildProcess;
  try {
    child = spawn(file, args, {
      ...identity,
      ...serverProcess,
      detached: true,
      stdio: ['ignore', log.fd, log.fd],
    });
  } finally {
    await log.close();
  }
  let spawnError: Error | null = null;
  child.on('error', (error) => {
    spawnError = error;
  });
  child.unref();
  return {
    failure: async () => {
      if (spawnError === null && child.exitCode === null && child.signalCode === null) return null;
      const words = spawnError === null ? await readLog(cluster, logStart) : String(spawnError);
      const what = `The database in ${cluster.folder} could not be started (see ${cluster.logFile})`;
      const isForeign = /lock file "postmaster\.pid"|pre-existing shared memory|TCP\/IP sockets/.test(words);
      // Ended without a failure of its own: somebody has stopped or killed it.
      const wasEnded = child.exitCode === 0 || child.signalCode !== null;
      const mayPass = isForeign || wasEnded;
      return { error: fromServerOutput(words, what), mayPass };
    },
  };
}

async function openLog(cluster: Cluster) {
  const size = await stat(cluster.logFile).then(
    (file) => file.size,
    () => 0,
  );
  if (size > maxLogBytes) await rename(cluster.logFile, `${cluster.logFile}.old`);
  const log = await open(cluster.logFile, 'a', 0o600);
  if (process.geteuid?.() === 0) await chown(cluster.logFile, cluster.account.uid, cluster.account.gid);
  return log;
}

async function readLog(cluster: Cluster, from: number): Promise<string> {
  const log = await open(cluster.logFile);
  try {
    const { buffer, bytesRead } = await log.read({ buffer: Buffer.alloc(64_000), position: from });
    return buffer.toString('utf8', 0, bytesRead);
  } finally {
    await log.close();
  }
}

/** Free at this moment; a server that finds it taken ends, and the next attempt asks again. */
async function findFreePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  await once(probe, 'close');
  if (address === null || typeof address === 'string') throw new Error('A TCP server has no port.');
  return address.port;
}

const stopTimeoutMs = 60_000;

/**
 * Stops a server: sessions are cut, everything is written (PostgreSQL's fast shutdown). Returns when it has ended.
 *
 * @throws EmbeddedPostgresError 'timed-out' when it has not within a minute.
 */
export async function stopServer(cluster: Cluster, server: Postmaster): Promise<void> {
  try {
    process.kill(server.pid, 'SIGINT');
  } catch (error) {
    // It has ended by itself.
    if (error instanceof Error && 'code' in error && error.code === 'ESRCH') return;
    throw error;
  }
  const deadline = performance.now() + stopTimeoutMs;
  while ((await findPostmaster(cluster.dataDirectory))?.pid === server.pid) {
    if (performance.now() > deadline)
      throw new EmbeddedPostgresError(
        'timed-out',
        `The database in ${cluster.folder} has not stopped within ${stopTimeoutMs / 1000} seconds (process ${server.pid}, see ${cluster.logFile}).`,
      );
    await sleep(20);
  }
}
