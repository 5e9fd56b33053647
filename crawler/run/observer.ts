import type { VisitRecord } from '../../db/model/visit-record.ts';
import type { Progress } from './progress.ts';

/** Is told what happens in a run, for logs and metrics. Must not throw; nothing waits for it. */
export interface RunObserver {
  /** A visit has ended; it is not recorded yet. */
  visitEnded(record: VisitRecord): void;
  /** A batch of visits has been committed. */
  batchRecorded(batch: { readonly visits: number; readonly newHosts: number; readonly ms: number }): void;
  /** Where the run stands; twice a second. */
  progressed(progress: Progress): void;
  /** A domain has been tried with an invented name. */
  domainProbed(probe: { readonly domain: string; readonly isWildcard: boolean }): void;
  /** So many unrelated hosts failed together that our own network is to blame; nobody is marked down until it ends. */
  outageBegan(outage: { readonly failures: number }): void;
  /** The network works again. */
  outageEnded(outage: { readonly ms: number }): void;
  /** Trouble that the run survives: a lost connection to the database, a refused record. One line, escaped by the observer. */
  troubled(problem: unknown): void;
}

/** An observer that tells nobody. */
export const silentObserver: RunObserver = {
  visitEnded: () => undefined,
  batchRecorded: () => undefined,
  progressed: () => undefined,
  domainProbed: () => undefined,
  outageBegan: () => undefined,
  outageEnded: () => undefined,
  troubled: () => undefined,
};
