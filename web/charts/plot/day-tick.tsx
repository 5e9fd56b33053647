'use client';

import { anchorAt } from '../figure/label-anchor.ts';

interface Props {
  /** Text by instant, in milliseconds. */
  readonly labels: ReadonlyMap<number, string>;
  /** First and last instant of the axis. */
  readonly from: number;
  readonly to: number;
  /** The three below come from the plot library. */
  readonly x?: number;
  readonly y?: number;
  readonly payload?: { readonly value: number };
}

/** A label of the time axis, at the ends kept inside the picture. */
export function DayTick({ labels, from, to, x = 0, y = 0, payload }: Props) {
  if (payload === undefined) return null;
  const position = to === from ? 0.5 : (payload.value - from) / (to - from);
  return (
    <text x={x} y={y} dy="11" textAnchor={anchorAt(position)} className="figures fill-muted text-[13px]">
      {labels.get(payload.value)}
    </text>
  );
}
