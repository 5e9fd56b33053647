import type { HostState } from '../../db/queries/hosts.ts';
import type { VisitJob } from './visit-queue.ts';

/**
 * What one machine has to bear from us, however many names lead to it. Hosting providers and reverse proxies carry
 * hundreds of instances behind one address, so the daily bounds hold only for names that have never been an instance:
 * ten thousand invented names that lead to one victim cost it some hundred requests.
 */
export const addressPolicy = {
  /** Visits at a time to one address, and to one /24 or /64. */
  atOnce: { address: 2, network: 8 },
  /** Visits a day to names that have never been an instance. */
  unknownADay: { address: 200, network: 1_000 },
  /** Addresses and networks remembered at most; beyond, the day's counts begin anew. */
  remembered: 200_000,
} as const;

/** A job with the places that its host's addresses stand for. */
export interface PlacedJob {
  readonly job: VisitJob;
  readonly state: HostState;
  /** Empty when the addresses are not known: such a visit counts nowhere. */
  readonly places: readonly Place[];
}

/** An address, or the network around it. */
export interface Place {
  readonly kind: 'address' | 'network';
  readonly key: string;
}

/** Counts visits by address, in one process (across processes, a host is one job). */
export class AddressBudget {
  readonly #running = new Map<string, number>();
  #waiting: PlacedJob[] = [];
  #day = '';
  #unknown = new Map<string, number>();

  /** Jobs that wait until their address is free. */
  get waiting(): number {
    return this.#waiting.length;
  }

  /**
   * Whether the day still has room for a visit to a name that has never been an instance; if so, it is counted.
   *
   * @param day a UTC day; a new one begins to count anew.
   */
  admitUnknown(places: readonly Place[], day: string): boolean {
    if (day !== this.#day || this.#unknown.size > addressPolicy.remembered) {
      this.#day = day;
      this.#unknown = new Map();
    }
    const used = ({ key }: Place) => this.#unknown.get(key) ?? 0;
    if (places.some((place) => used(place) >= addressPolicy.unknownADay[place.kind])) return false;
    for (const place of places) this.#unknown.set(place.key, used(place) + 1);
    return true;
  }

  /** Takes the places for a visit; false: the job waits, and comes back from {@link leave} when there is room. */
  enter(placed: PlacedJob): boolean {
    if (!this.#hasRoom(placed)) {
      this.#waiting.push(placed);
      return false;
    }
    this.#take(placed);
    return true;
  }

  /** Gives the places of a visit back. Returns the jobs that have taken them instead, and begin now. */
  leave({ places }: PlacedJob): readonly PlacedJob[] {
    for (const { key } of places) {
      const left = (this.#running.get(key) ?? 1) - 1;
      if (left === 0) this.#running.delete(key);
      else this.#running.set(key, left);
    }
    const begin: PlacedJob[] = [];
    this.#waiting = this.#waiting.filter((placed) => {
      if (!this.#hasRoom(placed)) return true;
      this.#take(placed);
      begin.push(placed);
      return false;
    });
    return begin;
  }

  /** Takes all waiting jobs out: the run is ending, or pauses. */
  takeWaiting(): readonly VisitJob[] {
    const jobs = this.#waiting.map(({ job }) => job);
    this.#waiting = [];
    return jobs;
  }

  #hasRoom({ places }: PlacedJob): boolean {
    return places.every(({ kind, key }) => (this.#running.get(key) ?? 0) < addressPolicy.atOnce[kind]);
  }

  #take({ places }: PlacedJob): void {
    for (const { key } of places) this.#running.set(key, (this.#running.get(key) ?? 0) + 1);
  }
}
