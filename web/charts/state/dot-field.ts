/** A server as a dot: how many people, and whether it answered when it was last asked. */
export interface DotServer {
  readonly domain: string;
  /** Null: not stated; drawn as small as zero. */
  readonly activeUsers: number | null;
  readonly isAnswering: boolean;
}

/** A dot with its place. Units are those of the field. */
export interface PlacedDot extends DotServer {
  /** Along the field, from the end where the largest lie. */
  readonly along: number;
  /** Across the field, 0 to its breadth. */
  readonly across: number;
  readonly radius: number;
}

/** Dots on a rectangle. */
export interface DotField {
  readonly length: number;
  readonly breadth: number;
  readonly dots: readonly PlacedDot[];
}

/** The shape to fill. */
export interface DotFieldShape {
  readonly length: number;
  readonly breadth: number;
  readonly smallestRadius: number;
}

/** Width of one strip of the profile, in units of the field. */
const stripWidth = 2.5;
const tightGap = 1.5;
/** The field dissolves: gaps between the last dots are this much wider. */
const looseGap = 7;
const bisections = 8;

/**
 * Lays dots out from the largest to the smallest, each as near to the start as the ones before it allow, like pebbles
 * that a river sorts: area is proportional to people (down to the smallest radius), and the scale is the largest at
 * which all dots fit the length. The same servers give the same field.
 */
export function dotField(servers: readonly DotServer[], shape: DotFieldShape): DotField {
  const sorted = [...servers].sort(
    (left, right) =>
      (right.activeUsers ?? 0) - (left.activeUsers ?? 0) || (left.domain < right.domain ? -1 : 1),
  );
  let [low, high] = [0, largestScale(sorted, shape)];
  let dots = place(sorted, shape, low);
  for (let round = 0; round < bisections; round += 1) {
    const scale = (low + high) / 2;
    const tried = place(sorted, shape, scale);
    if (extent(tried) <= shape.length) [low, dots] = [scale, tried];
    else high = scale;
  }
  return { length: shape.length, breadth: shape.breadth, dots };
}

/** The largest dot fills the breadth. */
function largestScale(sorted: readonly DotServer[], { breadth }: DotFieldShape): number {
  return breadth / 2 / Math.sqrt(Math.max(1, sorted[0]?.activeUsers ?? 0));
}

const extent = (dots: readonly PlacedDot[]) =>
  dots.reduce((most, { along, radius }) => Math.max(most, along + radius), 0);

function place(sorted: readonly DotServer[], shape: DotFieldShape, scale: number): PlacedDot[] {
  const profile = new Float64Array(Math.ceil(shape.breadth / stripWidth));
  return sorted.map((server, index) => {
    const radius = Math.max(shape.smallestRadius, scale * Math.sqrt(server.activeUsers ?? 0));
    const gap = tightGap + looseGap * (index / sorted.length) ** 3;
    const { across, along } = nearestPlace(profile, { radius, gap, breadth: shape.breadth, salt: index });
    raiseProfile(profile, { radius, across, along });
    return { ...server, along, across, radius };
  });
}

interface Placing {
  readonly radius: number;
  readonly gap: number;
  readonly breadth: number;
  readonly salt: number;
}

/** The place nearest to the start; among nearly equal ones a scattered choice, so that no rows form. */
function nearestPlace(profile: Float64Array, { radius, gap, breadth, salt }: Placing) {
  let best = { across: breadth / 2, along: Number.POSITIVE_INFINITY };
  let bestScore = Number.POSITIVE_INFINITY;
  for (let strip = 0; strip < profile.length; strip += 1) {
    const across = strip * stripWidth + stripWidth / 2;
    if (across < radius || across > breadth - radius) continue;
    const along = Math.max(radius, reach(profile, { radius, gap, across }));
    const score = along + scatter(strip * 131 + salt * 977) * (gap + radius / 2);
    if (score < bestScore) [best, bestScore] = [{ across, along }, score];
  }
  return Number.isFinite(best.along) ? best : { across: breadth / 2, along: radius + Math.max(...profile) };
}

/**
 * How far a dot's centre has to stay away from the start at a place across the field. A plain loop: it runs some ten
 * million times for a page.
 */
function reach(
  profile: Float64Array,
  { radius, gap, across }: { readonly radius: number; readonly gap: number; readonly across: number },
): number {
  const half = radius + gap;
  const last = lastStrip(profile, across + half);
  let most = 0;
  for (let strip = firstStrip(across - half); strip <= last; strip += 1) {
    const edge = profile[strip] ?? 0;
    if (edge === 0 || edge + half <= most) continue;
    const offset = Math.min(half, Math.abs(strip * stripWidth + stripWidth / 2 - across));
    most = Math.max(most, edge + Math.sqrt(half * half - offset * offset));
  }
  return most;
}

/** Moves the edge of what is taken to beyond a dot. */
function raiseProfile(
  profile: Float64Array,
  dot: { readonly radius: number; readonly across: number; readonly along: number },
): void {
  const { radius, across, along } = dot;
  const last = lastStrip(profile, across + radius);
  for (let strip = firstStrip(across - radius); strip <= last; strip += 1) {
    const offset = Math.min(radius, Math.abs(strip * stripWidth + stripWidth / 2 - across));
    const edge = along + Math.sqrt(radius * radius - offset * offset);
    profile[strip] = Math.max(profile[strip] ?? 0, edge);
  }
}

const firstStrip = (from: number) => Math.max(0, Math.floor(from / stripWidth));
const lastStrip = (profile: Float64Array, to: number) =>
  Math.min(profile.length - 1, Math.floor(to / stripWidth));

/** A number from 0 to 1 that looks random and is the same for the same input (an integer hash). */
function scatter(seed: number): number {
  let hash = Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return ((hash ^ (hash >>> 16)) >>> 0) / 0xffffffff;
}
