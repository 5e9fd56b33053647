import type { Logger } from 'pino';
import type { RunObserver } from '../run/observer.ts';
import { describeProblem } from './describe-problem.ts';

/** Writes what happens in a run to a log. */
export function logObserver(log: Logger): RunObserver {
  return {
    visitEnded({ host, outcome, detail, durationMs, requests, bytes, consecutiveFailures }) {
      log.debug(
        { host, outcome, detail, ms: durationMs, requests, bytes, failures: consecutiveFailures },
        'visit',
      );
    },
    batchRecorded({ visits, newHosts, ms }) {
      log.debug({ visits, new_hosts: newHosts, ms: Math.round(ms) }, 'batch recorded');
    },
    // Twice a second: the progress line and the metrics say it.
    progressed: () => undefined,
    domainProbed({ domain, isWildcard }) {
      if (isWildcard) log.info({ domain }, 'domain answers to any name; nothing below it is visited');
      else log.debug({ domain }, 'domain does not answer to an invented name');
    },
    outageBegan({ failures }) {
      log.warn({ failures }, 'our own network seems to have failed; visits are held back');
    },
    outageEnded({ ms }) {
      log.info({ seconds: Math.round(ms / 1_000) }, 'the network works again');
    },
    troubled(problem) {
      log.warn(describeProblem(problem), 'trouble that the run survives');
    },
  };
}
