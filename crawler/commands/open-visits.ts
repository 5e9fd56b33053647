import { setTimeout as sleep } from 'node:timers/promises';
import type { HostName } from '../../db/model/host-name.ts';
import type { HostNetwork } from '../../db/model/host-network.ts';
import { networkOf } from '../net/address.ts';
import type { Vetted } from '../net/guard.ts';
import type { Http } from '../net/http.ts';
import type { Place } from '../run/address-budget.ts';
import type { Probe, Reach, Visit } from '../run/run-state.ts';
import { probeHost, reachHost } from '../visit/probe-host.ts';
import { visitHost } from '../visit/visit-host.ts';

/** What a run does out there. */
export interface OpenVisits {
  readonly visit: Visit;
  readonly probe: Probe;
  readonly reach: Reach;
  readonly placesOf: (host: HostName) => Promise<readonly Place[]>;
}

/** Puts the parts of a visit together for a run: the door to the network, the run's clock, its randomness. */
export function openVisits(run: {
  readonly http: Http;
  readonly now: () => Date;
  readonly random: () => number;
  readonly findNetwork: (address: string) => HostNetwork | null;
}): OpenVisits {
  const tools = {
    ...run,
    clock: () => performance.now(),
    sleep: (ms: number) => sleep(ms),
  };
  return {
    visit: (state, stop) => visitHost(state, tools, stop),
    probe: (host, stop) => probeHost(host, tools, stop),
    reach: (host, stop) => reachHost(host, tools, stop),
    placesOf: async (host) => placesOf(await run.http.resolve(host)),
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
