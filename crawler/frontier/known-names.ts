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

  /** Whether a name is remembered. */
  has(name: HostName): boolean {
    return this.#names.has(name);
  }

  /** Remembers names. To be called once they are committed. */
  remember(names: Iterable<HostName>): void {
    for (const name of names) {
      if (this.#names.size >= this.#capacity) this.#names.clear();
      this.#names.add(name);
    }
  }
}
