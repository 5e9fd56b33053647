import type { OutcomeKind } from '../../db/model/outcome.ts';
import type { VisitRecord } from '../../db/model/visit-record.ts';

/** What a run did; printed as one JSON line by `crawl --json` (CONTRACT: its last line on stdout). */
export interface CrawlSummary {
  readonly visits: number;
  /** Visits that found an instance up. */
  readonly instances: number;
  readonly new_hosts: number;
  readonly requests: number;
  readonly bytes: number;
  readonly seconds: number;
  readonly outcomes: Readonly<Partial<Record<OutcomeKind, number>>>;
}

/** Adds up committed visits, for the progress line and the summary. */
export class RunTally {
  #visits = 0;
  #newHosts = 0;
  #requests = 0;
  #bytes = 0;
  readonly #outcomes = new Map<OutcomeKind, number>();

  /** Counts a committed batch. */
  add(records: readonly VisitRecord[], newHosts: number): void {
    for (const record of records) {
      this.#visits += 1;
      this.#requests += record.requests;
      this.#bytes += record.bytes;
      this.#outcomes.set(record.outcome, (this.#outcomes.get(record.outcome) ?? 0) + 1);
    }
    this.#newHosts += newHosts;
  }

  /** Hosts that were put into the frontier before any visit: seeds. */
  addSeeds(hosts: number): void {
    this.#newHosts += hosts;
  }

  get visits(): number {
    return this.#visits;
  }

  get instances(): number {
    return this.#outcomes.get('up') ?? 0;
  }

  get newHosts(): number {
    return this.#newHosts;
  }

  /** @param seconds how long the run took, on a clock that does not jump. */
  summary(seconds: number): CrawlSummary {
    const outcomes = [...this.#outcomes].sort(([, a], [, b]) => b - a);
    return {
      visits: this.#visits,
      instances: this.instances,
      new_hosts: this.#newHosts,
      requests: this.#requests,
      bytes: this.#bytes,
      seconds: Math.round(seconds * 100) / 100,
      outcomes: Object.fromEntries(outcomes),
    };
  }
}
