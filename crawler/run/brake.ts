import { apexDomain } from '../../db/model/host-name.ts';
import { silentOutcomes } from '../../db/model/outcome.ts';
import type { HostStatus } from '../../db/model/status.ts';
import type { FinishedVisit } from './recorder.ts';

/** A visit that has ended, with what the brake judges it by. */
export interface JudgedVisit extends FinishedVisit {
  /** The host's status before the visit. */
  readonly statusBefore: HostStatus;
  /** Monotonic milliseconds. */
  readonly startedAtMs: number;
  readonly endedAtMs: number;
}

/**
 * When failures are taken for our own. Every day some servers in a hundred fail; half of the ones that were up, all over
 * the world, in one minute, never do.
 */
export const brakePolicy = {
  /** The last visits to hosts that were up before: what is looked at. */
  window: 60,
  /** So many of them failed … */
  minFailures: 12,
  /** … at so many domains that have nothing to do with each other … */
  minDomains: 8,
  /** … and so large a share. */
  share: 0.5,
  /**
   * So many failures in a row, at names of any kind, are a reason to ask hosts that answered lately, at most this often:
   * a list of dead names looks the same.
   */
  failuresInARow: 50,
  domainsInARow: 25,
  askEveryMs: 60_000,
  /** A failure counts once so many others, asked later, have answered … */
  answersAfter: 3,
  /** … while no more than this share of the window failed. */
  healthyShare: 0.25,
  /** After the network has proven to work, failing servers are taken for failing servers for so long. */
  provenMs: 10 * 60_000,
} as const;

interface HeldFailure {
  readonly visit: JudgedVisit;
  /** Domains that answered a visit begun after this failure. */
  readonly answered: Set<string>;
}

/**
 * Tells our own outage from theirs. A visit at which nobody answered is held back until others, asked later, have
 * answered; when many unrelated hosts fail together, the brake trips, and what it holds is held against nobody. Pure: time
 * comes with the visits.
 */
export class Brake {
  #window: { readonly domain: string; readonly hasFailed: boolean }[] = [];
  #inARow: string[] = [];
  #wasAnswered = false;
  #held: HeldFailure[] = [];
  #isTripped = false;
  #provenUntilMs = Number.NEGATIVE_INFINITY;
  #askedAtMs = Number.NEGATIVE_INFINITY;

  /** Whether visits are to pause. */
  get isTripped(): boolean {
    return this.#isTripped;
  }

  /** Whether hosts that answered lately should be asked if they still do; {@link trust} or {@link trip} follows. */
  isDoubtful(nowMs: number): boolean {
    return (
      !this.#isTripped &&
      this.#wasAnswered &&
      nowMs - this.#askedAtMs >= brakePolicy.askEveryMs &&
      this.#inARow.length >= brakePolicy.failuresInARow &&
      new Set(this.#inARow).size >= brakePolicy.domainsInARow
    );
  }

  /** The network works: what is held are the servers' own failures. Returns them, to be recorded. */
  trust(nowMs: number): readonly JudgedVisit[] {
    this.#inARow = [];
    this.#askedAtMs = nowMs;
    return this.takeHeld();
  }

  /** The network does not work. */
  trip(): void {
    this.#isTripped = true;
  }

  /** Takes a visit that has ended; returns those that may be recorded now, this one perhaps among them. */
  judge(visit: JudgedVisit): readonly JudgedVisit[] {
    const { outcome } = visit.record;
    // What name servers say of a name shows that they can be reached; that we lack IPv6 is nothing new.
    if (outcome === 'dns-not-found' || outcome === 'no-ipv6-route') return [visit];
    const hasFailed = silentOutcomes.has(outcome);
    const domain = apexDomain(visit.host);
    if (visit.statusBefore === 'up') {
      this.#window.push({ domain, hasFailed });
      if (this.#window.length > brakePolicy.window) this.#window.shift();
    }
    if (!hasFailed) return [...this.#answered(visit, domain), visit];
    if (this.#inARow.length < 1_000) this.#inARow.push(domain);
    this.#held.push({ visit, answered: new Set() });
    this.#isTripped ||= this.#looksLikeOurs(visit.endedAtMs);
    return [];
  }

  /** Takes out what is held: to be recorded at the end of a run that did not trip, to be released by one that did. */
  takeHeld(): readonly JudgedVisit[] {
    const held = this.#held.map(({ visit }) => visit);
    this.#held = [];
    return held;
  }

  /** The network has proven to work. */
  resume(nowMs: number): void {
    this.#isTripped = false;
    this.#window = [];
    this.#inARow = [];
    this.#provenUntilMs = nowMs + brakePolicy.provenMs;
  }

  #answered({ startedAtMs }: JudgedVisit, domain: string): readonly JudgedVisit[] {
    this.#wasAnswered = true;
    this.#inARow = [];
    for (const held of this.#held) if (held.visit.endedAtMs <= startedAtMs) held.answered.add(domain);
    if (this.#isTripped || this.#failedShare() > brakePolicy.healthyShare) return [];
    const isClear = ({ answered }: HeldFailure) => answered.size >= brakePolicy.answersAfter;
    const clear = this.#held.filter(isClear);
    if (clear.length > 0) this.#held = this.#held.filter((held) => !isClear(held));
    return clear.map(({ visit }) => visit);
  }

  #failedShare(): number {
    const failed = this.#window.filter(({ hasFailed }) => hasFailed).length;
    return failed === 0 ? 0 : failed / this.#window.length;
  }

  #looksLikeOurs(nowMs: number): boolean {
    const policy = brakePolicy;
    if (nowMs < this.#provenUntilMs) return false;
    const failed = this.#window.filter(({ hasFailed }) => hasFailed).map(({ domain }) => domain);
    return (
      failed.length >= policy.minFailures &&
      new Set(failed).size >= policy.minDomains &&
      failed.length >= policy.share * this.#window.length
    );
  }
}
