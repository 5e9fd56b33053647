import type { HostName } from '../../db/model/host-name.ts';
import { type OutcomeKind, silentOutcomes } from '../../db/model/outcome.ts';
import type { HostSession } from '../net/fetch.ts';
import { fetchRobots } from '../net/fetch-robots.ts';
import { withPermission } from './asking.ts';
import { readNodeInfo } from './read-nodeinfo.ts';
import type { VisitTools } from './visit-host.ts';

/** Three documents at most, by the deadlines of single requests. */
const probeTimeoutMs = 60_000;

/**
 * Whether an instance answers at a name: robots.txt, then the NodeInfo pair, and nothing else. For names that nobody
 * has named to us (a label that we invented), and to see whether a host still answers; nothing of it is recorded.
 *
 * @param stop the run is ending: yields undefined.
 */
export async function probeHost(
  host: HostName,
  tools: Pick<VisitTools, 'http' | 'now' | 'sleep'>,
  stop: AbortSignal,
): Promise<OutcomeKind | undefined> {
  const session = tools.http.open(host, { signal: stop, timeoutMs: probeTimeoutMs });
  try {
    const outcome = await readOutcome(host, session, tools);
    return outcome === 'cancelled' ? undefined : outcome;
  } finally {
    await session.close();
  }
}

/** Whether a host answers at all: asks for its robots.txt, and for nothing else. */
export async function reachHost(
  host: HostName,
  tools: Pick<VisitTools, 'http'>,
  stop: AbortSignal,
): Promise<boolean | undefined> {
  const session = tools.http.open(host, { signal: stop });
  try {
    const robots = await fetchRobots(session);
    if (robots.ok || robots.kind === 'status') return true;
    const { kind } = robots.failure;
    return kind === 'cancelled' ? undefined : !silentOutcomes.has(kind);
  } finally {
    await session.close();
  }
}

async function readOutcome(
  host: HostName,
  session: HostSession,
  tools: Pick<VisitTools, 'now' | 'sleep'>,
): Promise<OutcomeKind | 'cancelled'> {
  const robots = await fetchRobots(session);
  if (!robots.ok) return robots.kind === 'failed' ? robots.failure.kind : 'robots-unreachable';
  const reading = await readNodeInfo(host, withPermission(session, robots.robots, tools), tools.now);
  return reading.ok ? 'up' : reading.ending.outcome;
}
