import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { afterAll, afterEach, expect, vi } from 'vitest';
import { createDatabase } from '../../db/client.ts';
import { type EmbeddedPostgres, EmbeddedPostgresError, openEmbedded } from '../../db/embedded.ts';

const script = join(import.meta.dirname, 'embedded-user.ts');

/** What a user of the embedded PostgreSQL says when it has opened it, or why it could not. */
export interface Opening {
  readonly url?: string;
  readonly lines?: readonly string[];
  readonly problem?: string;
  readonly message?: string;
}

/** A process that uses the embedded PostgreSQL of a data folder. */
export class EmbeddedUser {
  readonly #child: ChildProcess;
  readonly #answers: AsyncIterator<string>;
  readonly opening: Promise<Opening>;

  /** @param account runs it as another user; only root may. */
  constructor(
    dataFolder: string,
    options: { readonly account?: { uid: number; gid: number }; readonly isDurable?: boolean } = {},
  ) {
    this.#child = spawn(
      process.execPath,
      [script, dataFolder, options.isDurable === true ? 'durable' : 'fragile'],
      {
        ...options.account,
        stdio: ['pipe', 'pipe', 'inherit'],
      },
    );
    // Written to after its end.
    this.#child.stdin?.on('error', () => undefined);
    if (this.#child.stdout === null) throw new Error('A piped child has no stdout.');
    this.#answers = createInterface(this.#child.stdout)[Symbol.asyncIterator]();
    this.opening = this.#answer() as Promise<Opening>;
  }

  async query(): Promise<unknown> {
    this.#child.stdin?.write('query\n');
    return this.#answer();
  }

  /** Lets it close the database and end, waits for both, and fails when it failed. */
  async close(): Promise<void> {
    if (this.#hasEnded()) return;
    const exit = once(this.#child, 'exit');
    this.#child.stdin?.end('close\n');
    const [code] = await exit;
    const { problem } = await this.opening;
    if (code !== (problem === undefined ? 0 : 1)) throw new Error(`The process has ended with code ${code}.`);
  }

  /** Ends it without a chance to clean up. */
  async kill(): Promise<void> {
    if (this.#hasEnded()) return;
    const exit = once(this.#child, 'exit');
    this.#child.kill('SIGKILL');
    await exit;
  }

  #hasEnded(): boolean {
    return this.#child.exitCode !== null || this.#child.signalCode !== null;
  }

  async #answer(): Promise<unknown> {
    const { value, done } = await this.#answers.next();
    if (done === true) throw new Error('The process has ended without an answer.');
    return JSON.parse(value);
  }
}

/** The process id in the cluster's `postmaster.pid`; null when there is no such file. */
export function postmasterPid(dataFolder: string): number | null {
  const path = join(dataFolder, 'postgres', 'cluster', 'postmaster.pid');
  return existsSync(path) ? Number.parseInt(readFileSync(path, 'utf8'), 10) : null;
}

/** Waits until a process is gone, or dead and only waited for by its parent. */
export async function ended(pid: number): Promise<void> {
  for (;;) {
    try {
      process.kill(pid, 0);
      if (/^State:\s*Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'))) return;
    } catch {
      return;
    }
    await sleep(10);
  }
}

/** The command lines of every running process that name a folder, by /proc. */
function processesNaming(folder: string): readonly string[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)
    .map((name) => {
      try {
        return readFileSync(`/proc/${name}/cmdline`, 'utf8').replaceAll('\0', ' ');
      } catch {
        // It has ended since.
        return '';
      }
    })
    .filter((commandLine) => commandLine.includes(folder));
}

/**
 * A folder for the clusters of one test file, with everything that its tests start in it. That is ended after each test;
 * at the end of the file nothing may be left running, and the folder is removed.
 */
export class EmbeddedBench {
  readonly root: string;
  #folders = 0;
  readonly #open: { close(): Promise<void> }[] = [];

  constructor() {
    this.root = mkdtempSync(join(tmpdir(), 'fedicensus-embedded-'));
    // Other users' processes pass through it.
    chmodSync(this.root, 0o755);
    afterEach(async () => {
      for (const user of this.#open.splice(0)) await user.close();
    });
    afterAll(async () => {
      // There is no /proc to look at elsewhere.
      if (process.platform === 'linux')
        await vi.waitFor(() => expect(processesNaming(this.root)).toEqual([]), { timeout: 10_000 });
      rmSync(this.root, { recursive: true, force: true, maxRetries: 5 });
    });
  }

  /** A path for a data folder; its parents are not made. */
  newFolder(name = 'data'): string {
    this.#folders += 1;
    return join(this.root, `${this.#folders}`, name);
  }

  /** Opens the embedded PostgreSQL in a process of its own. */
  use(dataFolder: string, options?: ConstructorParameters<typeof EmbeddedUser>[1]): EmbeddedUser {
    const user = new EmbeddedUser(dataFolder, options);
    // A test that ends early asks no more.
    user.opening.catch(() => undefined);
    this.#open.push(user);
    return user;
  }

  /** Opens it in this process, where no death of one is at stake: that is faster. */
  async open(dataFolder: string, lines: string[] = []): Promise<EmbeddedPostgres> {
    const database = await openEmbedded({ dataFolder, log: (line) => lines.push(line), isDurable: false });
    this.#open.push(database);
    return database;
  }

  /** Makes a cluster that does not run. */
  async make(dataFolder: string): Promise<void> {
    await (await this.open(dataFolder)).close();
  }

  /** Why it cannot be opened. */
  async failureOf(dataFolder: string): Promise<EmbeddedPostgresError> {
    const failure = await this.open(dataFolder).catch((error: unknown) => error);
    if (failure instanceof EmbeddedPostgresError) return failure;
    throw new Error('It was opened, or failed with an error of another kind.', { cause: failure });
  }
}

/** Whether a database answers; fails with its reason when not. */
export async function canQuery(url: string): Promise<boolean> {
  await using db = createDatabase(url);
  return (await sql`select 1 as one`.execute(db)).rows.length === 1;
}
