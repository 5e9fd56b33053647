import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Used } from './serve.ts';

/** As `npm run site` starts the site. */
export const siteFlags = ['--heap-growing-percent=25', '--max-semi-space-size=4'];

/** A server of `serve.ts`. */
export interface BenchServer extends Disposable {
  /** Without a slash at the end. */
  readonly origin: string;
  used(): Promise<Used>;
}

/** Starts a server in a process of its own. */
export async function startServer(mode: 'api' | 'bare', url: string): Promise<BenchServer> {
  const child: ChildProcess = fork(join(import.meta.dirname, 'serve.ts'), [mode, url], {
    execArgv: mode === 'api' ? siteFlags : [],
  });
  const [{ port }] = (await once(child, 'message')) as [{ readonly port: number }];
  return {
    origin: `http://127.0.0.1:${port}`,
    used: async () => {
      child.send('used');
      const [{ used }] = (await once(child, 'message')) as [{ readonly used: Used }];
      return used;
    },
    [Symbol.dispose]: () => void child.kill(),
  };
}
