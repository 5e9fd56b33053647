/** Numbers that look random and are decided by a key: the same key, the same numbers, on any machine. */
export interface Random {
  /** In [0, 1). */
  next(): number;
  /** A whole number from 0 up to, not including, `end`. */
  below(end: number): number;
  /** True with this probability. */
  chance(probability: number): boolean;
  /** One of a list that is not empty. */
  pick<Item>(items: readonly Item[]): Item;
  /** One of a list of pairs, in proportion to the second part of each. */
  pickWeighted<Item>(items: readonly (readonly [item: Item, weight: number])[]): Item;
  /** Normally distributed with mean 0 and standard deviation 1 (Box–Muller). */
  normal(): number;
  /** Some of a list in random order, at most `count`. */
  sample<Item>(items: readonly Item[], count: number): Item[];
}

/** 32 bits out of a text: FNV-1a, then the finaliser of MurmurHash3, since FNV alone leaves close texts close. */
export function hashText(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  return finalise(hash);
}

/** One number in [0, 1) for each whole number, decided by two others; fast enough to decide millions of pairs. */
export function uniformSeries(first: number, second: number): (index: number) => number {
  const start = Math.imul(first ^ finalise(second), 0x9e3779b1);
  return (index) => finalise(start ^ finalise(index + 0x7f4a7c15)) / 0x1_0000_0000;
}

function finalise(value: number): number {
  let hash = value ^ (value >>> 16);
  hash = Math.imul(hash, 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

/** Begins a series of numbers that the key decides (mulberry32). */
export function randomFor(...key: readonly (string | number)[]): Random {
  let state = hashText(key.join('\u0000'));
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 0x1_0000_0000;
  };
  const below = (end: number) => Math.floor(next() * end);
  const pick = <Item>(items: readonly Item[]) => items[below(items.length)] as Item;
  return {
    next,
    below,
    pick,
    chance: (probability) => next() < probability,
    pickWeighted: (items) => pickWeighted(items, next()),
    normal: () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next()),
    sample: (items, count) => {
      const rest = [...items];
      const taken = Math.min(count, rest.length);
      return Array.from({ length: taken }, () => rest.splice(below(rest.length), 1)).flat();
    },
  };
}

function pickWeighted<Item>(items: readonly (readonly [Item, number])[], at: number): Item {
  const total = items.reduce((sum, [, weight]) => sum + weight, 0);
  let rest = at * total;
  for (const [item, weight] of items) {
    rest -= weight;
    if (rest < 0) return item;
  }
  const last = items.at(-1);
  if (last === undefined) throw new RangeError('Nothing to pick from.');
  return last[0];
}
