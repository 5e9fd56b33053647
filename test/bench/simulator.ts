import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const root = join(import.meta.dirname, '../..');

/** A simulated fediverse, as a benchmark finds it. */
export interface Target {
  readonly port: number;
  readonly caFile: string;
  readonly seeds: readonly string[];
  readonly control: string;
}

/** The options of `crawl` that lead there. */
export function cliOptions({ port, caFile, seeds }: Target) {
  return {
    address: ['--connect-to', `127.0.0.1:${port}`],
    ca: ['--ca', caFile],
    seeds: ['--seed', ...seeds],
  };
}

/** Starts a simulated fediverse of healthy servers that answer at once, in a process of its own. */
export async function startSimulator(
  hosts: number,
  caFile: string,
): Promise<{ readonly target: Target; readonly stop: () => void }> {
  const args = ['--hosts', `${hosts}`, '--faults', 'none', '--latency-ms', '0', '--ca-out', caFile];
  const child = spawn(process.execPath, [join(root, 'test/fediverse/serve.ts'), ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = await once(createInterface({ input: child.stdout }), 'line');
  const { address, seeds, control } = JSON.parse(line);
  return { target: { port: address.port, caFile, seeds, control }, stop: () => void child.kill('SIGTERM') };
}
