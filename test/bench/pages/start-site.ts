import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { siteFlags } from '../api/start-server.ts';

/** What `serve-site.ts` answers. */
export interface CpuUsed {
  readonly kind: 'used';
  /** Since the process began. */
  readonly cpuMs: number;
}

/** The built site, in production. */
export interface BenchSite extends AsyncDisposable {
  /** Without a slash at the end. */
  readonly origin: string;
  /** CPU time of the site's process since it began, in milliseconds. */
  cpuMs(): Promise<number>;
}

/** Starts the site, which must have been built, over a database; `dataFolder` is where published files would lie. */
export async function startBenchSite(databaseUrl: string, dataFolder: string): Promise<BenchSite> {
  const { PATH, HOME, TMPDIR } = process.env;
  const child: ChildProcess = fork(join(import.meta.dirname, 'serve-site.ts'), {
    execArgv: [...siteFlags],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    env: {
      ...{ PATH, HOME, TMPDIR },
      DATABASE_URL: databaseUrl,
      FEDICENSUS_DATA: dataFolder,
      HOST: '127.0.0.1',
      PORT: '0',
      FEDICENSUS_RATE_LIMIT: '0',
      FEDICENSUS_CONTACT: 'census@brightwater.net',
    },
  });
  const next = async <Message>(): Promise<Message> => {
    const ended = new AbortController();
    const { signal } = ended;
    try {
      const [message] = await Promise.race([
        once(child, 'message', { signal }),
        once(child, 'exit', { signal }).then(([code]) => {
          throw new Error(`The site has ended (${code}).`);
        }),
      ]);
      return message;
    } finally {
      ended.abort();
    }
  };
  const { url } = await next<{ readonly url: string }>();
  return {
    origin: new URL(url).origin,
    cpuMs: async () => {
      child.send('used');
      return (await next<CpuUsed>()).cpuMs;
    },
    [Symbol.asyncDispose]: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill('SIGTERM');
      await once(child, 'exit');
    },
  };
}
