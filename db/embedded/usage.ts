import { realpath } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { type Cluster, superuser } from './cluster.ts';
import type { Postmaster } from './postmaster.ts';

/**
 * Who uses the cluster, kept by the cluster itself: every user holds a shared advisory lock in the database `postgres`
 * on a connection of its own. When a process dies, its connection and its lock die with it, which no file would do.
 */
const usersLock = 0x66_65_64_69;

/** The role and the database of the census. Not the superuser: a hole in a query is no shell on this machine. */
export const censusName = 'fedicensus';

/** Our place among the users of a running cluster. */
export interface Usage {
  /**
   * Gives the place up. True: nobody else is left, nobody can join until the server has ended, and the caller stops it.
   */
  leave(): Promise<boolean>;
  /** Ends the connection. */
  end(): Promise<void>;
}

/**
 * Joins the users of a server. Waits while the last user is stopping it, and fails when that has ended it.
 *
 * @returns null when another cluster answers there.
 * @throws what pg says; {@link isPassing} tells whether to try again.
 */
export async function joinUsers(
  cluster: Cluster,
  server: Postmaster & { readonly port: number },
): Promise<Usage | null> {
  const client = await connect(cluster, server.port);
  try {
    if (!(await isServerOf(client, cluster))) {
      await client.end();
      return null;
    }
    await client.query('select pg_advisory_lock_shared($1)', [usersLock]);
    await createCensusDatabase(client, cluster.password);
  } catch (error) {
    await endQuietly(client);
    throw error;
  }
  return new HeldUsage(cluster, server.port, client);
}

class HeldUsage implements Usage {
  readonly #cluster: Cluster;
  readonly #port: number;
  /** Null while the server is away, such as after the crash of one of its processes. */
  #client: pg.Client | null = null;
  #isLeaving = false;

  constructor(cluster: Cluster, port: number, client: pg.Client) {
    this.#cluster = cluster;
    this.#port = port;
    this.#keep(client);
  }

  async leave(): Promise<boolean> {
    this.#isLeaving = true;
    // Whatever hinders a second connection, the server is then not ours to stop.
    this.#client ??= await this.#reconnect().catch(() => null);
    const client = this.#client;
    if (client === null) return false;
    try {
      await client.query('select pg_advisory_unlock_shared($1)', [usersLock]);
      return await becomesLast(client);
    } catch (error) {
      // The server has ended before us.
      if (isPassing(error)) return false;
      throw error;
    }
  }

  async end(): Promise<void> {
    this.#isLeaving = true;
    if (this.#client !== null) await endQuietly(this.#client);
  }

  #keep(client: pg.Client): void {
    this.#client = client;
    client.once('end', () => {
      this.#client = null;
      if (!this.#isLeaving) void this.#rejoin();
    });
  }

  /** A server that restarts after a crash has forgotten its locks, and another user's end would stop it under us. */
  async #rejoin(): Promise<void> {
    for (let attempt = 0; attempt < 100 && !this.#isLeaving; attempt += 1) {
      await sleep(200, undefined, { ref: false });
      try {
        const client = await this.#reconnect();
        await client.query('select pg_advisory_lock_shared($1)', [usersLock]);
        if (this.#isLeaving) await endQuietly(client);
        else this.#keep(client);
        return;
      } catch {
        // Not back yet; who uses the database learns of it there.
      }
    }
  }

  async #reconnect(): Promise<pg.Client> {
    const client = await connect(this.#cluster, this.#port);
    if (await isServerOf(client, this.#cluster).catch(() => false)) return client;
    await endQuietly(client);
    throw new Error('Another server has taken the port.');
  }
}

/** A process that died a moment ago may still be counted until its session has noticed. */
async function becomesLast(client: pg.Client): Promise<boolean> {
  for (const patienceMs of [0, 30, 100]) {
    await sleep(patienceMs);
    const { rows } = await client.query('select pg_try_advisory_lock($1) as is_last', [usersLock]);
    if (rows[0]?.is_last === true) return true;
  }
  return false;
}

async function connect(cluster: Cluster, port: number): Promise<pg.Client> {
  const client = new pg.Client({
    host: '127.0.0.1',
    port,
    user: superuser,
    password: cluster.password,
    database: 'postgres',
    application_name: 'fedicensus users',
    connectionTimeoutMillis: 10_000,
    ssl: false,
    keepAlive: true,
  });
  // The end of the server arrives as an error too; `end` follows it.
  client.on('error', () => undefined);
  await client.connect();
  return client;
}

async function endQuietly(client: pg.Client): Promise<void> {
  await client.end().catch(() => undefined);
}

/** A copied data folder has the password of the original, and at first its `postmaster.pid`. */
async function isServerOf(client: pg.Client, cluster: Cluster): Promise<boolean> {
  const { rows } = await client.query("select current_setting('data_directory') as path");
  const [theirs, ours] = await Promise.all([
    realpath(String(rows[0]?.path)),
    realpath(cluster.dataDirectory),
  ]);
  return theirs === ours;
}

async function createCensusDatabase(client: pg.Client, password: string): Promise<void> {
  const exists = async () =>
    (await client.query('select from pg_database where datname = $1', [censusName])).rowCount === 1;
  if (await exists()) return;
  await client.query('select pg_advisory_lock($1)', [usersLock + 1]);
  try {
    const role = await client.query('select from pg_roles where rolname = $1', [censusName]);
    // The password is ours and of letters, digits, - and _ only.
    if (role.rowCount === 0) await client.query(`create role ${censusName} login password '${password}'`);
    if (!(await exists())) await client.query(`create database ${censusName} owner ${censusName}`);
  } finally {
    await client.query('select pg_advisory_unlock($1)', [usersLock + 1]);
  }
}

const passingCodes = ['ECONNREFUSED', 'ECONNRESET', 'EPIPE', '57P01', '57P02', '57P03'];
/** What pg says without a code. */
const passingMessages = [
  'Connection terminated unexpectedly',
  'Connection terminated',
  'Client has encountered a connection error and is not queryable',
  'Client was closed and is not queryable',
];

/** Whether an error means that the server is starting, stopping or gone, and the question is worth asking again. */
export function isPassing(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if ('code' in error && typeof error.code === 'string') return passingCodes.includes(error.code);
  return passingMessages.includes(error.message);
}
