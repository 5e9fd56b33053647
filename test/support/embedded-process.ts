import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';

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
export function processesNaming(folder: string): readonly string[] {
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
