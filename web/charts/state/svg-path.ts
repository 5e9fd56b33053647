/** A place on a drawing, in whole units: what is drawn to scale is rounded by who draws it. */
export type Place = readonly [x: number, y: number];

/**
 * A line through places as SVG path data, in as few characters as that takes: each place is told from the one before, and
 * one that is the same is left out. Empty for fewer than two places.
 */
export function linePathData(places: readonly Place[]): string {
  const [first] = places;
  if (first === undefined || places.length < 2) return '';
  const steps = stepsBetween(places).filter(([x, y]) => x !== 0 || y !== 0);
  return `M${pair(first)}${steps.length === 0 ? 'h0' : `l${joined(steps.map(pair))}`}`;
}

/** Places as lines of no length, which round caps show as dots; empty for none. */
export function dotPathData(places: readonly Place[]): string {
  return eachFrom(places, 'h0');
}

/** Circles of one radius as arcs that end where they began; empty for none. */
export function ringPathData(places: readonly Place[], radius: number): string {
  const shifted = places.map(([x, y]): Place => [x - radius, y]);
  // Two halves: an arc whose ends are one place is not drawn.
  const half = `a${radius} ${radius} 0 1 0`;
  return eachFrom(shifted, `${half} ${2 * radius} 0${half} ${-2 * radius} 0`);
}

/** The same drawing at every place. It has to end where it began. */
function eachFrom(places: readonly Place[], drawing: string): string {
  const [first] = places;
  if (first === undefined) return '';
  return `M${pair(first)}${drawing}${stepsBetween(places)
    .map((step) => `m${pair(step)}${drawing}`)
    .join('')}`;
}

const stepsBetween = (places: readonly Place[]): readonly Place[] =>
  places.slice(1).map(([x, y], index) => {
    const [fromX, fromY] = places[index] ?? [0, 0];
    return [x - fromX, y - fromY];
  });

/** A minus parts two numbers as well as a space. */
const joined = (numbers: readonly string[]) =>
  numbers.reduce((text, next) => (text === '' || next.startsWith('-') ? text + next : `${text} ${next}`), '');
const pair = ([x, y]: Place) => joined([String(x), String(y)]);
