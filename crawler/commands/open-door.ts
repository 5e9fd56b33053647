import { readFile } from 'node:fs/promises';
import type { Environment } from '../../db/environment.ts';
import { type HostName, parseHostName } from '../../db/model/host-name.ts';
import type { HostNetwork } from '../../db/model/host-network.ts';
import packageJson from '../../package.json' with { type: 'json' };
import type { CrawlConfig } from '../config.ts';
import { openCountryDatabase } from '../host-network/country-database.ts';
import { findHostNetwork } from '../host-network/host-network.ts';
import { createHttp, type Http, userAgent } from '../net/http.ts';
import { createTxtResolver, type TxtResolver } from '../net/txt-records.ts';
import { CommandError } from './command-error.ts';

/** A run's ways to the network. */
export interface Door {
  readonly http: Http;
  /** Null with `--connect-to`: there is no DNS then. */
  readonly txt: TxtResolver | null;
  /** What an address that answered tells of its network; nothing with `--connect-to`. */
  readonly findNetwork: (address: string) => HostNetwork | null;
}

/**
 * Opens the door to the network with the run's options.
 *
 * @throws CommandError when the file of `--ca` cannot be read.
 */
export async function openDoor(environment: Environment, config: CrawlConfig): Promise<Door> {
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
  if (config.connectTo !== null) return { http, txt: null, findNetwork: () => null };
  const findCountry = openCountryDatabase();
  const findNetwork = (address: string) => findHostNetwork(address, findCountry);
  return { http, txt: createTxtResolver(), findNetwork };
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
