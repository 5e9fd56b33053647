import { randomInt } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Environment } from '../../db/environment.ts';
import packageJson from '../../package.json' with { type: 'json' };
import type { CrawlConfig } from '../config.ts';
import { createHttp, userAgent } from '../net/http.ts';
import type { Visit } from '../run/crawl.ts';
import { visitHost } from '../visit/visit-host.ts';
import { CommandError } from './command-error.ts';

/**
 * Puts the parts of a visit together for a run: the door to the network with the run's options, its clock, real
 * randomness.
 *
 * @throws CommandError when the file of `--ca` cannot be read.
 */
export async function openVisits(run: {
  readonly environment: Environment;
  readonly config: CrawlConfig;
  readonly now: () => Date;
}): Promise<Visit> {
  const { environment, config, now } = run;
  const http = createHttp({
    userAgent: userAgent({
      version: packageJson.version,
      policyUrl: new URL('/crawler', environment.siteUrl).href,
      contact: environment.contact,
    }),
    extraCaPem: config.caFile === null ? [] : [await readCa(config.caFile)],
    connectTo: config.connectTo,
  });
  const tools = {
    http,
    now,
    clock: () => performance.now(),
    sleep: (ms: number) => sleep(ms),
    random: () => randomInt(2 ** 32) / 2 ** 32,
  };
  return (state, stop) => visitHost(state, tools, stop);
}

async function readCa(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown reason';
    throw new CommandError(`The certificates of --ca ${path} cannot be read (${code}).`, {
      exitCode: 2,
      cause,
    });
  }
}
