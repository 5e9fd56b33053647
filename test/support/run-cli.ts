import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import packageJson from '../../package.json' with { type: 'json' };

/** What a command did. */
export interface CliResult {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A command that runs; `finished` resolves when it has ended. */
export interface RunningCli {
  readonly pid: number;
  readonly kill: (signal: NodeJS.Signals) => void;
  readonly finished: Promise<CliResult>;
  /** What it has printed so far. */
  readonly output: () => { readonly stdout: string; readonly stderr: string };
}

const root = join(import.meta.dirname, '../..');
/** As the script of package.json starts it, with its options for Node: `node … crawler/cli.ts`. */
const [, ...script] = packageJson.scripts.fedicensus.split(' ');
const before = script.slice(0, -1);
const cli = join(root, script.at(-1) ?? '');

/** Starts `fedicensus` as a user would, with an environment of its own: nothing of the test run's settings leaks in. */
export function startCli(
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
  options: { readonly maxOpenFiles?: number } = {},
): RunningCli {
  const { DATABASE_URL: _url, DATABASE_READ_URL: _read, FEDICENSUS_DATA: _data, ...rest } = process.env;
  // A limit can only be lowered by a shell before the program starts.
  const [file, shell] =
    options.maxOpenFiles === undefined
      ? [process.execPath, []]
      : ['/bin/sh', ['-c', `ulimit -n ${options.maxOpenFiles} && exec "$0" "$@"`, process.execPath]];
  const child = spawn(file, [...shell, ...before, cli, ...args], {
    env: { ...rest, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const output = { stdout: '', stderr: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output.stdout += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    output.stderr += text;
  });
  // 'close' rather than 'exit': all output has arrived by then.
  const finished = once(child, 'close').then(([code, signal]) => ({ code, signal, ...output }));
  return {
    pid: child.pid ?? 0,
    kill: (signal) => void child.kill(signal),
    finished,
    output: () => ({ ...output }),
  };
}

/** Waits until a command has said something on stderr. */
export async function said(command: RunningCli, words: string, times = 1): Promise<void> {
  while (command.output().stderr.split(words).length <= times) {
    const ended = await Promise.race([command.finished, sleep(50)]);
    if (ended !== undefined)
      throw new Error(`The command has ended and did not say "${words}" (${times}):\n${ended.stderr}`);
  }
}

/** Runs `fedicensus` to its end. */
export function runCli(
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<CliResult> {
  return startCli(args, environment).finished;
}
