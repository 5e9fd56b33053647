import { occupantOf } from './occupants.ts';
import { robotsOf } from './reachability.ts';
import { permits } from './robots-file.ts';
import type { Fediverse } from './start.ts';

/** A request that should never have been made. */
export interface ForbiddenRequest {
  readonly host: string;
  readonly path: string;
}

/**
 * The requests in the log for a path that the host's robots.txt forbids on this day, of which no polite visitor makes
 * any. A host whose robots.txt cannot be read forbids everything (RFC 9309, section 2.3.1.4). The log keeps the first
 * {@link import('./request-log.ts').maxKeptPaths} paths of a host.
 */
export function forbiddenRequests({
  population,
  day,
  log,
}: Pick<Fediverse, 'population' | 'day' | 'log'>): ForbiddenRequest[] {
  return log().hosts.flatMap(({ host, paths }) => {
    const occupant = occupantOf(population, host, day);
    if (occupant === null || occupant.kind === 'alias' || occupant.kind === 'vacant') return [];
    const robots = robotsOf(population, occupant.host, day);
    return paths
      .filter((path) => path !== '/robots.txt' && !permits(robots, path))
      .map((path) => ({ host, path }));
  });
}
