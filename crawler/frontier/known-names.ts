import type { HostName } from '../../db/model/host-name.ts';

/**
 * Names that this process has already handed to the database. Peer lists repeat each other: without this memory,
 * every list would be compared with the host table again. Forgetting is safe, since the table ignores doubles.
 */
export class KnownNames {
  readonly #names = new Set<HostName>();
  readonly #capacity: number;

  /** @param capacity names remembered before the memory is emptied; 500,000 take about 50 MB. */
  constructor(capacity = 500_000) {
    this.#capacity = capacity;
  }

  /** The names that were not seen before; remembers them. */
  takeNew(names: Iterable<HostName>): HostName[] {
    const fresh: HostName[] = [];
    for (const name of names) {
      if (this.#names.has(name)) continue;
      if (this.#names.size >= this.#capacity) this.#names.clear();
      this.#names.add(name);
      fresh.push(name);
    }
    return fresh;
  }

  /** Forgets names that did not reach the database after all. */
  forget(names: Iterable<HostName>): void {
    for (const name of names) this.#names.delete(name);
  }
}
