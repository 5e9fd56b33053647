import { setTimeout as sleep } from 'node:timers/promises';
import { findBinaries } from './embedded/binaries.ts';
import { type Cluster, openCluster } from './embedded/cluster.ts';
import { EmbeddedPostgresError } from './embedded/error.ts';
import { findPostmaster, type Postmaster, removeForeignPidFile } from './embedded/postmaster.ts';
import { type StartedServer, startServer, stopServer } from './embedded/server.ts';
import { censusName, isPassing, joinUsers, type Usage } from './embedded/usage.ts';

// biome-ignore lint/performance/noBarrelFile: the error is part of what this module promises; the rest is not.
export { EmbeddedPostgresError, type EmbeddedPostgresProblem } from './embedded/error.ts';

/** How the embedded PostgreSQL is opened. */
export interface EmbeddedOptions {
  /** The project's data folder, made when it is missing; the database lives in its folder `postgres`. Absolute path. */
  readonly dataFolder: string;
  /** Told in one line about what takes time. */
  readonly log: (line: string) => void;
  /** False: nothing waits for the disk, and a crash of the machine loses the database. For tests. @default true */
  readonly isDurable?: boolean;
}

/** A running embedded PostgreSQL. */
export interface EmbeddedPostgres {
  /** Of the census's own database and role. Holds a password: not for logs. */
  readonly url: string;
  /** Stops the server, if no other command uses it. Close the connections before. The second call does nothing. */
  close(): Promise<void>;
}

/** Recovery after a crash reads what was written since the last checkpoint: seconds, minutes on a slow disk. */
const openTimeoutMs = 300_000;
/** With pauses of 0.1 s and twice as long each time: what a killed server leaves behind may work on for a moment. */
const maxStarts = 7;
const firstPauseMs = 100;

/**
 * Opens the PostgreSQL that comes with the project: makes it in an empty data folder, starts it when it does not run,
 * shares it with other commands when it does. The last one to close stops it. It survives the sudden death of a command
 * (the next one finds it and stops it at last) and its own (the next one recovers it).
 *
 * @throws EmbeddedPostgresError when it cannot run here, with what to do.
 */
export async function openEmbedded(options: EmbeddedOptions): Promise<EmbeddedPostgres> {
  const { dataFolder, log, isDurable = true } = options;
  const binaries = await findBinaries();
  const cluster = await openCluster({ dataFolder, binaries, isDurable, log });
  const { usage, port } = await join(cluster, {
    log,
    start: () => startServer(cluster, { postgres: binaries.postgres, isDurable }),
  });
  let closing: Promise<void> | null = null;
  return {
    url: `postgresql://${censusName}:${cluster.password}@127.0.0.1:${port}/${censusName}`,
    close: () => {
      closing ??= leave(cluster, usage);
      return closing;
    },
  };
}

interface Joined {
  readonly usage: Usage;
  readonly port: number;
}

/**
 * Until we are among the users of a running server: waits for one that starts or stops, starts one when there is none.
 * Two commands may both start one; PostgreSQL lets one live, and the other's command joins that.
 */
async function join(
  cluster: Cluster,
  tools: { readonly log: (line: string) => void; readonly start: () => Promise<StartedServer> },
): Promise<Joined> {
  const deadline = performance.now() + openTimeoutMs;
  const notice = setTimeout(() => tools.log(`waiting for the database in ${cluster.folder}`), 3_000);
  let started: StartedServer | null = null;
  let starts = 0;
  try {
    while (performance.now() < deadline) {
      const server = await findPostmaster(cluster.dataDirectory);
      const joined = server === null ? null : await tryJoin(cluster, server);
      if (joined !== null) return joined;
      const failure = (await started?.failure()) ?? null;
      if (server === null && (started === null || failure !== null)) {
        if (failure !== null && (starts >= maxStarts || !failure.mayPass)) throw failure.error;
        if (starts > 0) await sleep(firstPauseMs * 2 ** (starts - 1));
        await removeForeignPidFile(cluster.dataDirectory);
        started = await tools.start();
        starts += 1;
      }
      await sleep(20);
    }
  } finally {
    clearTimeout(notice);
  }
  throw new EmbeddedPostgresError(
    'timed-out',
    `The database in ${cluster.folder} is not ready after ${openTimeoutMs / 60_000} minutes; see ${cluster.logFile}.`,
  );
}

/** Null: not now. */
async function tryJoin(cluster: Cluster, server: Postmaster): Promise<Joined | null> {
  const { port, isReady } = server;
  if (port === null || !isReady) return null;
  try {
    const usage = await joinUsers(cluster, { ...server, port });
    return usage === null ? null : { usage, port };
  } catch (error) {
    if (isPassing(error)) return null;
    throw new EmbeddedPostgresError(
      'start-failed',
      `The database in ${cluster.folder} runs, but does not let us in: ${String(error)} (see ${cluster.logFile}).`,
      { cause: error },
    );
  }
}

async function leave(cluster: Cluster, usage: Usage): Promise<void> {
  const isLast = await usage.leave();
  const server = isLast ? await findPostmaster(cluster.dataDirectory) : null;
  // Our session holds the lock until the server cuts it, so nobody joins a server that is about to end.
  if (server !== null) await stopServer(cluster, server);
  await usage.end();
}
