import { readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Environment } from '../../db/environment.ts';
import { type HostName, parseHostName } from '../../db/model/host-name.ts';
import packageJson from '../../package.json' with { type: 'json' };
import type { CrawlConfig } from '../config.ts';
import { networkOf } from '../net/address.ts';
import type { Vetted } from '../net/guard.ts';
import { createHttp, userAgent } from '../net/http.ts';
import type { Place } from '../run/address-budget.ts';
import type { Probe, Reach, Visit } from '../run/run-state.ts';
import { probeHost, reachHost } from '../visit/probe-host.ts';
import { visitHost } from '../visit/visit-host.ts';
import { CommandError } from './command-error.ts';

/** What a run does out there. */
export interface OpenVisits {
  readonly visit: Visit;
  readonly probe: Probe;
  readonly reach: Reach;
  readonly placesOf: (host: HostName) => Promise<readonly Place[]>;
}

/**
 * Puts the parts of a visit together for a run: the door to the network with the run's options, its clock, its
 * randomness.
 *
 * @throws CommandError when the file of `--ca` cannot be read.
 */
export async function openVisits(run: {
  readonly environment: Environment;
  readonly config: CrawlConfig;
  readonly now: () => Date;
  readonly random: () => number;
}): Promise<OpenVisits> {
  const { environment, config, now } = run;
  const http = createHttp({
    userAgent: userAgent({
      version: packageJson.version,
      policyUrl: new URL('/crawler', environment.siteUrl).href,
      contact: environment.contact,
    }),
    extraCaPem: config.caFile === null ? [] : [await readCa(config.caFile)],
    connectTo: config.connectTo,
    guard: { ownHost: ownHostOf(environment.siteUrl) },
  });
  const tools = {
    http,
    now,
    clock: () => performance.now(),
    sleep: (ms: number) => sleep(ms),
    random: run.random,
  };
  return {
    visit: (state, stop) => visitHost(state, tools, stop),
    probe: (host, stop) => probeHost(host, tools, stop),
    reach: (host, stop) => reachHost(host, tools, stop),
    placesOf: async (host) => placesOf(await http.resolve(host)),
  };
}

/** Every address that the host may be asked at, and the networks around them. */
function placesOf(vetted: Vetted | null): readonly Place[] {
  const addresses = vetted?.ok === true ? vetted.addresses : [];
  const networks = new Set(addresses.flatMap((address) => networkOf(address) ?? []));
  return [
    ...addresses.map((key) => ({ kind: 'address', key }) as const),
    ...[...networks].map((key) => ({ kind: 'network', key }) as const),
  ];
}

/** The name under which strangers may know the site; null when it has no public one. */
function ownHostOf(siteUrl: string): HostName | null {
  const parsed = parseHostName(new URL(siteUrl).hostname);
  return parsed.ok ? parsed.value : null;
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
