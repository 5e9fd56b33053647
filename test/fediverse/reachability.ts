import type { UtcDay } from '../../db/model/utc-day.ts';
import type { Condition } from './faults/fault.ts';
import { faults } from './faults.ts';
import { listedBy, listPeers } from './peers.ts';
import { isAlive, type Population, type SimulatedHost } from './population.ts';
import { crawlDelayOf, denyAll, permits, type RobotsFile } from './robots-file.ts';
import { familyOf } from './software/table.ts';

const usualPeersPaths = ['/api/v1/instance/peers'];
/** Who asks for a longer pause between two requests is asked for NodeInfo only. */
const maxCrawlDelaySeconds = 10;

/** What an honest census can come to know of a server on a day, once it knows the name. */
export function conditionOf(population: Population, host: SimulatedHost, day: UtcDay): Condition {
  if (host.bornOn > day) return 'unborn';
  if (!isAlive(host, day)) return 'dead';
  const fault = host.fault === null ? null : faults[host.fault];
  if (fault !== null && fault.condition !== 'healthy') return fault.condition;
  const robots = robotsOf(population, host, day);
  return familyOf(host.software).nodeInfoPaths.every((path) => permits(robots, path))
    ? 'healthy'
    : 'forbidden';
}

/** The rules of a server that a visitor has to keep to on a day; all is forbidden where nobody can read them. */
export function robotsOf(population: Population, host: SimulatedHost, day: UtcDay): RobotsFile {
  const own = host.fault === null ? undefined : faults[host.fault].robots;
  if (own === 'unavailable') return denyAll;
  return own ?? familyOf(host.software).robots(population.stateOf(host, day));
}

/** Whether a polite crawler reads this server's peer list on a day. */
export function publishesPeers(population: Population, host: SimulatedHost, day: UtcDay): boolean {
  if (conditionOf(population, host, day) !== 'healthy') return false;
  const family = familyOf(host.software);
  const state = population.stateOf(host, day);
  const robots = robotsOf(population, host, day);
  return (
    family.peerPolicy(state) === 'published' &&
    (family.peersPaths ?? usualPeersPaths).every((path) => permits(robots, path)) &&
    crawlDelayOf(robots) <= maxCrawlDelaySeconds
  );
}

/**
 * The names that a polite crawler comes to know on a day when it begins with the seeds and reads every list that it
 * may: indices of hosts and, after them, of dead names. Lists grow daily; a crawler that reads them weekly learns of a
 * new server up to a week later.
 */
export function findReachable(population: Population, day: UtcDay): ReadonlySet<number> {
  const { hosts, deadNames, settings } = population;
  const unreached = new Set(Array.from({ length: hosts.length + deadNames.length }, (_, index) => index));
  const waiting = hosts.slice(0, settings.seeds);
  const reached = new Set<number>(waiting.map(({ index }) => index));
  for (const { index } of waiting) unreached.delete(index);
  for (let publisher = waiting.pop(); publisher !== undefined; publisher = waiting.pop()) {
    if (!publishesPeers(population, publisher, day)) continue;
    const isListed = readOf(population, publisher, day);
    for (const target of unreached) {
      if (!isListed(target)) continue;
      unreached.delete(target);
      reached.add(target);
      const host = hosts[target];
      if (host !== undefined) waiting.push(host);
    }
  }
  return reached;
}

/** Which names one visit reads in a server's list. */
function readOf(population: Population, publisher: SimulatedHost, day: UtcDay): (target: number) => boolean {
  const atOnce = familyOf(publisher.software).peersAtOnce?.(population.stateOf(publisher, day));
  if (atOnce === undefined || atOnce === Number.POSITIVE_INFINITY)
    return listedBy(population, publisher, day);
  const read = new Set(listPeers(population, publisher, day).slice(0, atOnce));
  return (target) => read.has(population.names[target]?.host);
}
